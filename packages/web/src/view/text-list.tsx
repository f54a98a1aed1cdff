import type { Shown } from "../text.js";
import { usePartsOf } from "./more.js";
import { Prose } from "./parts.js";

/** Sentences as entries of a list. */
export function proseItems(texts: readonly Shown[]) {
  return texts.map((text) => (
    <li key={text}>
      <Prose text={text} max={400} />
    </li>
  ));
}

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
  const { rows, more } = usePartsOf(texts, "sentences", proseItems);
  return (
    <details class="text-list" open={open}>
      <summary>
        {title} ({texts.length})
      </summary>
      <ul>{rows}</ul>
      {more}
    </details>
  );
}
