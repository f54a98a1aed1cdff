import { useRef, useState } from "preact/hooks";
import { canvasMeasure, estimate } from "../draw/font.js";
import { sceneOf } from "../draw/make-scene.js";
import { palettes } from "../draw/palette.js";
import { scenePng } from "../draw/png.js";
import type { Picture } from "../layout/picture.js";
import { saveFile, textBlob } from "../take-away/save.js";
import { sceneSvg } from "../take-away/svg.js";
import { pictureCsv, pictureJson } from "../take-away/table.js";
import { pictureDot, pictureMermaid } from "../take-away/text-graph.js";
import { theme } from "../theme.js";
import { GlyphIcon } from "./icon.js";

interface Form {
  readonly name: string;
  readonly what: string;
  readonly make: (picture: Picture) => Blob | Promise<Blob>;
}

const drawn = (picture: Picture): Promise<Blob> =>
  scenePng(sceneOf(picture, palettes[theme.peek()], canvasMeasure()));
// Whoever opens the SVG may have other fonts.
const written = (picture: Picture): string => sceneSvg(sceneOf(picture, palettes[theme.peek()], estimate));

const forms: readonly Form[] = [
  { name: "png", what: "PNG picture", make: drawn },
  { name: "svg", what: "SVG picture", make: (picture) => textBlob(written(picture), "image/svg+xml") },
  { name: "csv", what: "CSV table", make: (picture) => textBlob(pictureCsv(picture), "text/csv") },
  { name: "json", what: "JSON", make: (picture) => textBlob(pictureJson(picture), "application/json") },
  { name: "mmd", what: "Mermaid", make: (picture) => textBlob(pictureMermaid(picture), "text/plain") },
  {
    name: "dot",
    what: "Graphviz DOT",
    make: (picture) => textBlob(pictureDot(picture), "text/vnd.graphviz"),
  },
];

/** Saves what the picture shows, all of it, as a file of the reader's choice. */
export function TakeAway({ picture }: { readonly picture: Picture }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [failed, setFailed] = useState("");
  const save = async ({ name, make }: Form): Promise<void> => {
    try {
      saveFile(`rolepath.${name}`, await make(picture));
      setFailed("");
      if (box.current !== null) box.current.open = false;
    } catch {
      setFailed(`This browser could not make the ${name.toUpperCase()} file: take the SVG instead.`);
    }
  };
  return (
    <details
      class="take-away"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || box.current === null || !box.current.open) return;
        event.stopPropagation();
        box.current.open = false;
        box.current.querySelector("summary")?.focus();
      }}
    >
      <summary class="icon-button" aria-label="Save the picture as a file" title="Save the picture as a file">
        <GlyphIcon glyph="save" />
      </summary>
      <div class="take-away-forms">
        {forms.map((form) => (
          <button key={form.name} type="button" class="button small quiet" onClick={() => save(form)}>
            {form.what}
          </button>
        ))}
        {failed !== "" && <p role="alert">{failed}</p>}
      </div>
    </details>
  );
}
