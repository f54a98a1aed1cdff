import { asCallError, CallError, endsRun } from "../call-error.js";
import type { Client, Operation } from "../client.js";
import { once } from "../once.js";
import type { Pool } from "../pool.js";
import { readAccountTags } from "./account-tags.js";
import { readDelegatedAdministrators } from "./delegated-administrators.js";
import { enabledPolicyTypes, readPolicies } from "./organization-policies.js";
import { type AccountEntry, readTree } from "./organization-tree.js";

/** The calls that this source makes, with the credentials of the management or a delegated administrator account. */
export const organizationsOperations = [
  "organizations:DescribeOrganization",
  "organizations:ListRoots",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListAccountsForParent",
  "organizations:ListTagsForResource",
  "organizations:ListPolicies",
  "organizations:DescribePolicy",
  "organizations:ListTargetsForPolicy",
  "organizations:ListDelegatedAdministrators",
  "organizations:ListDelegatedServicesForAccount",
] as const satisfies readonly Operation[];

export type OrganizationsClient = Client<(typeof organizationsOperations)[number]>;

/** What is known of the organization, and what could not be read. */
export interface OrganizationFacts {
  readonly id: string;
  readonly accounts: readonly AccountEntry[];
  /** The content of `organization.json`. */
  readonly file: object;
  readonly gaps: readonly CallError[];
}

/**
 * The organization: its tree, the accounts, the SCPs and RCPs with content and targets, the delegated administrators.
 *
 * @param withTags account tags cost a call for each account
 * @throws CallError where the tree itself cannot be read; whatever else fails is a gap
 */
export async function readOrganization(
  client: OrganizationsClient,
  pool: Pool,
  withTags: boolean,
): Promise<OrganizationFacts> {
  const described = await once(client, "organizations:DescribeOrganization", {});
  const { Id, Arn, MasterAccountId, FeatureSet } = described.Organization ?? {};
  if (Id === undefined || MasterAccountId === undefined)
    throw new CallError(
      "malformed",
      "organizations:DescribeOrganization",
      "MalformedAnswer",
      "no organization in it",
    );
  const tree = await readTree(client, pool);
  const gaps: CallError[] = [];
  const accounts = withTags
    ? await orGap(gaps, tree.accounts, () => readAccountTags(client, pool, tree.accounts))
    : tree.accounts;
  const policies = [];
  // A type that is not enabled restricts nothing, whatever policies of it exist.
  for (const type of enabledPolicyTypes(tree.roots))
    policies.push(...(await orGap(gaps, [], () => readPolicies(client, pool, type))));
  const file = {
    Organization: { Id, Arn, MasterAccountId, FeatureSet },
    Roots: tree.roots,
    OrganizationalUnits: tree.units,
    Accounts: accounts,
    Policies: policies,
    DelegatedAdministrators: await orGap(gaps, undefined, () => readDelegatedAdministrators(client, pool)),
  };
  return { id: Id, accounts, file, gaps };
}

/** The part, or the fallback and a gap where it could not be read. The end of the whole run is not a gap. */
async function orGap<Part>(gaps: CallError[], fallback: Part, read: () => Promise<Part>): Promise<Part> {
  try {
    return await read();
  } catch (error) {
    const gap = asCallError(error);
    if (endsRun(gap.kind)) throw gap;
    gaps.push(gap);
    return fallback;
  }
}
