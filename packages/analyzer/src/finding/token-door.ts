import type { FindingCaller } from "../answer.js";
import type { Decision } from "../decide/decide.js";
import { callerId } from "../decide/describe.js";
import { absent, and, type Formula, leaf } from "../decide/formula.js";
import { resolveCaller } from "../decide/name.js";
import { requirementsOf } from "../decide/requirement.js";
import { residualOf } from "../decide/residual.js";
import { solve } from "../decide/solve.js";
import { witnessOf } from "../decide/witness.js";
import { arnPattern, literalPattern, type Pattern, wildcardPattern } from "../policy/pattern.js";
import type { Door } from "./door.js";
import { knock, perSurvey, type Survey } from "./survey.js";
import { openTokenDoors } from "./tokens.js";
import type { Way } from "./way.js";

/** A decision that lets somebody in. */
export type Admitted = Decision & { readonly kind: "allowed" | "conditional" };

/** A door for the tokens of an OIDC provider, through which some token gets in. */
export interface TokenDoor {
  readonly door: Door;
  readonly provider: string;
  /** Host and path of the issuer, in lower case. */
  readonly host: string;
  readonly decision: Admitted;
}

/** A token that gets in, and what the door asks of it. */
export interface Passage {
  readonly way: Way;
  readonly example: FindingCaller;
}

/** The decision where it lets somebody in, else null. */
export function admitted(decision: Decision): Admitted | null {
  return decision.kind === "allowed" || (decision.kind === "conditional" && decision.clause !== null)
    ? decision
    : null;
}

/** The issuer of a provider, as condition keys have it: host and path, in lower case. */
export function issuerHost(provider: string): string {
  const at = provider.indexOf("oidc-provider/");
  return (at === -1 ? provider : provider.slice(at + "oidc-provider/".length)).toLowerCase();
}

/**
 * The doors for tokens, but for those that strangers use: what else is wrong with such a door is no news.
 */
export const tokenDoors = perSurvey((survey: Survey): readonly TokenDoor[] => {
  const open = new Set(openTokenDoors(survey).map(({ door, provider }) => `${door.role.arn} ${provider}`));
  return survey.doors.flatMap((door) => {
    if (door.form.kind !== "federated" || door.form.provider.includes(":saml-provider/")) return [];
    const { provider } = door.form;
    if (open.has(`${door.role.arn} ${provider}`)) return [];
    const named = resolveCaller(survey.world, { type: "oidc", provider });
    const decision = named.kind === "caller" ? admitted(knock(survey, door, named.caller)) : null;
    return decision === null ? [] : [{ door, provider, host: issuerHost(provider), decision }];
  });
});

/**
 * Whether a request with the given properties gets in, and by which way; null when none does, or that is not sure.
 *
 * @param refused ways that do not count
 */
export function passage(
  decision: Admitted,
  demands: readonly Formula[],
  refused: (way: Way) => boolean = () => false,
): Passage | null {
  const { open, call } = decision;
  const background = and([open.formula, open.background, ...demands]);
  if (solve(background, open.specs).kind !== "clause") return null;
  const found = residualOf(open).alternatives.flatMap((literals) => {
    const solution = solve(and([...literals, background]), open.specs);
    const way = requirementsOf(literals, open.specs);
    return solution.kind === "clause" && !refused(way) ? [{ way, clause: solution.clause }] : [];
  });
  const [easiest] = found.toSorted((a, b) => a.way.length - b.way.length);
  if (easiest === undefined) return null;
  return {
    way: easiest.way,
    example: {
      from: callerId(call.caller),
      to: call.target.arn,
      verdict: decision.kind,
      context: witnessOf(call, easiest.clause),
    },
  };
}

/** The key has one of these values. */
export function valueIn(keyId: string, patterns: readonly Pattern[]): Formula {
  return leaf(keyId.toLowerCase(), false, {
    over: "value",
    element: { kind: "match", patterns, not: false },
  });
}

/** The key is there and has none of these values. */
export function valueNotIn(keyId: string, patterns: readonly Pattern[]): Formula {
  return leaf(
    keyId.toLowerCase(),
    false,
    patterns.length === 0 ? true : { over: "value", element: { kind: "match", patterns, not: true } },
  );
}

/** The key is missing. */
export function missingKey(keyId: string): Formula {
  return absent(keyId.toLowerCase());
}

/** Values that begin with the text. */
export function startingWith(text: string): Pattern {
  return wildcardPattern([
    { text, wild: false },
    { text: "*", wild: true },
  ]);
}

/** `*` any run, `?` one character. */
export function like(text: string): Pattern {
  return wildcardPattern([{ text, wild: true }]);
}

/** As `like`, part by part: a wildcard does not cross the colons of an ARN. */
export function arnLike(text: string): Pattern {
  return arnPattern([{ text, wild: true }]) ?? like(text);
}

/** Exactly the text. */
export function exactly(text: string): Pattern {
  return literalPattern(text);
}
