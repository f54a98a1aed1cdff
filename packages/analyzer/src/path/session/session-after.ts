import { implicantsOf } from "../../decide/answer/residual.js";
import { narrowed, type SessionState } from "../../decide/caller/session.js";
import type { Decision } from "../../decide/decide.js";
import { both, type Constraint, UNCONSTRAINED } from "../../decide/domain/constraint.js";
import type { KeyKnowledge } from "../../decide/domain/knowledge.js";
import { nameSpec } from "../../decide/domain/spec.js";
import { elementKey, prefixedTest, type Test, withTests } from "../../decide/domain/test.js";
import type { Literal } from "../../decide/formula/clause.js";
import { constraintOf, keysOf, leafKey } from "../../decide/formula/formula.js";
import { deliveringService, undeliveredKey } from "../../decide/keys/delivered-keys.js";
import { transitiveTags } from "../../decide/keys/service-tags.js";
import { conditionKeyId } from "../../policy/condition.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { Constraints } from "./constraints.js";
import { tagStates } from "./tag-state.js";
import type { Tracking } from "./tracking.js";

/**
 * The sessions that a hop can leave behind, as far as some policy can tell them apart. Semantics 1.7.
 *
 * Every alternative of the hop gives its own states: the session name that it allows, the tags that may, must or
 * cannot be set, transitive ones among them, and the source identity.
 *
 * @returns the states and whether they are all there are
 */
export function sessionsAfter(
  decision: Decision & { readonly kind: "allowed" | "conditional" },
  tracking: Tracking,
): { readonly states: readonly SessionState[]; readonly complete: boolean } {
  const role = decision.call.target;
  const residual = implicantsOf(decision.open);
  const alternatives = residual.alternatives.length === 0 ? [[]] : residual.alternatives;
  const states = new Map<string, SessionState>();
  let { complete } = residual;
  for (const literals of alternatives) {
    const found = statesOf(decision, role, literals, tracking);
    complete &&= found.complete;
    for (const state of found.states) if (!states.has(state.signature)) states.set(state.signature, state);
  }
  const policy = decision.call.caller.passes;
  const opened = [...states.values()];
  return {
    states: policy === undefined ? opened : opened.map((state) => narrowed(state, policy)),
    complete,
  };
}

function statesOf(
  decision: Decision,
  role: RolePrincipal,
  literals: readonly Literal[],
  tracking: Tracking,
): { readonly states: readonly SessionState[]; readonly complete: boolean } {
  const constraints = new Map<string, Constraint>();
  const narrow = (keyId: string, constraint: Constraint): void => {
    constraints.set(keyId, both(constraints.get(keyId) ?? UNCONSTRAINED, constraint));
  };
  for (const literal of literals) {
    if (literal.kind === "leaf") narrow(literal.keyId, constraintOf(literal));
    // Keys that are compared with each other are there.
    if (literal.kind === "link" && !literal.not)
      for (const keyId of keysOf(literal)) narrow(keyId, { absent: false, tests: [] });
  }
  for (const [keyId, other] of equalKeys(literals)) {
    narrow(keyId, { absent: false, tests: testsOf(decision, constraints, other) });
    narrow(other, { absent: false, tests: testsOf(decision, constraints, keyId) });
  }
  const links = literals.filter((literal) => literal.kind !== "leaf").map(leafKey);
  const name = sessionName(decision, role, constraints, tracking);
  const claims = [
    ...claimEntries(decision, constraints, tracking),
    ...undeliveredEntries(decision, tracking),
  ];
  const tagged = tagStates(decision, role, constraints, tracking, forcedTransitive(decision));
  const states: SessionState[] = [];
  for (const identity of identityStates(decision, constraints, tracking)) {
    for (const tags of tagged.states) {
      const fixed = new Map<string, KeyKnowledge>([...name.fixed, ...claims, ...identity, ...tags.fixed]);
      const signature = [
        ...[...fixed].map(([key, knowledge]) => `${key}=${knowledgeKey(knowledge)}`).toSorted(),
        tags.inherited.join(","),
        ...links,
      ].join(" ");
      states.push({
        name: name.known,
        fixed,
        inheritsTags: tags.inherited.length > 0,
        complete: true,
        signature,
      });
    }
  }
  return { states, complete: tagged.complete };
}

// Pairs of keys that have the same value, often enough for what is known of one to reach those that are equal in a row.
function equalKeys(literals: readonly Literal[]): readonly (readonly [string, string])[] {
  const pairs = literals.flatMap((literal) => {
    if (literal.kind !== "link" || literal.not || literal.over !== "value") return [];
    const [part, ...more] = literal.template;
    if (part?.kind !== "variable" || more.length > 0 || !/^String(Equals|Like)$/.test(literal.comparison))
      return [];
    return [[literal.keyId, conditionKeyId(part.key)] as const];
  });
  return pairs.flatMap(() => pairs);
}

function testsOf(decision: Decision, constraints: Constraints, keyId: string): readonly Test[] {
  const knowledge = decision.call.facts(keyId);
  const base = knowledge.kind === "open" ? knowledge.spec.base : [];
  return [
    ...base.map((element): Test => ({ over: "value", element })),
    ...(constraints.get(keyId)?.tests ?? []),
  ];
}

function forcedTransitive(decision: Decision): readonly string[] {
  const { caller } = decision.call;
  return caller.kind === "service" ? transitiveTags(caller.name) : [];
}

// `aws:userid` of the new session is the role's id, a colon and the session name that this hop lets be chosen.
function sessionName(
  decision: Decision,
  role: RolePrincipal,
  constraints: Constraints,
  tracking: Tracking,
): { readonly known: string | null; readonly fixed: readonly [string, KeyKnowledge][] } {
  if (!tracking.sessionName) return { known: null, fixed: [] };
  const prefix = `${role.uniqueId}:`;
  const given = decision.call.facts("sts:RoleSessionName");
  if (given.kind === "known") {
    const value = given.values[0] ?? "";
    return {
      known: value,
      fixed: [
        ["aws:userid", { kind: "known", name: "aws:userid", values: [prefix + value], multivalued: false }],
      ],
    };
  }
  const tests = (constraints.get("sts:rolesessionname")?.tests ?? []).map((test) =>
    prefixedTest(test.element, prefix),
  );
  const spec = nameSpec("aws:userid", {
    prefix,
    mayBeAbsent: false,
    kind: "caller",
    base: tests,
    example: `${prefix}rolepath`,
  });
  return { known: null, fixed: [["aws:userid", { kind: "open", spec }]] };
}

// A source identity stays for all hops and cannot be changed; without one, the next hop may set it.
function identityStates(
  decision: Decision,
  constraints: Constraints,
  tracking: Tracking,
): readonly (readonly [string, KeyKnowledge][])[] {
  const knowledge = decision.call.facts("sts:SourceIdentity");
  const none: [string, KeyKnowledge][] = [
    ["aws:sourceidentity", { kind: "absent", name: "aws:SourceIdentity" }],
  ];
  if (knowledge.kind === "absent") return [none];
  const keep = (value: KeyKnowledge): [string, KeyKnowledge][] => [
    ["aws:sourceidentity", rename(value, "aws:SourceIdentity")],
    ["sts:sourceidentity", rename(value, "sts:SourceIdentity")],
  ];
  if (knowledge.kind === "known") return [keep(knowledge)];
  const constraint = constraints.get("sts:sourceidentity") ?? UNCONSTRAINED;
  const demanded = [...(constraint.tests ?? []), ...demandedOfCaller(decision, constraints)];
  const base = withTests(
    knowledge.spec.base,
    demanded.map(({ element }) => element),
  );
  const kept = keep({ kind: "open", spec: { ...knowledge.spec, base, mayBeAbsent: false, optional: false } });
  if (!knowledge.spec.mayBeAbsent || !constraint.absent) return [kept];
  if (!tracking.identity || constraint.tests === null) return [none];
  return [none, kept];
}

// What is asked of the source identity that the caller has is asked of the one that goes on: they are the same.
function demandedOfCaller(decision: Decision, constraints: Constraints): readonly Test[] {
  const knowledge = decision.call.facts("aws:SourceIdentity");
  const constraint = constraints.get("aws:sourceidentity") ?? UNCONSTRAINED;
  const mayLack = knowledge.kind !== "open" || (knowledge.spec.mayBeAbsent && constraint.absent);
  return mayLack ? [] : (constraint.tests ?? []);
}

function rename(knowledge: KeyKnowledge, name: string): KeyKnowledge {
  return knowledge.kind === "open"
    ? { kind: "open", spec: { ...knowledge.spec, name } }
    : { ...knowledge, name };
}

// Claims of the token that opened the first session stay with the chain.
function claimEntries(
  decision: Decision,
  constraints: Constraints,
  tracking: Tracking,
): readonly [string, KeyKnowledge][] {
  return tracking.claims.map((key): [string, KeyKnowledge] => {
    const knowledge = decision.call.facts(key);
    if (knowledge.kind !== "open") return [key, knowledge];
    const constraint = constraints.get(key) ?? UNCONSTRAINED;
    if (constraint.tests === null) return [key, { kind: "absent", name: knowledge.spec.name }];
    const base = withTests(
      knowledge.spec.base,
      constraint.tests.map(({ element }) => element),
    );
    return [
      key,
      {
        kind: "open",
        spec: { ...knowledge.spec, base, mayBeAbsent: knowledge.spec.mayBeAbsent && constraint.absent },
      },
    ];
  });
}

// Only a session that the service itself opened can have what it writes into credentials.
function undeliveredEntries(decision: Decision, tracking: Tracking): readonly [string, KeyKnowledge][] {
  const { caller } = decision.call;
  return tracking.delivered.flatMap((key): readonly [string, KeyKnowledge][] => {
    if (caller.kind === "service" && deliveringService(key) === caller.name) return [];
    const knowledge = undeliveredKey(key);
    return knowledge === null ? [] : [[key, knowledge]];
  });
}

function knowledgeKey(knowledge: KeyKnowledge): string {
  switch (knowledge.kind) {
    case "absent":
      return "-";
    case "known":
      return JSON.stringify(knowledge.values);
    case "open":
      return `?${knowledge.spec.mayBeAbsent}${knowledge.spec.base.map(elementKey).toSorted().join("&")}`;
  }
}
