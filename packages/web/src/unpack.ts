import { isPackedJson } from "@rolepath/snapshot";
import type { LoadedFile, Source } from "./protocol.js";
import { bundleInPage } from "./report-page.js";
import { UnpackError } from "./unpack-error.js";
import { isZip, ZipError, zipEntries } from "./unzip.js";

// Runs in the worker: bytes to text, with a limit, so that a small file that unpacks to gigabytes is refused
// before it fills the memory of the page.

/** Unpacked bytes of all files together. */
const unpackedBytesMax = 512 * 1024 * 1024;

function tooLarge(file: string): UnpackError {
  const megabytes = unpackedBytesMax / 1024 / 1024;
  return new UnpackError(
    file,
    `unpacks to more than ${megabytes} MB, which a browser cannot hold`,
    "analyze it on the command line: rolepath check --snapshot PATH",
  );
}

async function inflate(
  file: string,
  bytes: Uint8Array,
  format: "gzip" | "deflate-raw",
  limit: number,
): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream(format));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    let part: ReadableStreamReadResult<Uint8Array>;
    try {
      part = await reader.read();
    } catch {
      throw new UnpackError(
        file,
        `is damaged: it starts like ${format === "gzip" ? "gzip" : "a ZIP archive"} and does not unpack`,
        "make or copy the file again",
      );
    }
    if (part.done) break;
    size += part.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(file);
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function decodeText(file: string, bytes: Uint8Array): string {
  // PowerShell's `>` writes UTF-16; the byte order mark says so.
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnpackError(
      file,
      "is not text in UTF-8",
      "expected JSON as the AWS CLI or `rolepath collect` writes it",
    );
  }
}

function contentOf(file: string, bytes: Uint8Array): Content {
  return isPackedJson(bytes) ? bytes : decodeText(file, bytes);
}

function fromBase64(file: string, base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new UnpackError(file, "is damaged: what it carries is not base64", "make or copy the file again");
  }
}

/** Paths without the folder that all of them are in: what was packed is the snapshot itself. */
export function withoutTop(paths: readonly string[]): readonly string[] {
  const top = paths[0]?.split("/")[0];
  const shared = paths.every((path) => path.includes("/") && path.split("/")[0] === top);
  return shared ? paths.map((path) => path.slice(path.indexOf("/") + 1)) : paths;
}

// A file manager puts files of its own beside those of the snapshot.
function worthReading(path: string): boolean {
  return !path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

async function unzip(file: string, bytes: Uint8Array, limit: number): Promise<readonly LoadedFile[]> {
  try {
    const entries = zipEntries(bytes).filter(({ path }) => worthReading(path));
    const paths = withoutTop(entries.map(({ path }) => path));
    const files: LoadedFile[] = [];
    let left = limit;
    for (const [index, { path, packed, deflated }] of entries.entries()) {
      const plain = deflated ? await inflate(`${file}/${path}`, packed, "deflate-raw", left) : packed;
      left -= plain.byteLength;
      files.push({ path: paths[index] ?? path, bytes: plain });
    }
    return files;
  } catch (error) {
    if (error instanceof ZipError)
      throw new UnpackError(file, error.message, "unpack it and drop the folder");
    throw error;
  }
}

/** The content of a file: text, or a bundle as reports carry it. */
export type Content = string | Uint8Array;

/**
 * The files of a source, unpacked: path → content. A gzip file loses its `.gz`, a ZIP archive gives what is in it,
 * and a report the snapshot that it carries.
 */
export async function unpack(source: Source): Promise<ReadonlyMap<string, Content>> {
  const given: readonly LoadedFile[] =
    source.kind === "files"
      ? source.files
      : [{ path: "bundle.json.gz", bytes: fromBase64(source.name, source.base64) }];
  const contents = new Map<string, Content>();
  let left = unpackedBytesMax;
  for (const { path: outer, bytes: packed } of given) {
    const files = isZip(packed) ? await unzip(outer, packed, left) : [{ path: outer, bytes: packed }];
    for (const { path, bytes } of files) {
      const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const plain = gzip ? await inflate(path, bytes, "gzip", left) : bytes;
      left -= plain.byteLength;
      if (left < 0) throw tooLarge(path);
      const content = contentOf(path, plain);
      const carried = typeof content === "string" ? bundleInPage(path, content) : null;
      if (carried === null) contents.set(gzip ? path.replace(/\.gz$/i, "") : path, content);
      else {
        const inside = await inflate(path, fromBase64(path, carried), "gzip", left);
        left -= inside.byteLength;
        contents.set(path.replace(/\.html?$/i, ".json"), contentOf(path, inside));
      }
    }
  }
  return contents;
}
