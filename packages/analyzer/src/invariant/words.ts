import type { Need, Selector } from "../config/invariant.js";

/** The selector in a sentence: `ou sandbox`, `outside`, `(role/ci or role/cd)`. */
export function selectorText(selector: Selector): string {
  switch (selector.kind) {
    case "all":
    case "any": {
      const parts = selector.parts.map(selectorText);
      const joined = parts.join(selector.kind === "all" ? " and " : " or ");
      return parts.length === 1 ? joined : `(${joined})`;
    }
    case "not":
      return `not ${selectorText(selector.part)}`;
    case "word":
      return selector.not ? `not ${selector.word}` : selector.word === "origin" ? "anybody" : selector.word;
    case "kind":
      return `kind ${selector.principal}`;
    case "tag":
      return `tag ${selector.key}=${selector.value}`;
    case "accountTag":
      return `accounts tagged ${selector.key}=${selector.value}`;
    case "account":
      return `account ${selector.pattern}`;
    case "ou":
      return `ou ${selector.pattern}`;
    default:
      return selector.pattern;
  }
}

/** What a path must not do without, in a sentence: `an external ID`. */
export function needText(need: Need): string {
  return need === "external-id" ? "an external ID" : need === "mfa" ? "MFA" : need;
}
