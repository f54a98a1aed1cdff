import type { Formula } from "../../decide/formula/formula.js";
import type { Pattern } from "../../policy/pattern.js";
import { END } from "./shared-issuer.js";
import { testsOf } from "./tenant.js";
import { type TokenDoor, valueNotIn } from "./token-door.js";

/** A name that nobody has given to anything. */
export const NEW = "rolepath-newcomer";

/** The condition key of a claim of the door's issuer. */
export function key(door: TokenDoor, claim: string): string {
  return `${door.host}:${claim}`;
}

/** The values that policies compare a claim with. */
export function tests(door: TokenDoor, claim: string): readonly Pattern[] {
  return testsOf(door.decision.open, key(door, claim));
}

/** The claims have values that no policy names. */
export function unnamed(door: TokenDoor, claims: readonly string[]): readonly Formula[] {
  return claims.map((claim) => valueNotIn(key(door, claim), tests(door, claim)));
}

/** The beginnings of subjects that policies name, up to the end of the organization's name. */
export function subjectHeads(door: TokenDoor, closed: RegExp): readonly string[] {
  return [
    ...new Set(
      tests(door, "sub").flatMap((pattern) => {
        const exact = pattern.literal ?? (pattern.form === "ignore-case" ? pattern.display : null);
        const head = exact === null ? (pattern.display.split(/[*?]|\$\{/, 1)[0] ?? "") : `${exact}${END}`;
        const part = closed.exec(head)?.[0];
        return part === undefined ? [] : [part];
      }),
    ),
  ];
}
