import type { Organization, Snapshot } from "@rolepath/snapshot";
import type { FactOf } from "./fact.js";
import type { SnapshotIndex } from "./snapshot-index.js";

/** The organization with the place of an account or unit, or an SCP or RCP, as it was in `old`. */
export function organizationBack(
  organization: Organization,
  fact: FactOf<"place" | "guardrail" | "targets">,
  old: SnapshotIndex,
): Organization {
  const before = old.snapshot.organization;
  switch (fact.kind) {
    case "place": {
      const account = before?.Accounts.find(({ Id }) => Id === fact.id);
      const unit = before?.OrganizationalUnits.find(({ Id }) => Id === fact.id);
      return {
        ...organization,
        Accounts: [
          ...organization.Accounts.filter(({ Id }) => Id !== fact.id),
          ...(account === undefined ? [] : [account]),
        ],
        OrganizationalUnits: [
          ...organization.OrganizationalUnits.filter(({ Id }) => Id !== fact.id),
          ...(unit === undefined ? [] : [unit]),
        ],
      };
    }
    case "guardrail": {
      const policy = old.guardrails.get(fact.id)?.policy;
      const now = organization.Policies.find(({ Id }) => Id === fact.id);
      return {
        ...organization,
        Policies: [
          ...organization.Policies.filter(({ Id }) => Id !== fact.id),
          ...(policy === undefined ? [] : [{ ...policy, Targets: now?.Targets ?? policy.Targets }]),
        ],
      };
    }
    case "targets": {
      const targets = old.guardrails.get(fact.id)?.policy.Targets ?? [];
      return {
        ...organization,
        Policies: organization.Policies.map((policy) =>
          policy.Id === fact.id ? { ...policy, Targets: targets } : policy,
        ),
      };
    }
  }
}

/** The snapshot with another organization; one without stays without. */
export function changeOrganization(
  snapshot: Snapshot,
  change: (organization: Organization) => Organization,
): Snapshot {
  return snapshot.organization === undefined
    ? snapshot
    : { ...snapshot, organization: change(snapshot.organization) };
}
