import type { FindingCaller } from "../../answer.js";
import { requirementsOf } from "../../decide/answer/requirement.js";
import { type Residual, residualOf } from "../../decide/answer/residual.js";
import { witnessOf } from "../../decide/answer/witness.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Decision } from "../../decide/decide.js";
import { absent, and, type Formula, leaf, TRUE } from "../../decide/formula/formula.js";
import { solve } from "../../decide/formula/solve.js";
import { arnPattern, literalPattern, type Pattern, wildcardPattern } from "../../policy/pattern.js";
import type { Door } from "../survey/door.js";
import { perDoorClass } from "../survey/judge.js";
import { perSurvey, type Survey } from "../survey/survey.js";
import type { Way } from "../survey/way.js";
import { openTokenDoors, tokenDecision } from "./tokens.js";

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

/** The issuer of a provider: host and path, as the ARN has it. */
export function issuerText(provider: string): string {
  const at = provider.indexOf("oidc-provider/");
  return at === -1 ? provider : provider.slice(at + "oidc-provider/".length);
}

/** The issuer of a provider, as condition keys are compared: host and path, in lower case. */
export function issuerHost(provider: string): string {
  return issuerText(provider).toLowerCase();
}

/**
 * The doors for tokens, but for those that strangers use: what else is wrong with such a door is no news.
 */
export const tokenDoors = perSurvey((survey: Survey): readonly TokenDoor[] => {
  const open = new Set(openTokenDoors(survey).map(({ door, provider }) => `${door.role.arn} ${provider}`));
  return survey.doors.flatMap((door) => {
    if (door.form.kind !== "federated" || door.form.provider.includes(":saml-provider/")) return [];
    const { provider } = door.form;
    if (open.size > 0 && open.has(`${door.role.arn} ${provider}`)) return [];
    return letsIn(survey, door) ? [new AskedTokenDoor(survey, door, provider)] : [];
  });
});

const letsIn = perDoorClass(
  (survey, door: Door): boolean =>
    door.form.kind === "federated" && decisionAt(survey, door, door.form.provider) !== null,
);

function decisionAt(survey: Survey, door: Door, provider: string): Admitted | null {
  const asked = tokenDecision(survey, door, provider);
  return asked === null ? null : admitted(asked);
}

// That it lets somebody in is known of its class; how, is asked when a rule looks at the door itself.
class AskedTokenDoor implements TokenDoor {
  constructor(
    private readonly survey: Survey,
    readonly door: Door,
    readonly provider: string,
  ) {}

  get host(): string {
    return issuerHost(this.provider);
  }

  get decision(): Admitted {
    const decision = decisionAt(this.survey, this.door, this.provider);
    if (decision === null) throw new Error(`${this.provider} gets in at no door like this one`);
    return decision;
  }
}

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
  if (!isPassable(decision, demands)) return null;
  const background = and([open.formula, open.background, ...demands]);
  const found = alternativesOf(decision).flatMap((literals) => {
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

/**
 * Whether a request with the given properties gets in, for whoever need not know how.
 *
 * @param first one of the properties that leaves a key few values: asked first, it spares looking for others
 */
export function isPassable({ open }: Admitted, demands: readonly Formula[], first: Formula = TRUE): boolean {
  return solve(and([first, open.formula, open.background, ...demands]), open.specs).kind === "clause";
}

const alternatives = new WeakMap<Admitted, Residual["alternatives"]>();

// Several rules ask about the same door.
function alternativesOf(decision: Admitted): Residual["alternatives"] {
  const found = alternatives.get(decision) ?? residualOf(decision.open).alternatives;
  alternatives.set(decision, found);
  return found;
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
