/** Answers on stdout, and the exit code of a success. */
export function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** Says on stderr what went wrong, and the exit code of wrong input. */
export function failed(message: string): number {
  console.error(message);
  return 2;
}

/** Says on stderr how far a long run has come. */
export function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}
