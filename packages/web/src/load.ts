import type { Head, LoadedFile, Source } from "./protocol.js";

// From what the reader drops or picks to files. Nothing leaves the page: the page may not even connect anywhere.

const readBytesMax = 1024 * 1024 * 1024;
const filesMax = 5000;

/** Files that cannot be taken, as a sentence and what to do instead. */
export class PickError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

interface Picked {
  readonly path: string;
  readonly file: File;
}

function worthReading(path: string): boolean {
  // Hidden files, of an editor or a file manager, are nobody's data.
  return !path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

async function readAll(picked: readonly Picked[], name: string): Promise<Source> {
  const wanted = picked.filter(({ path }) => worthReading(path));
  if (wanted.length === 0)
    throw new PickError(
      "There is no file in what was dropped.",
      "Choose the snapshot's folder, its bundle (.json, .json.gz), a report, or an analysis.",
    );
  if (wanted.length > filesMax)
    throw new PickError(
      `The folder has ${wanted.length.toLocaleString("en")} files; a snapshot has a few for each account.`,
      "Choose the snapshot's own folder, not one above it.",
    );
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > readBytesMax)
    throw new PickError(
      "The files are larger than 1 GB, which a browser cannot hold.",
      "Analyze them on the command line: rolepath check --snapshot PATH",
    );
  const files: LoadedFile[] = [];
  for (const { path, file } of wanted) {
    try {
      files.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      throw new PickError(
        `${path} could not be read.`,
        "Check that the file still exists and that the browser may read it.",
      );
    }
  }
  return { kind: "files", name, files };
}

/** Paths without the folder that all of them are in: what was picked is the snapshot itself. */
function withoutTop(picked: readonly Picked[]): readonly Picked[] {
  const top = picked[0]?.path.split("/")[0];
  const shared = picked.every(({ path }) => path.includes("/") && path.split("/")[0] === top);
  return shared
    ? picked.map(({ path, file }) => ({ path: path.slice(path.indexOf("/") + 1), file }))
    : picked;
}

/** The files of an `<input type=file>`, also of one that picks a folder. */
export function readPicked(list: FileList): Promise<Source> {
  const picked = Array.from(list, (file): Picked => ({ path: file.webkitRelativePath || file.name, file }));
  const first = picked[0]?.path ?? "";
  const name = first.includes("/")
    ? first.slice(0, first.indexOf("/"))
    : picked.length === 1
      ? first
      : `${picked.length} files`;
  return readAll(withoutTop(picked), name);
}

function entryFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    // A reader gives at most 100 entries at a time and an empty list at the end.
    const more = (): void =>
      reader.readEntries((part) => {
        if (part.length === 0) resolve(all);
        else {
          all.push(...part);
          more();
        }
      }, reject);
    more();
  });
}

async function walk(entry: FileSystemEntry, base: string, found: Picked[]): Promise<void> {
  const path = `${base}${entry.name}`;
  if (!worthReading(path) || found.length > filesMax) return;
  if (entry.isFile) found.push({ path, file: await entryFile(entry as FileSystemFileEntry) });
  else
    for (const child of await entriesOf(entry as FileSystemDirectoryEntry))
      await walk(child, `${path}/`, found);
}

/** The files and folders of a drop. Call it in the event: the list is emptied when the event ends. */
export async function readDropped(items: DataTransferItemList): Promise<Source> {
  // What comes from another program than a file manager may be a file without an entry in a file system.
  const held = Array.from(items).flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
  const found: Picked[] = [];
  for (const one of held)
    if (one instanceof File) found.push({ path: one.name, file: one });
    else await walk(one, "", found);
  const [first] = held;
  const name = held.length === 1 && first !== undefined ? first.name : `${held.length} files`;
  const single = held.length === 1 && !(first instanceof File) && first?.isDirectory === true;
  return readAll(single ? withoutTop(found) : found, name);
}

function textOf(document: Document, id: string): string {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}

function embedded(document: Document, id: string): Source | null {
  const base64 = textOf(document, id);
  const name = document.getElementById(id)?.getAttribute("data-name") || "snapshot";
  return base64 === "" ? null : { kind: "embedded", name, base64 };
}

/** The snapshot that a report carries, if this page is one. */
export function embeddedSnapshot(document: Document): Source | null {
  return embedded(document, "rolepath-data");
}

/** The sample organization that the app carries; a report does not. */
export function embeddedSample(document: Document): Source | null {
  return embedded(document, "rolepath-sample");
}

/** What a report on a large organization shows at once; null without it. */
export async function embeddedHead(document: Document): Promise<Head | null> {
  const base64 = textOf(document, "rolepath-head");
  if (base64 === "") return null;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(plain).json()) as Head;
}
