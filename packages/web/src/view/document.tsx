import { useEffect, useRef } from "preact/hooks";
import type { DocumentView } from "../protocol.js";
import type { Shown } from "../text.js";
import { LongText } from "./parts.js";

const indentWidth = 2;

interface DocumentBoxProps {
  readonly document: DocumentView;
  /** Where the statement stands in it, in words. */
  readonly lines: Shown;
  readonly open: boolean;
}

/** A policy document, whole, with the statements that decided marked. Everything is set as text. */
export function DocumentBox({ document, lines, open }: DocumentBoxProps) {
  const box = useRef<HTMLElement>(null);
  const marks = new Map<number, "yes" | "if" | "no">();
  for (const { range, match } of document.marks) {
    for (let line = range[0]; line <= range[1]; line++)
      if (!marks.has(line) || match !== "no") marks.set(line, match);
  }
  const first = document.marks[0]?.range[0];
  useEffect(() => {
    // The marked statement in sight, without moving the page.
    const line =
      first === undefined ? null : box.current?.querySelector<HTMLElement>(`[data-line="${first}"]`);
    if (line && box.current) box.current.scrollTop = Math.max(0, line.offsetTop - 28);
  }, [document.key, first]);
  return (
    <details class="document" open={open}>
      <summary>
        <LongText text={document.title} max={90} />
        {lines !== "" && <span class="muted"> · {lines}</span>}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="code" ref={box} tabIndex={0} aria-label={`${document.title}, whole document`}>
        <ol>
          {document.lines.map((line, index) => (
            // Lines have no identity but their number.
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
          ))}
        </ol>
        {document.omitted > 0 && (
          <p class="hint">{document.omitted.toLocaleString("en")} more lines are not shown.</p>
        )}
      </section>
      <p class="where">
        <LongText text={document.where} max={120} />
      </p>
    </details>
  );
}
