import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSnapshotFolder } from "./snapshot-folder.js";

const id = "111122223333";
const manifest = JSON.stringify({
  formatVersion: 1,
  createdAt: "2026-01-02T03:04:05Z",
  collection: { scope: "account", partition: "aws", callerAccount: id },
  accounts: {},
});
const posix = process.platform !== "win32";

let parent: string;
let path: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "rolepath-folder-"));
  path = join(parent, "deep", "snapshot");
});
afterEach(() => rm(parent, { recursive: true }));

const read = (file: string) => readFile(join(path, file), "utf8");
const mode = async (file: string) => (await stat(join(path, file))).mode & 0o777;

test("files and folders are for the owner alone, whatever the folder was before", async () => {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
  const folder = await openSnapshotFolder(path);
  await folder.write("manifest.json", manifest);
  await folder.writeAccount(id, new Map([["account.json", "{}"]]));
  await folder.close();
  if (posix) {
    for (const file of ["manifest.json", `accounts/${id}/account.json`]) expect(await mode(file)).toBe(0o600);
    for (const name of [".", "accounts", `accounts/${id}`]) expect(await mode(name)).toBe(0o700);
  }
  expect((await readdir(path)).sort()).toEqual(["accounts", "manifest.json"]);
});

test("an account is replaced whole: no file of the old one stays", async () => {
  const folder = await openSnapshotFolder(path);
  await folder.writeAccount(
    id,
    new Map([
      ["a.json", "1"],
      ["b.json", "1"],
    ]),
  );
  await folder.writeAccount(id, new Map([["a.json", "2"]]));
  await folder.close();
  expect(await readdir(join(path, "accounts", id))).toEqual(["a.json"]);
  expect(await read(`accounts/${id}/a.json`)).toBe("2");
});

test("an account that a crash left half replaced is put back", async () => {
  const folder = await openSnapshotFolder(path);
  await folder.write("manifest.json", manifest);
  await folder.writeAccount(id, new Map([["a.json", "old"]]));
  // As if the process had ended between the two moves.
  await rename(join(path, "accounts", id), join(path, ".collect", "staging", `old-${id}`));
  await rm(join(path, ".collect", "lock"));
  const next = await openSnapshotFolder(path);
  expect(await next.hasAccount(id)).toBe(true);
  await next.close();
  expect(await read(`accounts/${id}/a.json`)).toBe("old");
});

test("an unfinished file of a crashed run is cleared away and never read", async () => {
  const folder = await openSnapshotFolder(path);
  await folder.write("manifest.json", manifest);
  await writeFile(join(path, ".collect", "staging", "draft"), "half");
  await rm(join(path, ".collect", "lock"));
  const next = await openSnapshotFolder(path);
  expect(next.manifest?.collection.callerAccount).toBe(id);
  await next.close();
  expect(await readdir(path)).toEqual(["manifest.json"]);
});

test.each([
  ["files of somebody", async () => writeFile(join(path, "notes.txt"), "")],
  [
    "a snapshot that was made by hand",
    async () => writeFile(join(path, "manifest.json"), '{"formatVersion": 1}'),
  ],
  ["something broken", async () => writeFile(join(path, "manifest.json"), "{")],
])("a folder with %s is refused", async (_, put) => {
  await mkdir(path, { recursive: true });
  await put();
  await expect(openSnapshotFolder(path)).rejects.toThrow("holds something that rolepath did not collect");
});

test("a file in the folder's place is refused", async () => {
  await mkdir(join(parent, "deep"));
  await writeFile(path, "");
  await expect(openSnapshotFolder(path)).rejects.toThrow("is not a folder");
});

// On Windows making a link needs a privilege.
test.skipIf(!posix)("a folder whose accounts lead elsewhere is refused", async () => {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, "manifest.json"), manifest);
  await symlink(parent, join(path, "accounts"));
  await expect(openSnapshotFolder(path)).rejects.toThrow("is a symbolic link");
});
