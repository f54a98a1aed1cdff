import { linesIn, type Organization, type OrganizationPolicy, UNREADABLE } from "@rolepath/snapshot";
import { type PolicyRef, policyRef } from "./policy-ref.js";

/** The policies attached to one node of the tree: the root, a unit or the account itself. */
export interface GuardrailLevel {
  readonly nodeId: string;
  readonly policies: readonly PolicyRef[];
}

/** Where an account stands in the organization, and what applies to it there. */
export interface Membership {
  readonly organizationId: string;
  readonly management: boolean;
  /** `o-…/r-…/ou-…/`, as `aws:PrincipalOrgPaths` has it. */
  readonly path: string;
  /** From the root down to the account. Empty when service control policies are not in use. */
  readonly scps: readonly GuardrailLevel[];
  readonly rcps: readonly GuardrailLevel[];
  readonly status: string | null;
  readonly name: string | null;
  /** Where the way up from the account is lost, short of the root: what is attached from there on is not known. */
  readonly lostAbove: string | null;
}

/** How an account is shut (`suspended`, `pending closure`, `closed`), so that nobody acts in it; null for an open one. */
export function shutAs(membership: Membership | undefined): string | null {
  const status = membership?.status ?? "";
  return /^(SUSPENDED|PENDING_CLOSURE|CLOSED)$/.test(status) ? status.toLowerCase().replace("_", " ") : null;
}

/** The levels of SCPs or RCPs that bind an account: none do the management account or one that is no member. */
export function levelsOver(
  { memberships }: { readonly memberships: ReadonlyMap<string, Membership> },
  account: string,
  type: "scps" | "rcps",
): readonly GuardrailLevel[] {
  const membership = memberships.get(account);
  return membership === undefined || membership.management ? [] : membership[type];
}

/** `SCP NoSts (p-…)`. */
export function guardrailName({ Type, Name, Id }: OrganizationPolicy): string {
  const short = Type === UNREADABLE ? "SCP or RCP" : Type === "SERVICE_CONTROL_POLICY" ? "SCP" : "RCP";
  return `${short} ${Name === undefined || Name === Id ? Id : `${Name} (${Id})`}`;
}

/**
 * The memberships of all accounts, by account id.
 *
 * AWS Organizations User Guide, "SCP evaluation", "Resource control policies (RCPs)": policies count at every level
 * from the root to the account; the management account is never restricted, which the layers see to. A unit that the
 * organization does not list is no level that allows nothing: what it carries is not known.
 */
export function readMemberships(organization: Organization): ReadonlyMap<string, Membership> {
  const lineOf = linesIn(organization);
  const attached = attachments(organization);
  // One that may be of any type or attached anywhere may be what a level lacks; what it forbids it may forbid elsewhere.
  const attachedTo = (type: OrganizationPolicy["Type"], nodeId: string): readonly PolicyRef[] =>
    [type, UNREADABLE].flatMap((ofType) =>
      [nodeId, UNREADABLE].flatMap((target) => attached.get(`${ofType} ${target}`) ?? []),
    );
  const roots = new Set(organization.Roots.map(({ Id }) => Id));
  const listed = new Set([...roots, ...organization.OrganizationalUnits.map(({ Id }) => Id)]);
  // Where SCPs are in use the root has one; those that are listed and attached nowhere are switched off.
  const scpsUsed = organization.Policies.some(
    ({ Type, Targets }) => Type === "SERVICE_CONTROL_POLICY" && Targets.length > 0,
  );
  const onlyBilling = organization.Organization.FeatureSet === "CONSOLIDATED_BILLING";
  return new Map(
    organization.Accounts.map((account) => {
      const line = lineOf(account.Id);
      const nodes = line.slice(0, -1);
      const levels = (type: OrganizationPolicy["Type"]): readonly GuardrailLevel[] =>
        (scpsUsed || type === "RESOURCE_CONTROL_POLICY") && !onlyBilling
          ? line
              .map((nodeId) => ({ nodeId, policies: attachedTo(type, nodeId) }))
              .filter(
                ({ nodeId }) =>
                  nodeId === account.Id || listed.has(nodeId) || attached.has(`${type} ${nodeId}`),
              )
          : [];
      const membership: Membership = {
        organizationId: organization.Organization.Id,
        management: account.Id === organization.Organization.MasterAccountId,
        path: `${[organization.Organization.Id, ...nodes].join("/")}/`,
        scps: levels("SERVICE_CONTROL_POLICY"),
        rcps: levels("RESOURCE_CONTROL_POLICY"),
        status: account.Status ?? null,
        name: account.Name ?? null,
        lostAbove: roots.has(nodes[0] ?? "") ? null : (nodes[0] ?? account.Id),
      };
      return [account.Id, membership];
    }),
  );
}

function attachments(organization: Organization): ReadonlyMap<string, readonly PolicyRef[]> {
  const attached = new Map<string, PolicyRef[]>();
  for (const [index, policy] of organization.Policies.entries()) {
    for (const target of policy.Targets) {
      const source = `${guardrailName(policy)} on ${target}`;
      const ref = policyRef(
        target === UNREADABLE || policy.Type === UNREADABLE ? null : policy.Content,
        source,
        "organization.json",
        `/Policies/${index}/Content`,
      );
      const key = `${policy.Type} ${target}`;
      const list = attached.get(key);
      if (list === undefined) attached.set(key, [ref]);
      else list.push(ref);
    }
  }
  return attached;
}
