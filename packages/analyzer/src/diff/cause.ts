import type { Json } from "@rolepath/snapshot";
import { guardrailName } from "../world/organization.js";
import type { Cause, CauseKind } from "./answer.js";
import type { RawChange } from "./edges.js";
import { type Fact, type FactValue, factKey, readFact } from "./fact.js";
import type { SnapshotIndex } from "./snapshot-index.js";
import { statementChange } from "./statement-change.js";
import { byFact, type TrialBudget, Trials } from "./trial.js";

interface Tried {
  readonly fact: Fact;
  readonly confirmed: Cause["confirmed"];
  readonly statements: Cause["statements"];
}

/**
 * What each hop that changed is owed to.
 *
 * Candidates are the changed facts that the hop may rest on. The engine is asked of the new snapshot with each changed
 * back; those with which the hop is as before are the causes. Where no single one does it, all together are tried.
 */
export function causesOf(
  hops: readonly RawChange[],
  old: SnapshotIndex,
  now: SnapshotIndex,
  budget: TrialBudget,
): ReadonlyMap<RawChange, readonly Cause[]> {
  const trials = new Trials(old, now, budget);
  const tried = new Map<RawChange, Tried[]>(hops.map((hop) => [hop, []]));
  const put = (hop: RawChange, one: Tried): void => void tried.get(hop)?.push(one);
  // A principal that is new or gone takes all of its hops with it.
  const rest = hops.filter((hop) => bornOrGone(hop, old, now).length === 0);
  for (const { fact, hops: resting } of byFact(rest).values()) {
    if (fact.kind === "clock") continue;
    const settled = trials.withBack([fact], resting);
    const confirmed = resting.filter((hop) => settled?.has(hop) === true);
    const statements = confirmed.length === 0 ? [] : trials.statements(fact, confirmed);
    const places = {
      before: readFact(old, fact)?.pointer ?? "",
      after: readFact(now, fact)?.pointer ?? "",
    };
    for (const hop of resting) {
      const told = statements.some(({ settles }) => settles?.has(hop) === true);
      put(hop, {
        fact,
        confirmed: settled === null ? "untried" : settled.has(hop) ? "alone" : "no",
        statements: statements.map(({ pair, settles }) =>
          statementChange(pair, places, told ? settles?.has(hop) === true : null),
        ),
      });
    }
  }
  tryTogether(rest, tried, trials, old, now);
  return new Map(
    hops.map((hop) => {
      const own = bornOrGone(hop, old, now);
      const all = tried.get(hop) ?? [];
      const alone = all.filter(({ confirmed }) => confirmed === "alone");
      return [
        hop,
        own.length > 0 ? own : (alone.length > 0 ? alone : all).map((one) => causeOf(one, old, now)),
      ];
    }),
  );
}

// Hops that no single fact explains, grouped by the facts that may: one world for each group.
function tryTogether(
  hops: readonly RawChange[],
  tried: Map<RawChange, Tried[]>,
  trials: Trials,
  old: SnapshotIndex,
  now: SnapshotIndex,
): void {
  const groups = new Map<string, RawChange[]>();
  for (const hop of hops) {
    const all = tried.get(hop) ?? [];
    if (hop.facts.length === 0 || all.some(({ confirmed }) => confirmed === "alone")) continue;
    const key = hop.facts.map(factKey).toSorted().join(" ");
    groups.set(key, [...(groups.get(key) ?? []), hop]);
  }
  for (const group of groups.values()) {
    const facts = group[0]?.facts ?? [];
    const settled = trials.withBack(facts, group);
    for (const hop of group) {
      const confirmed = settled === null ? "untried" : settled.has(hop) ? "together" : "no";
      const single = facts.length === 1 && confirmed === "together" ? "alone" : confirmed;
      tried.set(
        hop,
        facts.map((fact) => ({
          fact,
          confirmed: single,
          statements: trials.statements(fact, []).map(({ pair }) =>
            statementChange(
              pair,
              {
                before: readFact(old, fact)?.pointer ?? "",
                after: readFact(now, fact)?.pointer ?? "",
              },
              null,
            ),
          ),
        })),
      );
    }
  }
}

function bornOrGone(hop: RawChange, old: SnapshotIndex, now: SnapshotIndex): readonly Cause[] {
  return [hop.edge.from, hop.edge.to].flatMap((arn): Cause[] => {
    const [before, after] = [old.owners.get(arn), now.owners.get(arn)];
    if ((before === undefined) === (after === undefined)) return [];
    const owner = after ?? before;
    const account = owner?.account ?? "";
    const change = before === undefined ? "added" : "removed";
    if (old.accounts.has(account) !== now.accounts.has(account))
      return [
        {
          kind: "collected",
          change,
          subject: account,
          source: `account ${account}`,
          confirmed: "alone",
        },
      ];
    return [
      {
        kind: "principal",
        change,
        subject: arn,
        source: `${owner?.kind ?? "principal"} ${shortName(arn)}`,
        file: `accounts/${account}/authorization-details.json`,
        pointer: owner?.pointer ?? "",
        confirmed: "alone",
      },
    ];
  });
}

const KINDS: Readonly<Record<Fact["kind"], CauseKind>> = {
  trust: "document",
  inline: "document",
  managed: "document",
  guardrail: "document",
  attached: "attachment",
  targets: "attachment",
  groups: "group",
  boundary: "boundary",
  tags: "tags",
  identity: "identity",
  place: "place",
  organization: "organization",
  providers: "providers",
  "identity-center": "identity-center",
  collected: "collected",
  clock: "clock",
};

function causeOf({ fact, confirmed, statements }: Tried, old: SnapshotIndex, now: SnapshotIndex): Cause {
  const [before, after] = [readFact(old, fact), readFact(now, fact)];
  const at = after ?? before;
  const kind = KINDS[fact.kind];
  return {
    kind,
    change: before === null ? "added" : after === null ? "removed" : "changed",
    subject: subjectOf(fact, now),
    source: sourceOf(fact, after === null ? old : now),
    ...(at?.file === undefined ? {} : { file: at.file }),
    ...(at?.pointer === undefined ? {} : { pointer: at.pointer }),
    ...(kind === "document" ? { statements: statements ?? [] } : shownValues(kind, before, after)),
    confirmed,
  };
}

// Assignments are too many to show; where something stands is.
function shownValues(
  kind: CauseKind,
  before: FactValue | null,
  after: FactValue | null,
): { readonly before?: Json; readonly after?: Json } {
  return kind === "identity-center" ? {} : { before: before?.shown ?? null, after: after?.shown ?? null };
}

function subjectOf(fact: Fact, now: SnapshotIndex): string {
  if ("arn" in fact) return fact.arn;
  if ("id" in fact) return fact.id;
  if ("account" in fact) return fact.account;
  return now.snapshot.organization?.Organization.Id ?? "";
}

function sourceOf(fact: Fact, index: SnapshotIndex): string {
  switch (fact.kind) {
    case "trust":
      return `trust policy of ${shortName(fact.arn)}`;
    case "inline":
      return `inline policy ${fact.name} of ${shortName(fact.arn)}`;
    case "managed":
      return `managed policy ${shortName(fact.arn)}`;
    case "guardrail":
      return guardrailById(fact.id, index);
    case "targets":
      return `what ${guardrailById(fact.id, index)} is attached to`;
    case "attached":
      return `managed policies of ${shortName(fact.arn)}`;
    case "groups":
      return `groups of ${shortName(fact.arn)}`;
    case "boundary":
      return `permissions boundary of ${shortName(fact.arn)}`;
    case "tags":
      return `tags of ${shortName(fact.arn)}`;
    case "identity":
      return `${shortName(fact.arn)}, which was made again`;
    case "place":
      return `place of ${fact.id} in the organization`;
    case "providers":
      return `identity providers of account ${fact.account}`;
    case "collected":
      return `account ${fact.account}`;
    case "organization":
      return "the organization";
    case "identity-center":
      return "assignments of IAM Identity Center";
    case "clock":
      return "date of the snapshot";
  }
}

function guardrailById(id: string, index: SnapshotIndex): string {
  const policy = index.guardrails.get(id)?.policy;
  return policy === undefined ? id : guardrailName(policy);
}

function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
