import type { UseView } from "../protocol.js";
import { shown } from "../text.js";
import { CopyButton } from "./copy.js";
import { LongText, Prose } from "./parts.js";

/** How a hop or a chain is walked: profiles, commands, the console. Nothing is executed. */
export function UsePanel({ use }: { readonly use: UseView }) {
  return (
    <div class="use">
      {use.config !== "" && (
        <Block title="Profiles for ~/.aws/config" text={use.config} what="the profiles" />
      )}
      {use.commands.length > 0 && (
        <Block title="The same as commands" text={use.commands.join("\n")} what="the commands" />
      )}
      {use.console.map(({ hop, url }) => (
        <p key={url} class="use-console">
          <a href={url} target="_blank" rel="noreferrer noopener">
            Switch role in the console
          </a>
          {use.console.length > 1 && <span class="muted"> (hop {hop})</span>}
          <CopyButton text={url} what="the console link" />
        </p>
      ))}
      {use.remarks.length > 0 && (
        <ul class="use-remarks muted">
          {use.remarks.map((text) => (
            <li key={text}>
              <Prose text={text} max={300} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Block({
  title,
  text,
  what,
}: {
  readonly title: string;
  readonly text: string;
  readonly what: string;
}) {
  return (
    <div class="block-text">
      <p class="block-text-head">
        <span>{title}</span>
        <CopyButton text={text} what={what} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="plain-code" tabIndex={0} aria-label={title}>
        {text.split("\n").map((line, index) => (
          <code key={index}>{line === "" ? " " : <LongText text={shown(line)} max={1200} />}</code>
        ))}
      </section>
    </div>
  );
}
