import { crc32, deflateSync, inflateSync } from "node:zlib";

// A browser packs a picture for speed and keeps every shade. A picture of text, frames and lines is as good with 256
// colours, and a third as large.

const signatureLength = 8;
const coloursMax = 256;
/** Squared distance of colours that the eye takes for one. */
const sameColour = 9;

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Takes the prediction off the rows of an 8-bit RGB picture: the colours, three bytes a pixel. */
function coloursOf(rows: Buffer, width: number, height: number): Buffer {
  const stride = width * 3;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= 3 ? out[at - 3]! : 0;
      const above = y > 0 ? out[at - stride]! : 0;
      const corner = x >= 3 && y > 0 ? out[at - stride - 3]! : 0;
      const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      out[at] = (rows[y * (stride + 1) + 1 + x]! + guesses[filter]!) & 0xff;
    }
  }
  return out;
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [
    (a >> 16) - (b >> 16),
    ((a >> 8) & 255) - ((b >> 8) & 255),
    (a & 255) - (b & 255),
  ];
  return red * red + green * green + blue * blue;
}

/** The commonest colours, no two of them alike to the eye. */
function paletteOf(count: ReadonlyMap<number, number>): readonly number[] {
  const palette: number[] = [];
  for (const [colour] of [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    if (palette.length === coloursMax) break;
    if (palette.every((other) => distance(colour, other) >= sameColour)) palette.push(colour);
  }
  return palette;
}

/** The same picture with at most 256 colours, packed as small as it gets. It must be 8-bit RGB, as screenshots are. */
export function packPng(png: Buffer): Buffer {
  const pixels: Buffer[] = [];
  for (let at = signatureLength; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      pixels.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const header = Buffer.from(png.subarray(16, 29));
  if (header[8] !== 8 || header[9] !== 2) throw new Error("a screenshot that is not 8-bit RGB");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const colours = coloursOf(inflateSync(Buffer.concat(pixels)), width, height);
  const count = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 3) {
    const colour = colours.readUIntBE(at, 3);
    count.set(colour, (count.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(count);
  const nearest = new Map<number, number>();
  for (const colour of count.keys()) {
    let best = 0;
    palette.forEach((other, index) => {
      if (distance(colour, other) < distance(colour, palette[best]!)) best = index;
    });
    nearest.set(colour, best);
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++)
    rows[at + Math.floor(at / width) + 1] = nearest.get(colours.readUIntBE(at * 3, 3))!;
  header[9] = 3;
  return Buffer.concat([
    png.subarray(0, signatureLength),
    chunk("IHDR", header),
    chunk(
      "PLTE",
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
