import type { HopAnswer, Requirement, VerdictKind } from "@rolepath/analyzer";
import type { ChipView } from "../protocol.js";
import { middle, type Shown, shown } from "../text.js";

function shortKey(key: string): string {
  // `token.actions.githubusercontent.com:sub` and `aws:PrincipalTag/team` are known by what follows the colon.
  const name = key.slice(key.lastIndexOf(":") + 1);
  if (/^MultiFactorAuthPresent$/i.test(name)) return "MFA";
  return name;
}

function shortWords(requirement: Requirement): Shown {
  const key = shortKey(requirement.key);
  const negative = /not/i.test(requirement.operator);
  const value = requirement.values.length === 1 ? requirement.values[0]! : undefined;
  if (key === "MFA") {
    const wanted = (value ?? "true").toLowerCase() === "true" && !negative;
    return shown(wanted ? "MFA" : "no MFA");
  }
  if (/null/i.test(requirement.operator)) return shown(value?.toLowerCase() === "true" ? `no ${key}` : key);
  if (value === undefined || value.length > 60) return shown(negative ? `${key} ≠ …` : key);
  return shown(`${key} ${negative ? "≠" : "="} ${value}`);
}

/** A residual constraint as a chip. */
export function chipView(requirement: Requirement): ChipView {
  return { short: middle(shortWords(requirement), 48), text: shown(requirement.text), kind: requirement.kind };
}

/** Words for a line: `if ExternalId`, `if sub = repo:acme/* +1`; empty when nothing has to hold. */
export function conditionLabel(requires: readonly Requirement[]): Shown {
  const first = requires[0];
  if (first === undefined) return shown("");
  const more = requires.length > 1 ? ` +${requires.length - 1}` : "";
  return shown(`if ${shortWords(first)}${more}`);
}

/** Style of a line for a verdict: what is not known to be plain is drawn as depending on something. */
export function lineStyle(verdict: VerdictKind): "allowed" | "conditional" | "denied" {
  return verdict === "allowed" ? "allowed" : verdict === "denied" ? "denied" : "conditional";
}

/** How many different constraints a chain of hops needs. */
export function distinctRequirements(hops: readonly HopAnswer[]): readonly Requirement[] {
  const seen = new Map<string, Requirement>();
  for (const hop of hops) {
    for (const one of hop.requires) seen.set(JSON.stringify([hop.to, one.key, one.operator, one.values]), one);
  }
  return [...seen.values()];
}
