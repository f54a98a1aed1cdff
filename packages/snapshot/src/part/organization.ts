import { type Place, placeWithin } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { UNREADABLE } from "../schema/leaf.js";
import { organizationSchema } from "../schema/organization.js";
import type { Organization, OrganizationPolicy } from "../type/entity.js";
import { type ReadContext, readBySchema } from "../value/lenient.js";

type PolicyOfAnyType = Omit<OrganizationPolicy, "Type"> & { readonly Type: string };

/** Reads `organization.json`; null, with an error, where its core is missing. The units form a forest: see below. */
export function readOrganization(raw: unknown, place: Place, context: ReadContext): Organization | null {
  const reading = readBySchema(organizationSchema, raw, place, context);
  if (!reading.ok) {
    const remedy = "collect the organization again, or remove it to analyze without SCPs and RCPs";
    context.problems.error(reading.place, { ...reading.text, remedy });
    return null;
  }
  const organization: Organization = {
    ...reading.value,
    Policies: dropOtherTypes(reading.value.Policies, place, context),
  };
  const unique = {
    ...organization,
    Roots: dropDuplicates(organization.Roots, "root", place, context),
    OrganizationalUnits: dropDuplicates(
      organization.OrganizationalUnits,
      "organizational unit",
      place,
      context,
    ),
    Accounts: dropDuplicates(organization.Accounts, "account", place, context),
    Policies: dropDuplicates(organization.Policies, "organization policy", place, context),
  };
  const sound = { ...unique, OrganizationalUnits: dropCycles(unique, place, context) };
  checkTree(sound, place, context);
  return sound;
}

/** The policies that decide access, or may: one whose type cannot be read. */
function dropOtherTypes(
  policies: readonly PolicyOfAnyType[],
  place: Place,
  context: ReadContext,
): readonly OrganizationPolicy[] {
  return policies.filter((policy): policy is OrganizationPolicy => {
    const { Id, Type } = policy;
    if (["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", UNREADABLE].includes(Type)) return true;
    context.problems.warn(fieldOf(policy, "Type", place, context), {
      code: "policy-type-unknown",
      message: `the organization policy ${quote(Id)} is of type ${quote(Type)}, which does not decide access; it was left out`,
      remedy: "nothing to do, unless it is a misspelled part of the snapshot",
    });
    return false;
  });
}

function dropDuplicates<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  label: string,
  place: Place,
  context: ReadContext,
): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (!seen.has(entry.Id) || entry.Id === UNREADABLE) {
      seen.add(entry.Id);
      return true;
    }
    const message = `the ${label} ${quote(entry.Id)} appears twice; the first was kept`;
    context.problems.warn(context.places.of(entry, [place]) ?? place, {
      code: "entity-duplicate",
      message,
      remedy: "remove one of them",
    });
    return false;
  });
}

/** The units without those on a cycle, so that whoever walks up from an account comes to an end. */
function dropCycles(
  organization: Organization,
  place: Place,
  context: ReadContext,
): Organization["OrganizationalUnits"] {
  const parents = new Map(organization.OrganizationalUnits.map((unit) => [unit.Id, unit.ParentId]));
  const onCycle = new Set<string>();
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const walked = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && parents.has(at) && !done.has(at) && !walked.has(at)) {
      walked.add(at);
      at = parents.get(at);
    }
    // Walked in a circle: from the place met again, once around.
    if (at !== undefined && walked.has(at)) {
      for (let unit = at; !onCycle.has(unit); unit = parents.get(unit) ?? at) onCycle.add(unit);
    }
    for (const unit of walked) done.add(unit);
  }
  return organization.OrganizationalUnits.filter((unit) => {
    if (!onCycle.has(unit.Id)) return true;
    const message = `the organizational unit ${quote(unit.Id)} is its own ancestor; it was left out, and with it what its policies say`;
    context.problems.warn(context.places.of(unit, [place]) ?? place, {
      code: "organization-cycle",
      message,
      remedy: "correct `ParentId`, or collect the organization again",
    });
    return false;
  });
}

function checkTree(organization: Organization, place: Place, context: ReadContext): void {
  const nodes = new Set([...organization.Roots, ...organization.OrganizationalUnits].map(({ Id }) => Id));
  const remedy = "collect the organization again; policies above that point are unknown";
  for (const unit of organization.OrganizationalUnits) {
    if (nodes.has(unit.ParentId)) continue;
    const message = `the parent ${quote(unit.ParentId)} of the organizational unit ${quote(unit.Id)} is not in the organization`;
    context.problems.warn(fieldOf(unit, "ParentId", place, context), {
      code: "parent-missing",
      message,
      remedy,
    });
  }
  for (const account of organization.Accounts) {
    if (account.ParentId !== undefined && nodes.has(account.ParentId)) continue;
    const message =
      account.ParentId === undefined
        ? `the account \`${account.Id}\` has no \`ParentId\``
        : `the parent ${quote(account.ParentId)} of the account \`${account.Id}\` is not in the organization`;
    context.problems.warn(fieldOf(account, "ParentId", place, context), {
      code: "parent-missing",
      message,
      remedy,
    });
  }
  for (const account of organization.Accounts) nodes.add(account.Id);
  for (const policy of organization.Policies) {
    for (const [index, target] of policy.Targets.entries()) {
      if (nodes.has(target) || target === UNREADABLE) continue;
      const message = `the policy ${quote(policy.Id)} is attached to ${quote(target)}, which is not in the organization`;
      const at = placeWithin(fieldOf(policy, "Targets", place, context), index);
      context.problems.warn(at, {
        code: "target-missing",
        message,
        remedy: "correct the target, or collect the organization again",
      });
    }
  }
}

function fieldOf(entry: object, field: string, fallback: Place, context: ReadContext): Place {
  const place = context.places.of(entry, [fallback]);
  return place === undefined ? fallback : placeWithin(place, field);
}
