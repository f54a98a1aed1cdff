import type { InlinePolicy, PolicyDocument, Snapshot } from "@rolepath/snapshot";

/** A snapshot in a few lines, for a counterexample that a person can read. */
export function describeSnapshot(snapshot: Snapshot): string {
  const accounts = snapshot.accounts.flatMap(({ authorizationDetails: details, identityProviders }) => [
    ...details.UserDetailList.map((user) =>
      [
        `user ${user.Arn}`,
        ...user.GroupList.map((group) => `in ${group}`),
        ...principalParts(user, user.UserPolicyList),
      ].join(" "),
    ),
    ...details.RoleDetailList.map((role) =>
      [
        `role ${role.Arn}`,
        `trusts ${showDocument(role.AssumeRolePolicyDocument)}`,
        ...principalParts(role, role.RolePolicyList),
      ].join(" "),
    ),
    ...details.GroupDetailList.map((group) => `group ${group.Arn}${inline(group.GroupPolicyList)}`),
    ...details.Policies.map((policy) => {
      const version = policy.PolicyVersionList.find((candidate) => candidate.IsDefaultVersion);
      return `policy ${policy.Arn} ${showDocument(version?.Document ?? null)}`;
    }),
    ...(identityProviders?.SAMLProviderList ?? []).map((provider) => `provider ${provider.Arn}`),
    ...(identityProviders?.OpenIDConnectProviderList ?? []).map(
      (provider) => `provider ${provider.Arn} for ${provider.ClientIDList?.join(", ")}`,
    ),
  ]);
  const organization = (snapshot.organization?.Policies ?? []).map(
    (policy) => `${policy.Type} at ${policy.Targets.join(", ")} ${showDocument(policy.Content)}`,
  );
  const members = snapshot.organization?.Accounts.map((account) => account.Id);
  return [...accounts, ...(members ? [`organization of ${members.join(", ")}`] : []), ...organization].join(
    "\n",
  );
}

interface Holder {
  readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

function principalParts(holder: Holder, policies: readonly InlinePolicy[]): string[] {
  return [
    ...holder.Tags.map((tag) => `tag ${tag.Key}=${tag.Value}`),
    ...holder.AttachedManagedPolicies.map((policy) => `with ${policy.PolicyArn}`),
    ...(holder.PermissionsBoundary
      ? [`bounded by ${holder.PermissionsBoundary.PermissionsBoundaryArn}`]
      : []),
    ...(policies.length > 0 ? [inline(policies)] : []),
  ];
}

function inline(policies: readonly InlinePolicy[]): string {
  return policies.map((policy) => ` may ${showDocument(policy.PolicyDocument)}`).join("");
}

function showDocument(document: PolicyDocument | null): string {
  if (document === null) return "nothing";
  const version = document.Version === "2012-10-17" ? "" : ` (version ${JSON.stringify(document.Version)})`;
  return JSON.stringify(document.Statement) + version;
}
