import type { Analysis } from "../analyze.js";
import type { CheckAnswer, Finding } from "../answer.js";
import type { CheckOptions } from "../config/check-options.js";
import { residualAnswer } from "../decide/answer/answer.js";
import { type Explorer, insideOf } from "../explore.js";
import { countsOf, inOrder } from "../finding/order.js";
import { compareSeverity } from "../finding/severity.js";
import type { DiffAnswer, EdgeChange, HopState } from "./answer.js";
import { causesOf } from "./cause.js";
import { compareEdges } from "./edges.js";
import { compareChains } from "./reach.js";
import { changesBetween } from "./relevant.js";
import type { HopDecision } from "./same-decision.js";
import { indexSnapshot, type SnapshotIndex } from "./snapshot-index.js";

export interface DiffOptions<Side extends Explorer = Explorer> {
  /** Default 8. */
  readonly maxHops?: number;
  /** How findings are looked for, for a check with options of its own. */
  readonly check?: (side: Side) => CheckAnswer;
  /** Principals whose chains are compared at most. */
  readonly sourceCountMax?: number;
}

const HOP_COUNT_DEFAULT = 8;
/** Conditional hops whose conditions are compared at most. */
const COMPARED_COUNT_MAX = 20_000;
const SOURCE_COUNT_MAX = 200_000;
/** Hops that are told of at most, and chains. */
const LISTED_COUNT_MAX = 10_000;
/** Worlds with something changed back, and hops decided in them. */
const TRIAL_WORLDS_MAX = 500;
const TRIAL_HOPS_MAX = 20_000;

/**
 * What differs between two analyses, as far as becoming roles goes: hops with the statement that did it, chains, findings.
 *
 * An organization that is collected twice gives nothing: order, dates, ids of requests, statement ids and when a role was
 * last used make no difference. Limits are said in the answer.
 */
export function diffAnalyses<Side extends Explorer>(
  old: Side,
  now: Side,
  options: DiffOptions<Side> = {},
): DiffAnswer {
  const maxHops = options.maxHops ?? HOP_COUNT_DEFAULT;
  const [before, after] = [insideOf(old), insideOf(now)];
  const [oldIndex, newIndex] = [indexSnapshot(old.snapshot), indexSnapshot(now.snapshot)];
  const compared = compareEdges(
    { world: before.world, edges: old.edges() },
    { world: after.world, edges: now.edges() },
    changesBetween(oldIndex, newIndex),
    COMPARED_COUNT_MAX,
  );
  const reach = compareChains(before, after, compared.changes, compared.touched, {
    hopCountMax: maxHops,
    sourceCountMax: options.sourceCountMax ?? SOURCE_COUNT_MAX,
    listedCountMax: LISTED_COUNT_MAX,
  });
  const listed = compared.changes.slice(0, LISTED_COUNT_MAX);
  const causes = causesOf(listed, oldIndex, newIndex, { worlds: TRIAL_WORLDS_MAX, hops: TRIAL_HOPS_MAX });
  const edges = listed.map((hop): EdgeChange => {
    const { from, to, action, crossAccount } = hop.edge;
    const { before, after } = hop.decisions();
    return {
      change: hop.change,
      from,
      to,
      action,
      crossAccount,
      before: stateOf(before),
      after: stateOf(after),
      ...(hop.effect === undefined ? {} : { effect: hop.effect }),
      causes: causes.get(hop) ?? [],
    };
  });
  const check = options.check ?? ((side) => side.check());
  const findings = compareFindings(check(old), check(now));
  const principals = comparePrincipals(oldIndex, newIndex);
  const counts = {
    edges: countOf(compared.changes, ["added", "removed", "changed"]),
    chains: reach.pairCounts,
    findings: {
      new: findings.new.length,
      fixed: findings.fixed.length,
      changed: findings.changed.length,
    },
  };
  const told = [
    ...Object.values(counts).flatMap((group): readonly number[] => Object.values(group)),
    principals.added.length,
    principals.removed.length,
  ];
  const limits = [
    ...limitText(compared.changes.length - listed.length, "hops that changed are counted and not listed"),
    ...limitText(reach.chainCount - reach.chains.length, "chains are counted and not listed"),
    ...limitText(compared.skipped, "hops under conditions were not compared: too many rest on what changed"),
    ...limitText(reach.skipped, "principals were not asked for their chains: too many reach what changed"),
    ...limitText(
      edges.filter(hasUntriedCause).length,
      "hops have causes that were not tried: there are too many changes",
    ),
    ...(reach.complete ? [] : ["a search for chains was cut: sessions can be in too many states"]),
  ];
  return {
    old: old.summary(),
    new: now.summary(),
    principals,
    edges,
    chains: reach.chains,
    findings,
    summary: { ...counts, same: told.every((count) => count === 0) },
    maxHops,
    complete: limits.length === 0,
    limits,
  };
}

/** The new findings of a comparison in the shape of a check, for the formats that findings are written in. */
export function newFindingsAnswer(
  now: Analysis,
  { findings }: DiffAnswer,
  options: CheckOptions = {},
): CheckAnswer {
  const { failOn } = options;
  const fresh = findings.new.map(
    (finding): Finding => ({
      ...finding,
      state: "new",
      ...(failOn === undefined ? {} : { failing: compareSeverity(finding.severity, failOn) <= 0 }),
    }),
  );
  const failing = fresh.filter((finding) => finding.failing === true).length;
  const { baseline: _, ...rest } = options;
  return {
    ...now.check(rest),
    findings: fresh,
    summary: countsOf(fresh),
    fixed: findings.fixed.map(({ fingerprint, rule, resource, title }) => ({
      fingerprint,
      rule,
      resource,
      title,
    })),
    ...(failOn === undefined ? {} : { gate: { failOn, failing } }),
  };
}

function stateOf(decision: HopDecision | null): HopState | null {
  if (decision === null) return null;
  const { requires, alternatives } = residualAnswer(decision);
  return { verdict: decision.kind, requires, ...(alternatives.length > 1 ? { alternatives } : {}) };
}

function hasUntriedCause({ causes }: EdgeChange): boolean {
  return causes.some(({ confirmed }) => confirmed === "untried");
}

function compareFindings(old: CheckAnswer, now: CheckAnswer): DiffAnswer["findings"] {
  const byPrint = ({ findings }: CheckAnswer): ReadonlyMap<string, Finding> =>
    new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const [before, after] = [byPrint(old), byPrint(now)];
  return {
    new: inOrder([...after.values()].filter(({ fingerprint }) => !before.has(fingerprint))),
    fixed: inOrder([...before.values()].filter(({ fingerprint }) => !after.has(fingerprint))),
    changed: inOrder([...after.values()]).flatMap((finding) => {
      const was = before.get(finding.fingerprint);
      return was === undefined || was.severity === finding.severity
        ? []
        : [{ before: was.severity, finding }];
    }),
  };
}

function comparePrincipals(old: SnapshotIndex, now: SnapshotIndex): DiffAnswer["principals"] {
  const only = (here: SnapshotIndex, there: SnapshotIndex): readonly string[] =>
    [...here.owners]
      .flatMap(([arn, { kind }]) => (kind === "group" || there.owners.has(arn) ? [] : [arn]))
      .toSorted();
  return { added: only(now, old), removed: only(old, now) };
}

function countOf<Change extends string>(
  items: readonly { readonly change: Change }[],
  changes: readonly Change[],
): Readonly<Record<Change, number>> {
  return Object.fromEntries(
    changes.map((change) => [change, items.filter((item) => item.change === change).length]),
  ) as Record<Change, number>;
}

function limitText(count: number, text: string): readonly string[] {
  return count > 0 ? [`${count} ${text}`] : [];
}
