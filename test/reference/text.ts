/** One position of a pattern: a character that stands for itself, `?` (one character) or `*` (any run of them). */
export type Token = { readonly char: string } | "one" | "any";

/** The characters of `text`, none of them a wildcard. */
export function literalTokens(text: string): Token[] {
  return Array.from(text, (char) => ({ char }));
}

/** The characters of `text`, with `*` and `?` as wildcards. */
export function globTokens(text: string): Token[] {
  return Array.from(text, (char) => (char === "*" ? "any" : char === "?" ? "one" : { char }));
}

/** Whether the pattern matches the whole value. Slow and plain: a table of every pattern prefix against every value prefix. */
export function tokensMatch(pattern: readonly Token[], value: string): boolean {
  const characters = Array.from(value);
  // reached[v]: the pattern read so far matches the first v characters.
  let reached = characters.map(() => false);
  reached.unshift(true);
  for (const token of pattern) {
    const next = reached.map(() => false);
    for (let length = 0; length <= characters.length; length++) {
      if (token === "any") next[length] = reached[length]! || (length > 0 && next[length - 1]!);
      else if (length > 0 && reached[length - 1]!)
        next[length] = token === "one" || token.char === characters[length - 1];
    }
    reached = next;
  }
  return reached[characters.length]!;
}

/** Whether the glob matches the whole value. */
export function globMatches(glob: string, value: string): boolean {
  return /[*?]/.test(glob) ? tokensMatch(globTokens(glob), value) : glob === value;
}

/** The text of a pattern without wildcards. */
export function tokenText(tokens: readonly Token[]): string {
  return tokens.map((token) => (token === "any" ? "*" : token === "one" ? "?" : token.char)).join("");
}

/** Folds the letters A to Z, and no others. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
