import { byText } from "../../policy/by-text.js";
import { literalPattern, wildcardPattern } from "../../policy/pattern.js";
import type { TemplatePart } from "../../policy/variable.js";
import type { Call } from "../caller/call.js";
import { absent, and, FALSE, type Formula, has, keysOf, or, present, TRUE } from "../formula/formula.js";
import { DELIVERED_TOGETHER, isDelivered } from "./delivered-keys.js";
import { isSurvivingClaim } from "./federated-keys.js";
import { isPinned, pinnedTagRules } from "./pinned.js";

// Dependencies between open keys. Semantics 3.4; IAM User Guide, "AWS global condition context keys".
const THROUGH_ENDPOINT = ["aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"];
const OF_ENDPOINT = ["aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"];

/**
 * What always holds between the keys that `formula` speaks of: the facts of the world that no policy states.
 *
 * Keys that the facts settle are put in as what they are, so the result speaks of open keys only.
 */
export function backgroundOf(formula: Formula, call: Call): Formula {
  if (formula.kind === "true" || formula.kind === "false") return TRUE;
  const ids = keysOf(formula);
  const is = (id: string): Formula => {
    const knowledge = call.facts(id);
    return knowledge.kind === "known" ? TRUE : knowledge.kind === "absent" ? FALSE : present(id);
  };
  const isNot = (id: string): Formula => {
    const knowledge = call.facts(id);
    return knowledge.kind === "known"
      ? FALSE
      : knowledge.kind === "absent"
        ? TRUE
        : knowledge.spec.mayBeAbsent
          ? absent(id)
          : FALSE;
  };
  const implies = (a: string, b: string): Formula => or([isNot(a), is(b)]);
  // What the question pins is known, and says something of the keys that are open.
  const speaksOf = (id: string): boolean => ids.has(id) || isPinned(call, id);
  const rules: Formula[] = [];
  const network = call.caller.kind !== "service";
  if (network && ["aws:sourceip", ...THROUGH_ENDPOINT, ...OF_ENDPOINT].some((id) => ids.has(id))) {
    // A call comes from a public address or through an endpoint of a VPC, which then has all its keys.
    const reference = "aws:sourcevpce";
    rules.push(
      or([and([is("aws:sourceip"), isNot(reference)]), and([isNot("aws:sourceip"), is(reference)])]),
    );
    for (const id of THROUGH_ENDPOINT)
      if (id !== reference && speaksOf(id)) rules.push(implies(id, reference), implies(reference, id));
    for (const id of OF_ENDPOINT) if (speaksOf(id)) rules.push(implies(id, reference));
  }
  if (
    ids.has("aws:multifactorauthage") ||
    ids.has("aws:multifactorauthpresent") ||
    ids.has("aws:tokenissuetime")
  ) {
    rules.push(...credentialRules(call, is, isNot));
  }
  for (const id of ["aws:sourceorgid", "aws:sourceorgpaths"])
    if (ids.has(id) || (ids.has("aws:sourceaccount") && isPinned(call, id)))
      rules.push(implies(id, "aws:sourceaccount"));
  if (
    ids.has("aws:sourceidentity") ||
    (ids.has("sts:sourceidentity") && isPinned(call, "aws:sourceidentity"))
  )
    rules.push(sourceIdentityRule(call, isNot));
  if (call.pinnedKeys.length > 0 && [...ids].some(isRequestTagKey)) rules.push(pinnedTagRules(call));
  for (const together of DELIVERED_TOGETHER) {
    const [first, ...others] = together.filter((id) => ids.has(id));
    for (const id of others) rules.push(implies(id, first!), implies(first!, id));
  }
  if (call.caller.kind === "role" && call.caller.session.inheritsTags)
    rules.push(...inheritedTagRules(call, ids));
  if (call.caller.kind === "account" || call.caller.kind === "anyone")
    rules.push(...unnamedRules(call, ids, is, isNot));
  if (call.caller.kind === "anyone") rules.push(...strangerRules(call, formula));
  return and(rules);
}

type Ask = (id: string) => Formula;

// The age exists exactly with MFA; access keys have neither an issue time nor the MFA flag, unless MFA comes with the call.
function credentialRules(call: Call, is: Ask, isNot: Ask): readonly Formula[] {
  const flag = "aws:multifactorauthpresent";
  const knowledge = call.facts(flag);
  if (knowledge.kind !== "open" && !isPinned(call, flag)) return [];
  const flagIs = (value: "true" | "false"): Formula => {
    if (knowledge.kind === "open") return value === "true" ? WITH_MFA : WITHOUT_MFA;
    return knowledge.kind === "known" && knowledge.values[0]?.toLowerCase() === value ? TRUE : FALSE;
  };
  return [
    or([isNot("aws:multifactorauthage"), flagIs("true")]),
    or([is("aws:multifactorauthage"), isNot(flag), flagIs("false")]),
    or([isNot("aws:tokenissuetime"), is(flag)]),
    or([is("aws:tokenissuetime"), isNot(flag), flagIs("true")]),
  ];
}

const WITH_MFA = valueIs("aws:multifactorauthpresent", "true");
const WITHOUT_MFA = valueIs("aws:multifactorauthpresent", "false");

function valueIs(keyId: string, value: string): Formula {
  return has(keyId, { kind: "match", patterns: [literalPattern(value)], not: false });
}

// A source identity that the session has cannot be changed: it is the one of the request.
function sourceIdentityRule(call: Call, isNot: Ask): Formula {
  const request = call.facts("sts:SourceIdentity");
  const session = call.facts("aws:SourceIdentity");
  if (request.kind === "open" && session.kind === "open")
    return or([isNot("aws:sourceidentity"), same("sts:sourceidentity", "aws:sourceidentity")]);
  // One of the two is pinned, or both.
  if (request.kind === "open" && session.kind === "known")
    return valueIs("sts:sourceidentity", session.values[0] ?? "");
  if (session.kind !== "open") return TRUE;
  const given = request.kind === "known" ? valueIs("aws:sourceidentity", request.values[0] ?? "") : FALSE;
  return or([isNot("aws:sourceidentity"), given]);
}

function isRequestTagKey(id: string): boolean {
  return id === "aws:tagkeys" || id === "sts:transitivetagkeys" || id.startsWith("aws:requesttag/");
}

// A tag that came along as a transitive one is the tag of the caller, and stands in for that of the role.
function inheritedTagRules(call: Call, ids: ReadonlySet<string>): readonly Formula[] {
  const asTag = /^(?:aws:principaltag|aws:resourcetag|iam:resourcetag)\/(.*)$/s;
  const mentioned = [...ids].filter((id) => asTag.test(id) && call.facts(id).kind === "open").toSorted();
  return mentioned.flatMap((id) => {
    const tag = asTag.exec(id)![1]!;
    const inherited = call.caller.kind === "role" && call.caller.session.fixed.has(`aws:resourcetag/${tag}`);
    const first = mentioned.find((other) => asTag.exec(other)![1] === tag)!;
    return inherited && first !== id ? [same(id, first)] : [];
  });
}

// Both keys are present, with one value.
function same(keyId: string, other: string): Formula {
  return and([
    present(keyId),
    present(other),
    {
      kind: "link",
      keyId,
      over: "value",
      comparison: "StringEquals",
      template: [{ kind: "variable", key: other, fallback: null }],
      not: false,
      id: `${keyId} equals ${other}`,
    },
  ]);
}

const UNNAMED = [
  "aws:principaltype",
  "aws:username",
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
  "aws:tokenissuetime",
  "aws:principalaccount",
];

/** Whether only the sessions of roles carry the key: users have no source identity, claims of a token, or compute. */
function isCarried(id: string): boolean {
  return id === "aws:sourceidentity" || isSurvivingClaim(id) || isDelivered(id);
}

const USER_ARN = arnLike("arn:*:user/*");
const ROLE_ARN = arnLike("arn:*:role/*");
const USER_TYPE = valueIs("aws:principaltype", "User");
const ROLE_TYPE = valueIs("aws:principaltype", "AssumedRole");

function arnLike(text: string): Formula {
  const patterns = [wildcardPattern([{ text, wild: true }])];
  return has("aws:principalarn", { kind: "match", patterns, not: false });
}

// A principal that nobody has named yet is a user or a role session, with all that goes with it.
function unnamedRules(call: Call, ids: ReadonlySet<string>, is: Ask, isNot: Ask): readonly Formula[] {
  const carried = [...ids].filter(isCarried).toSorted();
  if (carried.length === 0 && !UNNAMED.some((id) => ids.has(id))) return [];
  const forUser: Formula[] = [USER_ARN, ...carried.map(isNot)];
  const forRole: Formula[] = [ROLE_ARN];
  if (ids.has("aws:principaltype")) {
    forUser.push(USER_TYPE);
    forRole.push(ROLE_TYPE);
  }
  if (ids.has("aws:username")) {
    forUser.push(
      is("aws:username"),
      or([arnLink(":user/", "aws:username"), arnLink(":user/*/", "aws:username")]),
    );
    forRole.push(isNot("aws:username"));
  }
  if (UNNAMED.slice(2, 5).some((id) => ids.has(id))) {
    forRole.push(isNot("aws:multifactorauthage"), WITHOUT_MFA, is("aws:tokenissuetime"));
  }
  const account =
    ids.has("aws:principalaccount") && call.caller.kind === "anyone"
      ? [arnLink("", "aws:PrincipalAccount")]
      : [];
  return [or([and(forUser), and(forRole)]), ...account];
}

// Anyone is somebody of an account that nothing is known of, so of none that the snapshot holds. Only those that some
// policy names need to be told: of the others nobody can be told by a policy.
function strangerRules(call: Call, formula: Formula): readonly Formula[] {
  const { accounts, memberships } = call.world;
  const known = [...accountsNamed(formula)]
    .filter((id) => accounts.has(id) || memberships.has(id))
    .toSorted();
  return known.flatMap(notOf);
}

const notOf = byText((account): readonly Formula[] => [
  has("aws:principalaccount", { kind: "match", patterns: [literalPattern(account)], not: true }),
  has("aws:principalarn", {
    kind: "match",
    patterns: [wildcardPattern([{ text: `arn:*:iam::${account}:*`, wild: true }])],
    not: true,
  }),
]);

// The account numbers in what is asked of the caller's account and ARN.
function accountsNamed(formula: Formula, into: Set<string> = new Set()): ReadonlySet<string> {
  if (formula.kind === "and" || formula.kind === "or")
    for (const part of formula.parts) accountsNamed(part, into);
  if (formula.kind !== "leaf" || !/^aws:principal(account|arn)$/.test(formula.keyId)) return into;
  if (typeof formula.test === "boolean" || formula.test.element.kind !== "match") return into;
  for (const { display } of formula.test.element.patterns)
    for (const [id] of display.matchAll(/\d{12}/g)) into.add(id);
  return into;
}

// The ARN ends in the user's name, or holds the account.
function arnLink(before: string, key: string): Formula {
  const text = (part: string): TemplatePart => ({ kind: "text", text: part, wild: true });
  const variable: TemplatePart = { kind: "variable", key, fallback: null };
  const template =
    before === "" ? [text("arn:*:iam::"), variable, text(":*")] : [text(`arn:*${before}`), variable];
  return {
    kind: "link",
    keyId: "aws:principalarn",
    over: "value",
    comparison: "StringLike",
    template,
    not: false,
    id: `aws:principalarn holds ${before}${key}`,
  };
}
