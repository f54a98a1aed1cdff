import type { LoadedFile, Source } from "./protocol.js";

// Runs in the worker: bytes to text, with a limit, so that a small file that unpacks to gigabytes is refused
// before it fills the memory of the page.

/** Unpacked bytes of all files together. */
const unpackedBytesMax = 512 * 1024 * 1024;

/** Something wrong with a file before it was read; the page shows both texts. */
export class UnpackError extends Error {
  constructor(
    readonly file: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

function tooLarge(file: string): UnpackError {
  const megabytes = unpackedBytesMax / 1024 / 1024;
  return new UnpackError(
    file,
    `unpacks to more than ${megabytes} MB, which a browser cannot hold`,
    "analyze it on the command line: rolepath check --snapshot PATH",
  );
}

async function gunzip(file: string, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
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
        "is damaged: it starts like gzip and does not unpack",
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

function fromBase64(base64: string): Uint8Array {
  const binary = atob(base64);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The files of a source, unpacked: path → text. A gzip file loses its `.gz`. */
export async function unpack(source: Source): Promise<ReadonlyMap<string, string>> {
  const files: readonly LoadedFile[] =
    source.kind === "files" ? source.files : [{ path: "bundle.json.gz", bytes: fromBase64(source.base64) }];
  const texts = new Map<string, string>();
  let left = unpackedBytesMax;
  for (const { path, bytes } of files) {
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = packed ? await gunzip(path, bytes, left) : bytes;
    left -= plain.byteLength;
    if (left < 0) throw tooLarge(path);
    texts.set(packed ? path.replace(/\.gz$/i, "") : path, decodeText(path, plain));
  }
  return texts;
}
