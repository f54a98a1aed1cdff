import type { HopAnswer, Requirement } from "@rolepath/analyzer";
import type { LineContent } from "../layout/picture.js";
import type { ChipView } from "../protocol.js";
import { counted, middle, type Shown, shown } from "../text.js";

const shortNames: ReadonlyMap<string, string> = new Map([
  ["externalid", "external ID"],
  ["rolesessionname", "session name"],
  ["sourceidentity", "source identity"],
  ["multifactorauthage", "MFA age"],
  ["currenttime", "time"],
  ["sourceip", "address"],
  ["vpcsourceip", "private address"],
  ["tagkeys", "tag keys"],
  ["accountassignment", "account assignment"],
  ["principalarn", "caller"],
  ["principalaccount", "caller's account"],
  ["principalorgid", "caller's organization"],
]);

function shortKey(key: string): string {
  // Claims are known by what follows the provider's name: `token.actions.githubusercontent.com:sub`.
  const name = key.slice(key.lastIndexOf(":") + 1);
  const tag = /^(request|principal)tag\/(.+)$/is.exec(name);
  if (tag !== null) return tag[1]?.toLowerCase() === "request" ? `tag ${tag[2]}` : `principal tag ${tag[2]}`;
  return shortNames.get(name.toLowerCase()) ?? name;
}

/** The sign between key and value. */
function relation(operator: string): string {
  const name = operator.slice(operator.lastIndexOf(":") + 1).replace(/IfExists$/i, "");
  const known: ReadonlyMap<string, string> = new Map([
    ["datelessthan", "before"],
    ["datelessthanequals", "until"],
    ["dategreaterthan", "after"],
    ["dategreaterthanequals", "from"],
    ["numericlessthan", "<"],
    ["numericlessthanequals", "≤"],
    ["numericgreaterthan", ">"],
    ["numericgreaterthanequals", "≥"],
    ["ipaddress", "in"],
    ["notipaddress", "not in"],
  ]);
  return known.get(name.toLowerCase()) ?? (/not/i.test(name) ? "≠" : "=");
}

function shortValue(value: string): string {
  // The day is enough on a line; the sentence beside it has the time.
  return /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
}

/** The key with what it is compared to, or the key alone. */
function shortWords(requirement: Requirement, withValue = true): Shown {
  const { key, operator, values } = requirement;
  const first = values[0] ?? "";
  if (/:MultiFactorAuthPresent$/i.test(key)) {
    const wanted = /^bool/i.test(operator) ? first.toLowerCase() === "true" : first.toLowerCase() === "false";
    return shown(wanted ? "MFA" : "no MFA");
  }
  const name = shortKey(key);
  if (/null$/i.test(operator))
    return shown(
      first.toLowerCase() === "true" ? `no ${name}` : `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`,
    );
  if (values.length === 0 || !withValue) return shown(name);
  const more = values.length > 1 ? ` or ${values.length - 1} more` : "";
  return shown(`${name} ${relation(operator)} ${shortValue(first)}${more}`);
}

/** The constraint that tells most comes first: an audience is asked for everywhere and tells nothing. */
function mostTelling(requires: readonly Requirement[]): Requirement | undefined {
  return requires.find((requirement) => !/:aud$/i.test(requirement.key)) ?? requires[0];
}

/** A residual constraint as a chip. */
export function chipView(requirement: Requirement): ChipView {
  return {
    short: middle(shortWords(requirement), 48),
    text: shown(requirement.text),
    kind: requirement.kind,
  };
}

/** Words for a line: `if ExternalId`, `if sub = repo:acme/* +1`; empty when nothing has to hold. */
export function conditionLabel(requires: readonly Requirement[]): Shown {
  const first = mostTelling(requires);
  if (first === undefined) return shown("");
  const more = requires.length > 1 ? ` +${requires.length - 1}` : "";
  return shown(`if ${shortWords(first)}${more}`);
}

/** Style of a hop's line: what is not known to be plain is drawn as depending on something. */
export function hopStyle(hop: HopAnswer): LineContent["style"] {
  if (hop.verdict === "denied") return "denied";
  if (hop.class !== undefined) return "indirect";
  return hop.verdict === "allowed" ? "allowed" : "conditional";
}

/** Words for a hop's line: its conditions; for an indirect hop the last of its calls, which says how. */
export function hopLabel(
  hop: Pick<HopAnswer, "action" | "class" | "requires" | "verdict">,
): Pick<LineContent, "label" | "shorter"> {
  if (hop.verdict === "denied") return { label: shown("no") };
  if (hop.class === undefined) {
    const first = mostTelling(hop.requires);
    if (first === undefined) return { label: shown("") };
    const more = hop.requires.length > 1 ? ` +${hop.requires.length - 1}` : "";
    const key = shown(`if ${shortWords(first, false)}${more}`);
    return {
      label: conditionLabel(hop.requires),
      shorter: [key, counted(hop.requires.length, "condition")],
    };
  }
  const call = hop.action.slice(hop.action.lastIndexOf("+") + 1);
  const some = hop.requires.length > 0 ? ", if …" : "";
  return {
    label: shown(`${call}${some}`),
    shorter: [shown(call), shown(call.slice(call.indexOf(":") + 1))],
  };
}

/** How many different constraints a chain of hops needs. */
export function distinctRequirements(hops: readonly HopAnswer[]): readonly Requirement[] {
  const seen = new Map<string, Requirement>();
  for (const hop of hops) {
    for (const one of hop.requires)
      seen.set(JSON.stringify([hop.to, one.key, one.operator, one.values]), one);
  }
  return [...seen.values()];
}
