import { useEffect, useState } from "preact/hooks";
import { GlyphIcon } from "./icon.js";

/** Puts a text on the clipboard. A page opened from disk may not have the clipboard's own interface. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

interface CopyProps {
  readonly text: string;
  /** What is copied, in words: `the ARN`. */
  readonly what: string;
  /** With its words beside the sign. */
  readonly worded?: boolean;
}

/** Copies, and says so for a moment. */
export function CopyButton({ text, what, worded = false }: CopyProps) {
  const [state, setState] = useState<"" | "done" | "failed">("");
  useEffect(() => {
    if (state === "") return;
    const timer = setTimeout(() => setState(""), 1800);
    return () => clearTimeout(timer);
  }, [state]);
  const words = state === "done" ? "Copied" : state === "failed" ? "Not copied" : `Copy ${what}`;
  return (
    <button
      type="button"
      class={worded ? "button small quiet" : "icon-button"}
      aria-label={worded ? undefined : words}
      title={worded ? undefined : words}
      onClick={() => {
        copyText(text).then((done) => setState(done ? "done" : "failed"));
      }}
    >
      <GlyphIcon glyph={state === "done" ? "check" : state === "failed" ? "close" : "copy"} size={15} />
      {worded && <span aria-live="polite">{words}</span>}
    </button>
  );
}
