import type { CanQuestion } from "@rolepath/analyzer";

/** One word of a POSIX shell, quoted unless it is plain. No shell passes on a control character. */
function word(text: string): string {
  if (/^[A-Za-z0-9_/:.,@%+=-]+$/.test(text)) return text;
  return `'${text.replace(/\p{Cc}/gu, "?").replaceAll("'", "'\\''")}'`;
}

/** The command that answers the same question in a terminal. */
export function canCommand(from: string, to: string, context: NonNullable<CanQuestion["context"]>): string {
  const facts = Object.entries(context).flatMap(([key, value]): readonly string[] => {
    if (value === null) return [`--absent ${word(key)}`];
    const values = typeof value === "string" ? [value] : value;
    return values.map((one) => `--context ${word(`${key}=${one}`)}`);
  });
  return ["rolepath can", `--from ${word(from)}`, `--to ${word(to)}`, ...facts].join(" ");
}
