import { type Fact, factKey, readFact } from "./fact.js";
import type { SnapshotIndex } from "./snapshot-index.js";

/** Two snapshots, and what a hop may rest on that is not the same in both. */
export interface Changes {
  /** The facts that the hop may rest on and that are not as they were, by name; those of the clock last. */
  readonly of: (edge: { readonly from: string; readonly to: string }) => readonly Fact[];
}

/** Finds changed facts by principal and by account, each once. */
export function changesBetween(old: SnapshotIndex, now: SnapshotIndex): Changes {
  const changed = (facts: readonly Fact[]): readonly Fact[] => {
    const distinct = new Map(facts.map((fact) => [factKey(fact), fact]));
    return [...distinct.values()].filter((fact) => isChanged(old, now, fact));
  };
  const owned = remember((arn: string) => changed([old, now].flatMap((index) => ownFacts(index, arn))));
  const inAccount = remember((account: string) =>
    changed([old, now].flatMap((index) => accountFacts(index, account))),
  );
  const everywhere = remember((_: string) =>
    changed([{ kind: "organization" }, { kind: "identity-center" }, { kind: "clock" }]),
  );
  const ends = remember((id: string) => ({ own: owned(id), account: inAccount(accountIn(id)) }));
  return {
    of: ({ from, to }) => {
      const [start, end] = [ends(from), ends(to)];
      const some = [end.own, start.own, end.account, start.account, everywhere("")].filter(
        (facts) => facts.length > 0,
      );
      // Of most hops nothing has changed but the date.
      if (some.length <= 1) return some[0] ?? NOTHING;
      return [...new Map(some.flat().map((fact) => [factKey(fact), fact])).values()];
    },
  };
}

const NOTHING: readonly Fact[] = [];

/** Whether a fact can make a hop different between the two snapshots. */
function isChanged(old: SnapshotIndex, now: SnapshotIndex, fact: Fact): boolean {
  const [before, after] = [readFact(old, fact), readFact(now, fact)];
  if (fact.kind === "trust" || fact.kind === "inline")
    return (before?.canonical ?? "") !== (after?.canonical ?? "");
  // What a policy is attached to is part of its being there; so are the providers of an account.
  const isPart = fact.kind === "targets" || fact.kind === "providers";
  if (isPart && (before === null || after === null)) return false;
  return before?.canonical !== after?.canonical;
}

function ownFacts(index: SnapshotIndex, arn: string): readonly Fact[] {
  const owner = index.owners.get(arn);
  if (owner === undefined || owner.kind === "group") return [];
  const { account, entity } = owner;
  const boundary = entity.PermissionsBoundary?.PermissionsBoundaryArn;
  const groups =
    owner.kind === "user"
      ? owner.entity.GroupList.flatMap((name) => index.groups.get(`${account} ${name}`) ?? [])
      : [];
  return [
    ...(owner.kind === "role" ? [{ kind: "trust" as const, arn }] : [{ kind: "groups" as const, arn }]),
    { kind: "identity", arn },
    { kind: "tags", arn },
    { kind: "boundary", arn },
    ...policyFacts(index, arn),
    ...groups.flatMap((group) => policyFacts(index, group)),
    ...(boundary === undefined ? [] : [{ kind: "managed" as const, account, arn: boundary }]),
  ];
}

function policyFacts(index: SnapshotIndex, arn: string): readonly Fact[] {
  const owner = index.owners.get(arn);
  if (owner === undefined) return [];
  const inline =
    owner.kind === "user"
      ? owner.entity.UserPolicyList
      : owner.kind === "role"
        ? owner.entity.RolePolicyList
        : owner.entity.GroupPolicyList;
  return [
    { kind: "attached", arn },
    ...inline.map(({ PolicyName }): Fact => ({ kind: "inline", arn, name: PolicyName })),
    ...owner.entity.AttachedManagedPolicies.map(
      ({ PolicyArn }): Fact => ({ kind: "managed", account: owner.account, arn: PolicyArn }),
    ),
  ];
}

function accountFacts(index: SnapshotIndex, account: string): readonly Fact[] {
  if (account === "") return [];
  const nodes = index.lineOf(account).toReversed();
  const guardrails = [...index.guardrails.values()].filter(({ policy }) =>
    policy.Targets.some((target) => nodes.includes(target)),
  );
  return [
    { kind: "collected", account },
    { kind: "providers", account },
    ...nodes.map((id): Fact => ({ kind: "place", id })),
    ...guardrails.flatMap(({ policy }): Fact[] => [
      { kind: "guardrail", id: policy.Id },
      { kind: "targets", id: policy.Id },
    ]),
  ];
}

/** The account that an id of the graph names; empty for services and anyone. */
export function accountIn(id: string): string {
  if (/^\d{12}$/.test(id)) return id;
  return id.startsWith("arn:") ? (id.split(":")[4] ?? "") : "";
}

function remember<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
