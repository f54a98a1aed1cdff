import { fontFamily } from "../draw/font.js";
import type { Palette } from "../draw/palette.js";
import type { MatrixView } from "../protocol.js";
import { fitMiddle } from "../text.js";

/** Where the cells of a matrix are. */
export interface MatrixPlace {
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  /** Every row and column has room for its name. */
  readonly named: boolean;
}

const unitRoom = 150;
const nameRoom = 190;
const namedCell = 13;

/** As large as the width allows, and named when the names can be read. */
export function placeMatrix(matrix: MatrixView, width: number): MatrixPlace {
  const count = Math.max(1, matrix.columns.length);
  const withNames = (width - nameRoom - 12) / count;
  if (withNames >= namedCell)
    return { left: nameRoom, top: nameRoom, cell: Math.min(22, Math.floor(withNames)), named: true };
  return { left: unitRoom, top: 124, cell: Math.max(3, (width - unitRoom - 12) / count), named: false };
}

/** Draws the whole matrix with the crosshair. */
export function paintMatrix(
  canvas: HTMLCanvasElement,
  matrix: MatrixView,
  place: MatrixPlace,
  palette: Palette,
  pointed: { readonly row: number; readonly column: number } | null,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { left, top, cell } = place;
  const width = left + matrix.columns.length * cell + 12;
  const height = top + matrix.rows.length * cell + 12;
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  paintUnits(context, matrix, place, palette, { width, height });
  if (pointed !== null) {
    context.fillStyle = palette.hotFill;
    context.fillRect(left, top + pointed.row * cell, matrix.columns.length * cell, cell);
    context.fillRect(left + pointed.column * cell, top, cell, matrix.rows.length * cell);
  }
  const gap = cell >= 6 ? 1 : 0.5;
  const { cells } = matrix;
  for (const [at, row] of cells.row.entries()) {
    const x = left + cells.column[at]! * cell + gap / 2;
    const y = top + row * cell + gap / 2;
    const size = cell - gap;
    const isAdmin = cells.admins[at]! > 0;
    const isConditional = cells.conditional[at] === 1;
    const plain = matrix.rows[row]!.outside ? palette.outside : palette.hot;
    context.fillStyle = context.strokeStyle = isAdmin ? palette.admin : plain;
    // Never fainter than can be seen: an account with a single way in is as much a way in.
    context.globalAlpha = isAdmin ? 1 : Math.min(1, 0.55 + 0.15 * Math.log2(cells.roles[at]!));
    if (isConditional) {
      context.lineWidth = Math.max(1, cell / 6);
      const inset = context.lineWidth / 2;
      context.strokeRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset);
    } else context.fillRect(x, y, size, size);
    context.globalAlpha = 1;
    if (isAdmin && cell >= 6) {
      context.fillStyle = isConditional ? palette.admin : palette.ground;
      context.beginPath();
      context.arc(x + size / 2, y + size / 2, size / 5, 0, Math.PI * 2);
      context.fill();
    }
  }
}

function paintUnits(
  context: CanvasRenderingContext2D,
  matrix: MatrixView,
  place: MatrixPlace,
  palette: Palette,
  size: { readonly width: number; readonly height: number },
): void {
  const { left, top, cell, named } = place;
  const measure = (text: string): number => context.measureText(text).width;
  context.strokeStyle = palette.laneBorder;
  context.lineWidth = 1;
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.beginPath();
    context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
    context.stroke();
  };
  // The diagonal, where an account meets itself.
  context.fillStyle = palette.laneBorder;
  const shift = matrix.rows.length - matrix.columns.length;
  for (let at = 0; at < matrix.columns.length; at++)
    context.fillRect(left + at * cell + cell / 3, top + (at + shift) * cell + cell / 3, cell / 3, cell / 3);
  const right = size.width - 12;
  const bottom = size.height - 12;
  for (const unit of matrix.rowUnits)
    line(named ? left : 8, top + unit.first * cell, right, top + unit.first * cell);
  line(named ? left : 8, bottom, right, bottom);
  for (const unit of matrix.columnUnits)
    line(left + unit.first * cell, named ? top : 8, left + unit.first * cell, bottom);
  line(right, named ? top : 8, right, bottom);

  context.textBaseline = "middle";
  context.fillStyle = palette.muted;
  if (named) {
    context.font = `11.5px ${fontFamily}`;
    context.textAlign = "right";
    matrix.rows.forEach((side, index) => {
      context.fillText(fitMiddle(side.title, left - 22, measure), left - 8, top + (index + 0.5) * cell);
    });
    context.textAlign = "left";
    matrix.columns.forEach((side, index) => {
      upright(context, fitMiddle(side.title, top - 22, measure), left + (index + 0.5) * cell, top - 8);
    });
    return;
  }
  context.font = `600 12px ${fontFamily}`;
  context.textAlign = "left";
  let freeBelow = 0;
  for (const unit of matrix.rowUnits) {
    // A unit of few accounts has no room for its name beside it; names below each other do not touch.
    const y = Math.max(freeBelow, top + unit.first * cell + 9);
    freeBelow = y + 15;
    context.fillText(fitMiddle(unit.title, left - 18, measure), 8, y);
  }
  let freeAcross = 0;
  for (const unit of matrix.columnUnits) {
    const x = left + unit.first * cell + 4;
    const wide = unit.count * cell - 8;
    // Names beside each other do not touch either: one that stands upright may reach over its unit.
    const free = Math.max(x, freeAcross);
    if (free + measure(unit.title) <= x + wide) {
      context.fillText(unit.title, free, top - 12);
      freeAcross = free + measure(unit.title);
    } else if (Math.max(x, freeAcross) + 12 <= x + wide + 16) {
      const at = Math.max(x + 4, freeAcross + 9);
      upright(context, fitMiddle(unit.title, top - 14, measure), at, top - 8);
      freeAcross = at + 8;
    }
  }
}

/** A text that reads upwards from its foot. */
function upright(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  context.fillText(text, 0, 0);
  context.restore();
}
