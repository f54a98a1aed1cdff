import type { PolicyType } from "../call/organizations.js";
import { CallError } from "../call-error.js";
import type { Client } from "../client.js";
import { once } from "../once.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";
import type { RootEntry } from "./organization-tree.js";
import { organizationsPageSizeMax as sizeMax } from "./organizations-page.js";

type PoliciesClient = Client<
  "organizations:ListPolicies" | "organizations:DescribePolicy" | "organizations:ListTargetsForPolicy"
>;

const policyTypes: readonly PolicyType[] = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"];

/** An SCP or RCP in the shape of `organization.json`; `Content` is the text that AWS gave. */
interface PolicyEntry {
  readonly Id: string;
  readonly Name?: string | undefined;
  readonly Type: PolicyType;
  readonly AwsManaged: boolean;
  readonly Content: string;
  readonly Targets: readonly string[];
}

/** The policy types that are in force somewhere in the organization. */
export function enabledPolicyTypes(roots: readonly RootEntry[]): PolicyType[] {
  return policyTypes.filter((type) =>
    roots.some((root) => root.PolicyTypes?.some(({ Type, Status }) => Type === type && Status === "ENABLED")),
  );
}

/** Every policy of the type, sorted by id. Two calls for each: AWS gives neither content nor targets in a list. */
export async function readPolicies(
  client: PoliciesClient,
  pool: Pool,
  Type: PolicyType,
): Promise<PolicyEntry[]> {
  const items = await tokenItems(
    { operation: "organizations:ListPolicies", meter: client.meter, sizeMax },
    (page) => client.call("organizations:ListPolicies", { Filter: Type, ...page }),
    (page) => page.Policies,
  );
  const listed = items
    .flatMap(({ Id, Name, AwsManaged }) =>
      Id === undefined ? [] : [{ Id, Name, AwsManaged: AwsManaged === true }],
    )
    .sort((a, b) => (a.Id < b.Id ? -1 : 1));
  return pool(listed, async (policy) => ({
    ...policy,
    Type,
    Content: await readContent(client, policy.Id),
    Targets: await readTargets(client, policy.Id),
  }));
}

async function readContent(client: PoliciesClient, PolicyId: string): Promise<string> {
  const { Policy } = await once(client, "organizations:DescribePolicy", { PolicyId });
  if (Policy?.Content === undefined)
    throw new CallError(
      "malformed",
      "organizations:DescribePolicy",
      "MalformedAnswer",
      `no content for ${PolicyId}`,
    );
  return Policy.Content;
}

async function readTargets(client: PoliciesClient, PolicyId: string): Promise<string[]> {
  const items = await tokenItems(
    { operation: "organizations:ListTargetsForPolicy", meter: client.meter, sizeMax },
    (page) => client.call("organizations:ListTargetsForPolicy", { PolicyId, ...page }),
    (page) => page.Targets,
  );
  return items.flatMap(({ TargetId }) => (TargetId === undefined ? [] : [TargetId])).sort();
}
