import type { Requirement } from "../../answer.js";
import type { Way } from "../survey/way.js";

/**
 * What a requirement ties the caller to.
 *
 * `name` is an ARN whose account is open: inside an organization that names somebody, for the rest of the world it
 * does not, since everyone may create a role of that name. `tag` likewise.
 */
export type Binding =
  | "principal"
  | "account"
  | "organization"
  | "unit"
  | "network"
  | "external-id"
  | "name"
  | "tag";

const POSITIVE =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnLike|ArnEquals|IpAddress)$/;

/** Networks wider than this (`/8` and `/19`) are no network of anybody's. */
const PREFIX_LENGTH_MIN = { 4: 8, 6: 19 } as const;

/**
 * What the requirement binds, `null` for nothing.
 *
 * Only tests that a caller must pass with a value count: no negated ones, none with IfExists, none over all values of
 * a set that may be empty. Several values bind as little as the weakest of them.
 */
export function bindingOf(requirement: Requirement): Binding | null {
  if (!POSITIVE.test(requirement.operator) || requirement.values.length === 0) return null;
  const kinds = requirement.values.map((value) => valueBinding(requirement.key.toLowerCase(), value));
  const [first] = kinds;
  if (first === undefined || kinds.includes(null)) return null;
  return kinds.includes("name") ? "name" : kinds.includes("organization") ? "organization" : first;
}

/** Whether some requirement of the way binds in one of the given manners. */
export function isBound(way: Way, bindings: ReadonlySet<Binding>): boolean {
  return way.some((requirement) => {
    const binding = bindingOf(requirement);
    return binding !== null && bindings.has(binding);
  });
}

function valueBinding(key: string, value: string): Binding | null {
  switch (key) {
    case "aws:principalarn":
    case "aws:federatedprovider":
      return arnBinding(value);
    case "aws:principalaccount":
      return /^\d{12}$/.test(value) || isVariable(value) ? "account" : null;
    case "aws:principalorgid":
      return /^o-[a-z0-9]/.test(value) || isVariable(value) ? "organization" : null;
    case "aws:principalorgpaths":
      return pathBinding(value);
    case "aws:userid":
      return /^(A(ROA|IDA)[A-Z0-9]{8,}|\d{12})/.test(value) ? "principal" : null;
    case "aws:sourceip":
      return isNarrow(value) ? "network" : null;
    case "aws:sourcevpc":
    case "aws:sourcevpce":
    case "aws:vpceaccount":
    case "aws:vpceorgid":
    case "aws:vpceorgpaths":
    case "aws:ec2instancesourcevpc":
      return /^(vpce?-|o-)?[a-z0-9]/.test(value) || isVariable(value) ? "network" : null;
    case "identitystore:userid":
      return saysSomething(value) ? "principal" : null;
    case "sts:externalid":
      return saysSomething(value) ? "external-id" : null;
    default:
      return key.startsWith("aws:principaltag/") && saysSomething(value) ? "tag" : null;
  }
}

// A variable of the target (`${aws:ResourceOrgID}`) is one value, whatever it is.
function isVariable(value: string): boolean {
  return value.startsWith("${aws:");
}

function saysSomething(value: string): boolean {
  return /[^*?]/.test(value);
}

function arnBinding(value: string): Binding | null {
  const parts = value.split(":");
  if (/^\d{12}$/.test(parts[4] ?? "")) return "principal";
  const resource = parts
    .slice(5)
    .join(":")
    .replace(/^(role|user|assumed-role)\//, "");
  return saysSomething(resource) && resource !== "" ? "name" : null;
}

function pathBinding(value: string): Binding | null {
  if (isVariable(value)) return "unit";
  if (!/^o-[a-z0-9]/.test(value)) return null;
  return /\/ou-[a-z0-9]/.test(value) ? "unit" : "organization";
}

function isNarrow(block: string): boolean {
  const version = block.includes(":") ? 6 : 4;
  const [, length] = block.split("/");
  return length === undefined || Number(length) >= PREFIX_LENGTH_MIN[version];
}

/** The accounts that a requirement names as the caller's. */
export function accountsNamed(requirement: Requirement): readonly string[] {
  if (!POSITIVE.test(requirement.operator)) return [];
  const key = requirement.key.toLowerCase();
  if (key === "aws:principalaccount") return requirement.values.filter((value) => /^\d{12}$/.test(value));
  if (key !== "aws:principalarn") return [];
  return requirement.values.flatMap((value) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(value)?.[1] ?? []);
}

/** The organizations that a requirement names as the caller's. */
export function organizationsNamed(requirement: Requirement): readonly string[] {
  if (!POSITIVE.test(requirement.operator)) return [];
  const key = requirement.key.toLowerCase();
  if (key !== "aws:principalorgid" && key !== "aws:principalorgpaths") return [];
  return requirement.values.flatMap((value) => /^o-[a-z0-9]+/.exec(value)?.[0] ?? []);
}
