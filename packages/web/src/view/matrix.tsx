import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { palettes } from "../draw/palette.js";
import type { MatrixView } from "../protocol.js";
import { go } from "../state.js";
import { counted, middle } from "../text.js";
import { theme } from "../theme.js";
import { paintMatrix, placeMatrix } from "./matrix-paint.js";

interface Pointed {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

function cellWords(
  { cells, ...matrix }: MatrixView,
  { row, column }: Pointed,
  at: number | undefined,
): string {
  const isItself = row - (matrix.rows.length - matrix.columns.length) === column;
  if (isItself && matrix.of === "account") return "the same account";
  if (at === undefined) return "nothing";
  const admins = cells.admins[at]! > 0 ? `, ${cells.admins[at]} of them administrator` : "";
  return `${counted(cells.roles[at]!, "role")} can be entered${cells.conditional[at] === 1 ? ", under conditions" : ""}${admins}`;
}

/** Accounts, or their units, against each other. The table below it says the same, for the keyboard and for screen readers. */
export function MatrixBox({ matrix }: { readonly matrix: MatrixView }) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const palette = palettes[theme.value];
  const place = placeMatrix(matrix, width);

  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(frame.current?.clientWidth ?? 0));
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current !== null && width > 0) paintMatrix(canvas.current, matrix, place, palette, pointed);
  }, [matrix, width, palette, pointed?.row, pointed?.column]);
  const places = useMemo(
    () => new Map(matrix.cells.row.map((row, at) => [`${row} ${matrix.cells.column[at]}`, at])),
    [matrix],
  );

  const at = (event: MouseEvent): Pointed | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const column = Math.floor((x - place.left) / place.cell);
    const row = Math.floor((y - place.top) / place.cell);
    const inside = column >= 0 && row >= 0 && column < matrix.columns.length && row < matrix.rows.length;
    return inside ? { row, column, x, y } : null;
  };
  const cellAt = (point: Pointed): number | undefined => places.get(`${point.row} ${point.column}`);
  const cell = pointed === null ? undefined : cellAt(pointed);
  const sides = counted(matrix.columns.length, matrix.of === "unit" ? "organizational unit" : "account");
  const words = `${sides} against each other: rows lead into columns, ${matrix.cells.row.length} pairs are connected. The table below says the same.`;
  return (
    <figure class="picture matrix">
      <div class="matrix-frame" ref={frame}>
        <canvas
          ref={canvas}
          class={cell === undefined ? undefined : "over"}
          role="img"
          aria-label={words}
          data-cells={matrix.cells.row.length}
          onMouseMove={(event) => setPointed(at(event))}
          onMouseLeave={() => setPointed(null)}
          onClick={(event) => {
            const point = at(event);
            const target = point === null ? undefined : cellAt(point);
            if (target !== undefined) go(matrix.cells.go[target]!);
          }}
        />
        {pointed !== null && (
          <div
            class={pointed.x > width / 2 ? "tip left" : "tip"}
            role="presentation"
            style={{ left: `${pointed.x}px`, top: `${pointed.y}px` }}
          >
            {middle(matrix.rows[pointed.row]!.title, 60)} →{" "}
            {middle(matrix.columns[pointed.column]!.title, 60)}
            {"\n"}
            {cellWords(matrix, pointed, cell)}
          </div>
        )}
      </div>
      <MatrixLegend />
    </figure>
  );
}

function MatrixLegend() {
  const swatch = (kind: string) => <span class={`swatch ${kind}`} aria-hidden="true" />;
  return (
    <figcaption class="legend">
      <span class="visually-hidden">Legend:</span>
      <span>
        <b>row → column</b>
      </span>
      <span>{swatch("some")} roles can be entered, stronger for more</span>
      <span>{swatch("conditional")} only under conditions</span>
      <span>{swatch("admin")} an administrator among them</span>
      <span>{swatch("outside")} from outside</span>
    </figcaption>
  );
}
