import type { Finding, FindingCaller } from "../answer.js";
import type { Invariant, Need } from "../config/invariant.js";
import { describeCaller } from "../decide/caller/describe.js";
import { fingerprint } from "../finding/fingerprint.js";
import { distinct, grantsOf } from "../finding/text/proof.js";
import { accountText, joined, roleText, shortId, unique } from "../finding/text/words.js";
import { chainPath, pathResult } from "../path/chain/chain-answer.js";
import { witnessedHops } from "../path/chain/joint-witness.js";
import type { World } from "../world/world.js";
import type { Breach } from "./breach.js";
import { needText, selectorText } from "./words.js";

/** Which rule of the user's is being told about, and of whom. */
export interface Scene {
  readonly world: World;
  readonly invariant: Invariant;
}

/** Characters of the fingerprint that the id of a finding shows. */
const ID_HEX_COUNT = 10;

/** The id of the rule under which the findings of an invariant are listed. */
export function invariantRule(invariant: Pick<Invariant, "id">): string {
  return `INVARIANT/${invariant.id}`;
}

/** What an invariant says, in one sentence: the title that the user gave it, else one made of its parts. */
export function invariantTitle(invariant: Invariant): string {
  if (invariant.title !== undefined) return invariant.title;
  const [from, to] = [selectorText(invariant.from), selectorText(invariant.to)];
  switch (invariant.kind) {
    case "no-path":
      return `No path from ${from} to ${to}`;
    case "only":
      return `Only ${from} may become ${to}`;
    case "requires":
      return `Every path from ${from} to ${to} needs ${joined(invariant.requires.map(needText))}`;
    case "at-most": {
      const needs = invariant.requires.map(needText);
      const all = needs.length === 0 ? "" : `, all with ${joined(needs)}`;
      return `At most ${invariant.max} principal${invariant.max === 1 ? "" : "s"} of ${from} can become ${to}${all}`;
    }
  }
}

/** The role that `group` enters through one door; the first of the group is the shortest chain. */
export function brokenFinding(
  scene: Scene,
  group: readonly Breach[],
  party: string,
  need: Need | null,
): Finding {
  const first = firstOf(group);
  const missing = need === null ? "" : ` without ${needText(need)}`;
  const principals = unique(group.flatMap(({ sources }) => sources));
  return finding(scene, {
    identity: [...(need === null ? [] : [need]), first.target.arn, party],
    about: first.target,
    said: `${actText(first)}${missing}`,
    principals,
    shown: first,
    why: `${pathText(scene, first)}${othersText(principals.length - 1)}`,
    fix: need === null ? closeText(scene, first) : askText(first, need),
  });
}

/** More principals than there may be. Who they are is part of the fingerprint: one more is another finding. */
export function crowdFinding(scene: Scene, breaches: readonly Breach[], max: number): Finding {
  const first = firstOf(breaches);
  const principals = unique(breaches.flatMap(({ sources }) => sources));
  return finding(scene, {
    identity: ["at-most", ...principals],
    about: first.target,
    said: `${principals.length} principals can`,
    principals,
    shown: first,
    why: `${joined(principals.map(shortId))} can, where at most ${max} may. The shortest way: ${pathText(scene, first)}`,
    fix: `Take ${principals.length - max} of them out of the trust policies on their ways, or raise \`max\` if all of them are to stay.`,
  });
}

/** A selector that matches nothing. */
export function unmatchedFinding(scene: Scene, nothing: readonly string[]): Finding {
  return finding(scene, {
    identity: ["unmatched", ...nothing],
    said: `not checked as it stands, since ${nothing.join("; ")}`,
    principals: [],
    why: "A selector that matches nothing makes the invariant hold whatever is allowed: most often it is misspelt, or what it named has been renamed.",
    fix: "Correct the selector, take the invariant out, or write `mayBeEmpty: true` if there may be nothing that it matches.",
  });
}

/** A search that a limit ended. */
export function unfinishedFinding(scene: Scene): Finding {
  return finding(scene, {
    identity: ["unfinished"],
    said: "not checked to the end, since a limit of the analysis was hit",
    principals: [],
    why: "What was looked at does not break the invariant beyond what is reported, but there are more states of sessions than the search visits.",
    fix: "Make the selectors narrower or `maxHops` smaller, so that there is less to search.",
  });
}

interface Told {
  readonly identity: readonly string[];
  readonly about?: { readonly arn: string; readonly account: string };
  readonly said: string;
  readonly principals: readonly string[];
  readonly shown?: Breach;
  readonly why: string;
  readonly fix: string;
}

function finding({ invariant }: Scene, told: Told): Finding {
  const rule = invariantRule(invariant);
  const print = fingerprint(rule, told.identity);
  const shown = told.shown === undefined ? null : shownChain(told.shown);
  return {
    id: `${rule}-${print.slice(0, ID_HEX_COUNT)}`,
    rule,
    severity: invariant.severity,
    title: `${invariantTitle(invariant)}: ${told.said}`,
    resource: told.about?.arn ?? rule,
    account: told.about?.account ?? "",
    principals: told.principals,
    evidence: shown?.evidence ?? [],
    ...(shown === null ? {} : { path: shown.path }),
    ...(shown === null || shown.requires.length === 0 ? {} : { requires: shown.requires }),
    ...(shown?.example === undefined ? {} : { example: shown.example }),
    why: invariant.why === undefined ? told.why : `${told.why} ${invariant.why}`,
    fix: told.fix,
    references: [],
    fingerprint: print,
  };
}

type ShownChain = Pick<Finding, "evidence" | "requires" | "example"> & {
  readonly path: readonly string[];
  readonly requires: NonNullable<Finding["requires"]>;
};

function shownChain({ chain, sources, target }: Breach): ShownChain {
  const { path, requires, verdict } = pathResult(chain, target.arn);
  const hops = witnessedHops(chain);
  const context = hops.length === 1 ? hops[0]?.witness : undefined;
  const example: FindingCaller = {
    from: sources[0] ?? "",
    to: target.arn,
    verdict: verdict === "allowed" ? "allowed" : "conditional",
    ...(context === undefined ? {} : { context }),
  };
  return {
    path,
    requires,
    evidence: distinct(chain.hops.flatMap(grantsOf)),
    ...(hops.length === 1 ? { example } : {}),
  };
}

function firstOf(group: readonly Breach[]): Breach {
  const [first] = group;
  if (first === undefined) throw new Error("a finding about chains has at least one");
  return first;
}

function actText({ chain, target }: Breach): string {
  const caller = chain.hops[0]?.call.caller;
  const who = caller === undefined ? "somebody" : describeCaller(caller);
  const hops = chain.hops.length;
  return `${who} becomes ${target.name}${hops === 1 ? "" : ` in ${hops} hops`}`;
}

function pathText({ world }: Scene, { chain, target }: Breach): string {
  const path = chainPath(chain).map(shortId).join(" → ");
  const conditions = unique(pathResult(chain, target.arn).requires.map(({ text }) => text));
  const asks = conditions.length === 0 ? "" : `, if ${joined(conditions)}`;
  return `${path}${asks}; ${roleText(world, target)}.`;
}

function othersText(count: number): string {
  return count === 0
    ? ""
    : ` ${count} other principal${count === 1 ? " comes" : "s come"} in by the same door.`;
}

function closeText({ world }: Scene, { chain, target }: Breach): string {
  const caller = chain.hops.at(-1)?.call.caller;
  const who = caller === undefined ? "the caller" : describeCaller(caller);
  return `Take ${who} out of the trust policy of ${target.name} (${accountText(world, target.account)}), or cut the path before it.`;
}

function askText({ chain, target }: Breach, need: Need): string {
  const first = chain.hops[0];
  const name = (first?.call.target ?? target).name;
  const where = `to the statement of the trust policy of ${name} that lets this caller in`;
  if (need === "external-id")
    return `Add a StringEquals condition on sts:ExternalId ${where}. Callers with a token or an assertion cannot bring one: leave them out with the selector.`;
  return need === "mfa"
    ? `Add the condition Bool aws:MultiFactorAuthPresent "true" ${where}. Sessions of roles never carry MFA: it must be asked of the user, on the first hop.`
    : `Add a condition on ${need} ${where}.`;
}
