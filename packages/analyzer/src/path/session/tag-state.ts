import type { Decision } from "../../decide/decide.js";
import { UNCONSTRAINED } from "../../decide/domain/constraint.js";
import type { KeyKnowledge } from "../../decide/domain/knowledge.js";
import { tagValueSpec } from "../../decide/domain/spec.js";
import { withTests } from "../../decide/domain/test.js";
import type { RolePrincipal } from "../../world/entity.js";
import { combine } from "./combination.js";
import type { Constraints } from "./constraints.js";
import type { Tracking } from "./tracking.js";
import { admitsKey, transitiveDemands } from "./transitive.js";

/** Tags of a new session: what later policies see, and which tags go on to the next hop. */
export interface TagState {
  readonly fixed: readonly [string, KeyKnowledge][];
  /** Lower-case keys of transitive tags. */
  readonly inherited: readonly string[];
}

/** One tag key of a new session: not set, set, or set and transitive. */
interface TagChoice {
  readonly name: string;
  readonly entries: readonly [string, KeyKnowledge][];
  readonly transitive: boolean;
}

/** Combinations of more tag keys than these are not all told apart, and the answer says so. */
const COMBINATION_COUNT_MAX = 128;

/**
 * The combinations of session tags that the hop allows, for the tag keys that some policy tests.
 *
 * IAM User Guide, "Pass session tags in AWS STS": a session tag overrides the role tag of the same key whatever its
 * case; only transitive ones go on, and those replace the `aws:ResourceTag` of the next role for its trust policy.
 */
export function tagStates(
  decision: Decision,
  role: RolePrincipal,
  constraints: Constraints,
  tracking: Tracking,
  forced: readonly string[],
): { readonly states: readonly TagState[]; readonly complete: boolean } {
  const inherited = inheritedTags(decision);
  const demands = transitiveDemands(constraints);
  const told = [...new Set([...tracking.tagNames, ...forced, ...inherited.keys()])];
  // A transitive tag that no policy looks at makes the next hop ask for `sts:TagSession` all the same.
  const names = [...new Set([...told, ...demands.otherThan(told)])].toSorted();
  const { combinations, complete } = combine(
    names.map((name) => choicesOf(decision, role, constraints, name, inherited.get(name) ?? null, forced)),
    COMBINATION_COUNT_MAX,
  );
  const passed = (combination: readonly TagChoice[]): readonly string[] =>
    combination.flatMap(({ name, transitive }) => (transitive && !inherited.has(name) ? [name] : []));
  const possible = combinations.filter((combination) => demands.metBy(passed(combination)));
  const states = possible.map((combination) => ({
    fixed: combination.flatMap((choice) => choice.entries),
    inherited: [
      ...new Set([
        ...combination.filter((choice) => choice.transitive).map((choice) => choice.name),
        ...forced,
        ...inherited.keys(),
      ]),
    ].toSorted(),
  }));
  return { states, complete };
}

// What the calling session inherited; it comes along as `aws:ResourceTag` of the role that is entered.
function inheritedTags(decision: Decision): ReadonlyMap<string, KeyKnowledge> {
  const found = new Map<string, KeyKnowledge>();
  const { caller } = decision.call;
  if (caller.kind !== "role") return found;
  for (const [key, knowledge] of caller.session.fixed)
    if (key.startsWith("aws:resourcetag/")) found.set(key.slice("aws:resourcetag/".length), knowledge);
  return found;
}

function choicesOf(
  decision: Decision,
  role: RolePrincipal,
  constraints: Constraints,
  name: string,
  inherited: KeyKnowledge | null,
  forced: readonly string[],
): readonly TagChoice[] {
  if (inherited !== null) {
    const kept = narrowed(inherited, constraints, name);
    return [{ name, entries: tagEntries(name, kept, true), transitive: true }];
  }
  const request = decision.call.facts(`aws:RequestTag/${name}`);
  const own = role.tags.get(name);
  const unset: TagChoice = {
    name,
    entries: [
      [
        `aws:principaltag/${name}`,
        own === undefined
          ? { kind: "absent", name: `aws:PrincipalTag/${name}` }
          : known(`aws:PrincipalTag/${own.Key}`, own.Value),
      ],
    ],
    transitive: false,
  };
  if (request.kind === "absent") return [unset];
  if (request.kind === "known")
    return [
      { name, entries: tagEntries(name, request, forced.includes(name)), transitive: forced.includes(name) },
    ];
  const constraint = constraints.get(`aws:requesttag/${name}`) ?? UNCONSTRAINED;
  const keys = constraints.get("aws:tagkeys") ?? UNCONSTRAINED;
  const mayBeUnset = constraint.absent && request.spec.mayBeAbsent;
  if (
    constraint.tests === null ||
    keys.tests === null ||
    !admitsKey(
      keys.tests.filter((test) => test.over === "all").map((test) => test.element),
      name,
    )
  ) {
    return [unset];
  }
  const base = withTests(
    request.spec.base,
    constraint.tests.map(({ element }) => element),
  );
  const value: KeyKnowledge = {
    kind: "open",
    spec: tagValueSpec(`aws:PrincipalTag/${own?.Key ?? name}`, { mayBeAbsent: false, base }),
  };
  const set: TagChoice[] = forced.includes(name)
    ? [{ name, entries: tagEntries(name, value, true), transitive: true }]
    : [
        { name, entries: tagEntries(name, value, false), transitive: false },
        ...(mayPassOn(constraints, name)
          ? [{ name, entries: tagEntries(name, value, true), transitive: true }]
          : []),
      ];
  if (demandsKey(constraints, "sts:transitivetagkeys", name))
    return set.filter((choice) => choice.transitive);
  return mayBeUnset && !demandsKey(constraints, "aws:tagkeys", name) ? [unset, ...set] : set;
}

function tagEntries(
  name: string,
  value: KeyKnowledge,
  transitive: boolean,
): readonly [string, KeyKnowledge][] {
  const entries: [string, KeyKnowledge][] = [[`aws:principaltag/${name}`, value]];
  if (!transitive) return entries;
  return [
    ...entries,
    [`aws:resourcetag/${name}`, value],
    [`iam:resourcetag/${name}`, value],
    [`aws:requesttag/${name}`, { kind: "absent", name: `aws:RequestTag/${name}` }],
  ];
}

function mayPassOn(constraints: Constraints, name: string): boolean {
  const constraint = constraints.get("sts:transitivetagkeys") ?? UNCONSTRAINED;
  return (
    constraint.tests !== null &&
    admitsKey(
      constraint.tests.filter((test) => test.over === "all").map((test) => test.element),
      name,
    )
  );
}

// Some key of the set must be this one.
function demandsKey(constraints: Constraints, keyId: string, name: string): boolean {
  return (constraints.get(keyId)?.tests ?? []).some(
    ({ over, element }) =>
      over === "some" &&
      element.kind === "match" &&
      !element.not &&
      element.patterns.every((pattern) => pattern.literal?.toLowerCase() === name),
  );
}

function known(name: string, value: string): KeyKnowledge {
  return { kind: "known", name, values: [value], multivalued: false };
}

// What this hop demanded of an inherited tag, as the tag of its role or of the caller, still holds of it on the next.
function narrowed(inherited: KeyKnowledge, constraints: Constraints, name: string): KeyKnowledge {
  if (inherited.kind !== "open") return inherited;
  const tests = ["aws:resourcetag", "iam:resourcetag", "aws:principaltag"].flatMap(
    (prefix) => constraints.get(`${prefix}/${name}`)?.tests ?? [],
  );
  return {
    kind: "open",
    spec: {
      ...inherited.spec,
      base: withTests(
        inherited.spec.base,
        tests.map(({ element }) => element),
      ),
    },
  };
}
