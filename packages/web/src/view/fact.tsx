import type { Shown } from "../text.js";
import { LongText } from "./parts.js";

interface FactProps {
  readonly term: Shown;
  readonly value: Shown;
  /** How many characters of the value are shown at once. */
  readonly max: number;
}

/** A name and what it says, in a list of such. */
export function Fact({ term, value, max }: FactProps) {
  return (
    <div>
      <dt>
        <LongText text={term} max={80} />
      </dt>
      <dd>
        <LongText text={value} max={max} />
      </dd>
    </div>
  );
}
