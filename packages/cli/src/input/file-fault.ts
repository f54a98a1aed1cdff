import { InputError } from "../error.js";

const explanations: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ["no such file or directory", "check the path; a relative one starts from the current folder"],
  ENOTDIR: ["a part of the path is not a directory", "check the path"],
  EISDIR: ["is a directory, expected a file", "name a file inside it"],
  EACCES: ["permission denied", "make it accessible to the user who runs rolepath"],
  EPERM: ["operation not permitted", "make it accessible to the user who runs rolepath"],
  ELOOP: ["too many symbolic links", "name the file itself"],
  ENAMETOOLONG: ["the path is too long", "check the path"],
  ENOSPC: ["no space left on the device", "make room, or write elsewhere"],
  EROFS: ["the file system is read-only", "write elsewhere"],
  EMFILE: ["too many open files", "raise the limit of open files"],
  EADDRINUSE: ["the port is in use", "choose another with --port, or leave --port out"],
};

/** What the operating system refused, as an input error; `null` for any other error. */
export function fileFault(error: unknown): InputError | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const explanation = code === undefined || syscall === undefined ? undefined : explanations[code];
  if (explanation === undefined) return null;
  const [what, remedy] = explanation;
  return new InputError(path === undefined ? what : `\`${path}\`: ${what}`, remedy);
}
