import {
  type AccountSnapshot,
  type AttachedPolicy,
  accountFile,
  type InlinePolicy,
  linesIn,
  type Organization,
  type OrganizationPolicy,
  organizationFile,
  type PermissionsBoundary,
} from "@rolepath/snapshot";
import type { DocumentView, PolicySection } from "../protocol.js";
import { shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { type Entity, groupsOf } from "./entity.js";
import { policyView } from "./policy-document.js";

function nothing(title: string): DocumentView {
  return policyView(null, title, "", "");
}

function managed(account: AccountSnapshot, arn: string, title: string): DocumentView {
  const file = accountFile(account.id, "authorizationDetails");
  const list = account.authorizationDetails.Policies;
  const index = list.findIndex((policy) => policy.Arn === arn);
  const versions = list[index]?.PolicyVersionList ?? [];
  const version = versions.findIndex((one) => one.IsDefaultVersion);
  const document = versions[version]?.Document ?? null;
  if (document === null)
    return { ...nothing(title), where: shown(`${arn}: the document is not in the snapshot`) };
  return policyView(document, title, file, `/Policies/${index}/PolicyVersionList/${version}/Document`);
}

function attached(
  account: AccountSnapshot,
  policies: readonly AttachedPolicy[],
  from = "",
): readonly DocumentView[] {
  return policies.map(({ PolicyArn, PolicyName }) => {
    const aws = /^arn:[^:]*:iam::aws:/.test(PolicyArn) ? "AWS managed" : "customer managed";
    const name = PolicyName ?? PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1);
    return managed(account, PolicyArn, `${name} (${aws}${from})`);
  });
}

function inline(
  policies: readonly InlinePolicy[],
  file: string,
  pointer: string,
  from = "",
): readonly DocumentView[] {
  return policies.map((policy, index) =>
    policyView(
      policy.PolicyDocument,
      `${policy.PolicyName} (inline${from})`,
      file,
      `${pointer}/${index}/PolicyDocument`,
    ),
  );
}

function section(title: string, documents: readonly DocumentView[], none: string): PolicySection {
  return { title: shown(title), note: shown(documents.length === 0 ? none : ""), documents };
}

function boundarySection(account: AccountSnapshot, boundary: PermissionsBoundary | undefined): PolicySection {
  if (boundary === undefined) return section("Permissions boundary", [], "None.");
  const arn = boundary.PermissionsBoundaryArn;
  return section("Permissions boundary", [managed(account, arn, arn.slice(arn.lastIndexOf("/") + 1))], "");
}

/** The policies of the organization over an account, from the root down to it. */
function guardrails(
  organization: Organization | undefined,
  accountId: string,
  type: OrganizationPolicy["Type"],
): PolicySection {
  const short = type === "SERVICE_CONTROL_POLICY" ? "Service control policies" : "Resource control policies";
  if (organization === undefined)
    return section(`${short} over it`, [], "Not collected: answers are given as if there were none.");
  if (accountId === organization.Organization.MasterAccountId)
    return section(`${short} over it`, [], "None: they do not restrict the management account.");
  const names = new Map<string, string>([
    ...[...organization.Roots, ...organization.OrganizationalUnits].map(({ Id, Name }): [string, string] => [
      Id,
      Name ?? Id,
    ]),
    [accountId, "the account"],
  ]);
  const documents = linesIn(organization)(accountId).flatMap((node) =>
    organization.Policies.flatMap((policy, index) =>
      policy.Type === type && policy.Targets.includes(node)
        ? [
            policyView(
              policy.Content,
              `${policy.Name ?? policy.Id} on ${names.get(node) ?? node}`,
              organizationFile,
              `/Policies/${index}/Content`,
            ),
          ]
        : [],
    ),
  );
  // The same policy may stand at several levels; each is a document of its own here.
  return section(
    `${short} over it`,
    documents.map((document, index) => ({ ...document, key: `${document.key} ${index}` })),
    "None.",
  );
}

/** Every document that has a say about a user or a role: its own, its groups', its boundary, the organization's. */
export function policySections(dataset: Dataset, entity: Entity): readonly PolicySection[] {
  const { organization } = dataset.analysis.snapshot;
  const { account } = entity;
  const file = accountFile(account.id, "authorizationDetails");
  const over = [
    guardrails(organization, account.id, "SERVICE_CONTROL_POLICY"),
    guardrails(organization, account.id, "RESOURCE_CONTROL_POLICY"),
  ];
  switch (entity.kind) {
    case "role": {
      const { role, index } = entity;
      const pointer = `/RoleDetailList/${index}`;
      const trust = policyView(
        role.AssumeRolePolicyDocument,
        "Trust policy",
        file,
        `${pointer}/AssumeRolePolicyDocument`,
      );
      return [
        section("Who may enter: trust policy", [trust], ""),
        section(
          "What it may do: identity policies",
          [
            ...inline(role.RolePolicyList, file, `${pointer}/RolePolicyList`),
            ...attached(account, role.AttachedManagedPolicies),
          ],
          "None: it may do nothing.",
        ),
        boundarySection(account, role.PermissionsBoundary),
        ...over,
      ];
    }
    case "user": {
      const { user, index } = entity;
      return [
        section(
          "What it may do: identity policies",
          [
            ...inline(user.UserPolicyList, file, `/UserDetailList/${index}/UserPolicyList`),
            ...attached(account, user.AttachedManagedPolicies),
            ...groupsOf(account, user).flatMap(({ group, index: at }) => [
              ...inline(
                group.GroupPolicyList,
                file,
                `/GroupDetailList/${at}/GroupPolicyList`,
                `, group ${group.GroupName}`,
              ),
              ...attached(account, group.AttachedManagedPolicies, `, group ${group.GroupName}`),
            ]),
          ],
          "None: it may do nothing.",
        ),
        boundarySection(account, user.PermissionsBoundary),
        ...over,
      ];
    }
    case "saml":
    case "oidc":
      return [];
  }
}
