/** One file of a ZIP archive, still packed. */
export interface ZipEntry {
  readonly path: string;
  readonly packed: Uint8Array;
  /** Whether it is deflated; else it is stored as it is. */
  readonly deflated: boolean;
}

/** Why an archive cannot be read, as the end of a sentence. */
export class ZipError extends Error {}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_LENGTH_MAX = 0xffff;
/** In these fields it means: see the ZIP64 record. */
const ZIP64 = 0xffffffff;

/** Whether the bytes begin like a ZIP archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The files of a ZIP archive, folders left out. PKWARE, "APPNOTE.TXT: ZIP File Format Specification".
 *
 * Only the container is ours: the browser inflates. The central directory is what counts, as in every other reader.
 *
 * @throws ZipError when it is cut off, encrypted, larger than ZIP without ZIP64, or packed in a way browsers cannot unpack
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at === ZIP64) throw new ZipError("is a ZIP64 archive, which this page does not read");
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (!path.endsWith("/")) entries.push(entryAt(view, bytes, at, path));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - COMMENT_LENGTH_MAX);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--)
    if (view.getUint32(at, true) === END) return at;
  throw damaged();
}

function entryAt(view: DataView, bytes: Uint8Array, at: number, path: string): ZipEntry {
  const method = view.getUint16(at + 10, true);
  const length = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw new ZipError("is encrypted");
  if (method !== 0 && method !== 8) throw new ZipError("is packed in a way that this page does not unpack");
  if (length === ZIP64 || local === ZIP64)
    throw new ZipError("is a ZIP64 archive, which this page does not read");
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) throw damaged();
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + length > view.byteLength) throw damaged();
  return { path, packed: bytes.subarray(start, start + length), deflated: method === 8 };
}

function damaged(): ZipError {
  return new ZipError("is damaged: it starts like a ZIP archive and is none");
}
