import type { Shown } from "../text.js";
import { Prose } from "./parts.js";

/** Sentences behind a heading that opens. */
export function TextList({
  title,
  texts,
  open = false,
}: {
  readonly title: string;
  readonly texts: readonly Shown[];
  readonly open?: boolean;
}) {
  return (
    <details class="text-list" open={open}>
      <summary>
        {title} ({texts.length})
      </summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <Prose text={text} max={400} />
          </li>
        ))}
      </ul>
    </details>
  );
}
