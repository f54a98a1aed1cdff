import type { Keys } from "./keys.js";
import { singleValue } from "./keys.js";
import { globTokens, literalTokens, type Token } from "./text.js";

// Clause 3.2: variables exist only under this version; a missing version means 2008-10-17.
const VERSION_WITH_VARIABLES = "2012-10-17";

const VARIABLE = /\$\{([^}]*)\}/g;
const KEY_AND_DEFAULT = /^\s*([^,']+?)\s*(?:,\s*'([^']*)'\s*)?$/;

/**
 * The tokens of a policy text with its variables put in; null when one has neither a value nor a default.
 *
 * What a variable brings in is literal: a wildcard in a value is a plain character.
 *
 * @param wildcards whether `*` and `?` of the text itself are wildcards
 */
export function resolveText(text: string, version: string, keys: Keys, wildcards: boolean): Token[] | null {
  const plain = wildcards ? globTokens : literalTokens;
  if (version !== VERSION_WITH_VARIABLES) return plain(text);
  const tokens: Token[] = [];
  let done = 0;
  for (const found of text.matchAll(VARIABLE)) {
    tokens.push(...plain(text.slice(done, found.index)));
    const value = variableValue(found[1]!, keys);
    if (value === undefined) return null;
    tokens.push(...literalTokens(value));
    done = found.index + found[0].length;
  }
  tokens.push(...plain(text.slice(done)));
  return tokens;
}

function variableValue(inside: string, keys: Keys): string | undefined {
  if (inside === "*" || inside === "?" || inside === "$") return inside;
  const parts = KEY_AND_DEFAULT.exec(inside);
  if (parts === null) return undefined;
  // Only single-valued keys can stand in a variable; a multivalued one counts as without value.
  return singleValue(keys, parts[1]!) ?? parts[2];
}
