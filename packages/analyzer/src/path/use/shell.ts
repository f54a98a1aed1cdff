/** Text that the user must replace, in angle brackets. */
export function placeholder(what: string): string {
  return `<${what.replace(/[^\x20-\x7e]|[<>]/g, "?")}>`;
}

/** A value for a line of `~/.aws/config`; a placeholder where it could not stand there as it is. */
export function configText(value: string, what: string): string {
  return /^[\x21-\x7e]+$/.test(value) ? value : placeholder(what);
}

/** One word of a POSIX shell, quoted unless it is plain; names in a snapshot are not to be trusted. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_/:.,@%+-]+$/.test(text)) return text;
  // No shell passes on a NUL, and a terminal may obey other control characters.
  const shown = text.replace(/\p{Cc}/gu, "?");
  return `'${shown.replaceAll("'", "'\\''")}'`;
}
