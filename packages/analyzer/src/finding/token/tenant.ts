import type { FederatedCaller, RequestContext } from "../../answer.js";
import { requirementsOf } from "../../decide/answer/requirement.js";
import { residualOf } from "../../decide/answer/residual.js";
import { witnessOf } from "../../decide/answer/witness.js";
import type { Decision } from "../../decide/decide.js";
import type { Clause } from "../../decide/formula/clause.js";
import { and, type Formula, leaf, TRUE } from "../../decide/formula/formula.js";
import { solve } from "../../decide/formula/solve.js";
import type { Open } from "../../decide/keys/open.js";
import {
  foldedPattern,
  literalPattern,
  matches,
  type Pattern,
  wildcardPattern,
} from "../../policy/pattern.js";
import { perObject } from "../../policy/per-pair.js";
import type { Way } from "../survey/way.js";
import { claimKey } from "./issuer.js";
import { END, type SharedIssuer, type TenantClaim } from "./shared-issuer.js";

/** A way in for the tokens of strangers: customers of the issuer whom no policy names. */
export interface OpenTenant {
  /** What such a token must have besides. */
  readonly way: Way;
  /** One that gets in. */
  readonly claims: NonNullable<FederatedCaller["claims"]>;
  /** Whether some policy tests a claim of the tenant at all, if not well enough. */
  readonly tested: boolean;
}

/**
 * Whether a stranger's token gets in, `null` when it does not.
 *
 * A value of a policy names a tenant when it is closed: `repo:acme/…` does, `repo:acme*` does not. A stranger is a
 * token that none of those values matches; the engine is asked whether the whole of trust policy, provider entity and
 * RCPs lets one in. So a Deny, another claim or a guard of the organization counts wherever it stands.
 */
export function openTenant(
  decision: Decision,
  issuer: SharedIssuer,
  admits: (claims: NonNullable<FederatedCaller["claims"]>) => boolean,
): OpenTenant | null {
  if (decision.kind !== "allowed" && decision.kind !== "conditional") return null;
  const { open, call } = decision;
  const tests = testsOfTenant(open, issuer);
  const found = findStranger(open, issuer, tests);
  if (found === null) return null;
  const way = wayOf(open, found.background);
  const token = claimsOf(witnessOf(call, found.clause), issuer, way);
  return {
    way,
    claims: readable(token, issuer, tests[0] ?? [], admits),
    tested: tests.some((list) => list.length > 0),
  };
}

const open = new WeakMap<Decision, boolean>();

/**
 * Whether a stranger's token gets in, for whoever need not know which.
 *
 * @param issuer that of the decision's caller
 */
export function isOpenTenant(decision: Decision, issuer: SharedIssuer): boolean {
  if (decision.kind !== "allowed" && decision.kind !== "conditional") return false;
  // Twins are decisions about the same token: they hold in the same ways.
  const first = decision.twinOf ?? decision;
  let found = open.get(first);
  if (found === undefined) {
    found = findStranger(decision.open, issuer, testsOfTenant(decision.open, issuer)) !== null;
    open.set(first, found);
  }
  return found;
}

type TenantTests = readonly (readonly Pattern[])[];

function testsOfTenant(open: Open, issuer: SharedIssuer): TenantTests {
  return issuer.claims.map((claim) => testsOf(open, claimKey(issuer, claim.claim)));
}

function findStranger(
  open: Open,
  issuer: SharedIssuer,
  tests: TenantTests,
): { readonly background: Formula; readonly clause: Clause } | null {
  const stranger = and(
    issuer.claims.map((claim, index) => unnamed(claimKey(issuer, claim.claim), claim, tests[index] ?? [])),
  );
  // One form after the other: together they would make one question that is too large.
  for (const form of issuer.forms ?? ["*"]) {
    const background = and([open.background, stranger, realistic(issuer, form)]);
    const solution = solve(and([open.formula, background]), open.specs);
    if (solution.kind === "clause") return { background, clause: solution.clause };
  }
  return null;
}

const STAR = { text: "*", wild: true };

// What an issuer can put into the claim: a value of the form, without wildcard characters. A policy that asks for
// `repo:*` under StringEquals asks for what no token has.
function realistic(issuer: SharedIssuer, form: string): Formula {
  return realistics.of(issuer, form, () => makeRealistic(issuer, form));
}

// There are few issuers, and many doors for the tokens of each.
const realistics = perObject<SharedIssuer, string, Formula>();

function makeRealistic(issuer: SharedIssuer, form: string): Formula {
  const [first] = issuer.claims;
  if (first === undefined) return TRUE;
  const keyId = claimKey(issuer, first.claim);
  const wildcards = ["*", "?"].map((char) => wildcardPattern([STAR, { text: char, wild: false }, STAR]));
  const patterns = [wildcardPattern([{ text: form, wild: true }])];
  return and([
    leaf(keyId, true, { over: "value", element: { kind: "match", patterns: wildcards, not: true } }),
    leaf(keyId, true, { over: "value", element: { kind: "match", patterns, not: false } }),
  ]);
}

// The closed values that any policy mentions, turned around. Those of a Deny count as well: they name somebody.
function unnamed(keyId: string, claim: TenantClaim, tests: readonly Pattern[]): Formula {
  const named = tests.flatMap((pattern) => closedPart(pattern, claim.closed) ?? []);
  if (named.length === 0) return TRUE;
  return leaf(keyId, true, {
    over: "value",
    element: { kind: "match", patterns: named, not: true },
  });
}

/** The values that policies compare a key with, wherever that is. */
export function testsOf(open: Open, keyId: string): readonly Pattern[] {
  const found = new Map<string, Pattern>();
  const visit = (formula: Formula): void => {
    if (formula.kind === "and" || formula.kind === "or") for (const part of formula.parts) visit(part);
    else if (formula.kind === "leaf" && formula.keyId === keyId && typeof formula.test !== "boolean") {
      const { element } = formula.test;
      if (element.kind === "match") for (const pattern of element.patterns) found.set(pattern.text, pattern);
    }
  };
  visit(open.formula);
  return [...found.values()];
}

/** The values that begin with the part of the pattern that names a tenant; null when that part is open. */
export function closedPart(pattern: Pattern, closed: RegExp): Pattern | null {
  const exact = pattern.literal ?? (pattern.form === "ignore-case" ? pattern.display : null);
  const head =
    exact === null ? (pattern.display.split(/[*?]|\$\{/, 1)[0] ?? "") : `${exact.replaceAll(END, "")}${END}`;
  const part = closed.exec(head)?.[0];
  if (part === undefined) return null;
  if (pattern.form === "ignore-case") return foldedPattern(pattern.display);
  return part.endsWith(END)
    ? literalPattern(part.slice(0, -1))
    : wildcardPattern([
        { text: part, wild: false },
        { text: "*", wild: true },
      ]);
}

// What the policies ask of a stranger; that he is one goes without saying.
function wayOf(open: Open, background: Formula): Way {
  const residual = residualOf(open);
  const possible = residual.alternatives.filter(
    (literals) => solve(and([...literals, background]), open.specs).kind === "clause",
  );
  const ways = possible.map((literals) => requirementsOf(literals, open.specs));
  return ways.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

type Claims = Readonly<Record<string, string | readonly string[]>>;

// Of the claims of the solution those that matter: who the token is for, and what is asked of it.
function claimsOf(witness: RequestContext, issuer: SharedIssuer, way: Way): Claims {
  const prefix = `${issuer.host}:`;
  const first = issuer.claims[0]?.claim ?? "sub";
  const shown = new Set([claimKey(issuer, first), ...way.map(({ key }) => key.toLowerCase())]);
  return Object.fromEntries(
    Object.entries(witness).flatMap(([key, value]) =>
      shown.has(key.toLowerCase()) && key.toLowerCase().startsWith(prefix)
        ? [[key.slice(prefix.length), value]]
        : [],
    ),
  );
}

// The solver finds a shortest value; one that looks like a token says more. It is shown only if the engine agrees.
function readable(
  token: Claims,
  issuer: SharedIssuer,
  tests: readonly Pattern[],
  admits: (claims: Claims) => boolean,
): Claims {
  const [first] = issuer.claims;
  if (first === undefined || issuer.fillers === undefined || issuer.shape === undefined) return token;
  const stems = [
    ...tests.map((pattern) => pattern.display),
    "repo:*",
    "project_path:*",
    "organization:*",
    "*",
  ];
  for (const stem of stems) {
    for (const filler of issuer.fillers) {
      const value = fill(stem, filler);
      const named = tests.some((pattern) => {
        const part = closedPart(pattern, first.closed);
        return part !== null && matches(part, value);
      });
      const claims = { ...token, [first.claim]: value };
      if (issuer.shape.test(value) && !named && admits(claims)) return claims;
    }
  }
  return token;
}

function fill(stem: string, filler: string): string {
  return stem.replace("*", filler).replaceAll("*", "any").replaceAll("?", "x");
}
