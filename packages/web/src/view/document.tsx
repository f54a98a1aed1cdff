import { useEffect, useRef, useState } from "preact/hooks";
import type { DocumentView } from "../protocol.js";
import type { Shown } from "../text.js";
import { CopyButton } from "./copy.js";
import { usePartsOf } from "./more.js";
import { LongText } from "./parts.js";

const indentWidth = 2;
const linesAtOnce = 600;

interface DocumentBoxProps {
  readonly document: DocumentView;
  /** Where the statement stands in it, in words. */
  readonly lines: Shown;
  readonly open: boolean;
}

/** A policy document, whole, with the statements that decided marked. Everything is set as text. */
export function DocumentBox({ document, lines, open }: DocumentBoxProps) {
  const box = useRef<HTMLElement>(null);
  // A principal has many documents; their lines are made when one is opened.
  const [unfolded, setUnfolded] = useState(open);
  const marks = new Map<number, "yes" | "if" | "no">();
  for (const { range, match } of document.marks) {
    for (let line = range[0]; line <= range[1]; line++)
      if (!marks.has(line) || match !== "no") marks.set(line, match);
  }
  const [first, last] = document.marks[0]?.range ?? [];
  // Whatever is marked can be seen at once.
  const least = Math.max(linesAtOnce, ...document.marks.map(({ range }) => range[1] + 1));
  const { rows, more } = usePartsOf(
    document.lines,
    "lines",
    (part, from) =>
      part.map((line, at) => {
        const index = from + at;
        return (
          <li
            key={index}
            data-line={index}
            class={marks.has(index) ? `marked ${marks.get(index)}` : undefined}
          >
            <code style={{ paddingLeft: `${line.indent * indentWidth}ch` }}>
              {line.tokens.map((token, at) =>
                token.kind === "mark" ? (
                  token.text
                ) : (
                  <LongText key={at} class={`token ${token.kind}`} text={token.text} max={2000} />
                ),
              )}
            </code>
          </li>
        );
      }),
    linesAtOnce,
    least,
  );
  useEffect(() => {
    // The marked statement in sight, without moving the page, and only when it is not in sight already.
    if (first === undefined || last === undefined || box.current === null) return;
    const at = (line: number): HTMLElement | null =>
      box.current?.querySelector<HTMLElement>(`[data-line="${line}"]`) ?? null;
    const end = at(last);
    const fits = end === null || end.offsetTop + end.offsetHeight <= box.current.clientHeight;
    box.current.scrollTop = fits ? 0 : Math.max(0, (at(first)?.offsetTop ?? 0) - 8);
  }, [document.key, first, last, unfolded]);
  return (
    <details class="document" open={open} onToggle={(event) => event.currentTarget.open && setUnfolded(true)}>
      <summary>
        <LongText text={document.title} max={90} />
        {lines !== "" && <span class="muted"> · {lines}</span>}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="code" ref={box} tabIndex={0} aria-label={`${document.title}, whole document`}>
        <ol>{unfolded && rows}</ol>
        {more}
        {document.omitted > 0 && (
          <p class="hint">{document.omitted.toLocaleString("en")} more lines are not shown.</p>
        )}
      </section>
      <p class="where">
        <LongText text={document.where} max={120} />
        <CopyButton text={documentText(document)} what="the document" />
      </p>
    </details>
  );
}

/** The document as it is shown, for the clipboard. */
function documentText(document: DocumentView): string {
  return document.lines
    .map((line) => " ".repeat(line.indent * indentWidth) + line.tokens.map((token) => token.text).join(""))
    .join("\n");
}
