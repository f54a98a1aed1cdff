import { createHash } from "node:crypto";

/** A number from 0 up to 1 that depends on the words alone. */
export function chance(...words: readonly (string | number)[]): number {
  return createHash("sha256").update(words.join("\0")).digest().readUInt32BE(0) / 2 ** 32;
}

/** One of the choices, by the words alone. */
export function choose<Choice>(choices: readonly Choice[], ...words: readonly (string | number)[]): Choice {
  const chosen = choices[Math.floor(chance(...words) * choices.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
}
