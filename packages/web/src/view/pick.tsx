import { useRef } from "preact/hooks";
import { readPicked } from "../load.js";
import type { Source } from "../protocol.js";
import { GlyphIcon } from "./icon.js";

/** Two buttons that pick a snapshot: files, or a folder. */
export function PickButtons({ take }: { readonly take: (pending: Promise<Source>) => void }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const pick = (input: HTMLInputElement): void => {
    if (input.files !== null && input.files.length > 0) take(readPicked(input.files));
    input.value = "";
  };
  return (
    <>
      <p class="buttons">
        <button type="button" class="button" onClick={() => files.current?.click()}>
          <GlyphIcon glyph="file" /> Choose files
        </button>
        <button type="button" class="button" onClick={() => folder.current?.click()}>
          <GlyphIcon glyph="folder" /> Choose a folder
        </button>
      </p>
      <input
        ref={files}
        class="visually-hidden"
        type="file"
        multiple
        accept=".json,.gz,.zip,.html,text/html,application/json,application/gzip,application/zip"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="files"
        onChange={(event) => pick(event.currentTarget)}
      />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute("webkitdirectory", "");
        }}
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="folder"
        onChange={(event) => pick(event.currentTarget)}
      />
    </>
  );
}
