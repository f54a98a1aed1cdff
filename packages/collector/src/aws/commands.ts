import {
  GetAccountAuthorizationDetailsCommand,
  GetOpenIDConnectProviderCommand,
  ListAccountAliasesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
} from "@aws-sdk/client-iam";
import {
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
} from "@aws-sdk/client-organizations";
import {
  DescribePermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
} from "@aws-sdk/client-sso-admin";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Answer, Input, Operation } from "../client.js";
import type { Clients } from "./clients.js";
import type { AttemptOptions } from "./http-handler.js";

/** How each call is made with the SDK. */
export const commands: {
  readonly [K in Operation]: (
    clients: Clients,
    input: Input<K>,
    options: AttemptOptions,
  ) => Promise<Answer<K>>;
} = {
  "iam:GetAccountAuthorizationDetails": ({ iam }, input, options) =>
    iam.send(new GetAccountAuthorizationDetailsCommand(input), options),
  "iam:ListRoles": ({ iam }, input, options) => iam.send(new ListRolesCommand(input), options),
  "iam:ListSAMLProviders": ({ iam }, input, options) =>
    iam.send(new ListSAMLProvidersCommand(input), options),
  "iam:ListOpenIDConnectProviders": ({ iam }, input, options) =>
    iam.send(new ListOpenIDConnectProvidersCommand(input), options),
  "iam:GetOpenIDConnectProvider": ({ iam }, input, options) =>
    iam.send(new GetOpenIDConnectProviderCommand(input), options),
  "iam:ListAccountAliases": ({ iam }, input, options) =>
    iam.send(new ListAccountAliasesCommand(input), options),
  "sts:GetCallerIdentity": ({ sts }, input, options) =>
    sts.send(new GetCallerIdentityCommand(input), options),
  "sts:AssumeRole": ({ sts }, input, options) => sts.send(new AssumeRoleCommand(input), options),
  "organizations:DescribeOrganization": ({ organizations }, input, options) =>
    organizations.send(new DescribeOrganizationCommand(input), options),
  "organizations:ListRoots": ({ organizations }, input, options) =>
    organizations.send(new ListRootsCommand(input), options),
  "organizations:ListOrganizationalUnitsForParent": ({ organizations }, input, options) =>
    organizations.send(new ListOrganizationalUnitsForParentCommand(input), options),
  "organizations:ListAccountsForParent": ({ organizations }, input, options) =>
    organizations.send(new ListAccountsForParentCommand(input), options),
  "organizations:ListTagsForResource": ({ organizations }, input, options) =>
    organizations.send(new ListTagsForResourceCommand(input), options),
  "organizations:ListPolicies": ({ organizations }, input, options) =>
    organizations.send(new ListPoliciesCommand(input), options),
  "organizations:DescribePolicy": ({ organizations }, input, options) =>
    organizations.send(new DescribePolicyCommand(input), options),
  "organizations:ListTargetsForPolicy": ({ organizations }, input, options) =>
    organizations.send(new ListTargetsForPolicyCommand(input), options),
  "organizations:ListDelegatedAdministrators": ({ organizations }, input, options) =>
    organizations.send(new ListDelegatedAdministratorsCommand(input), options),
  "organizations:ListDelegatedServicesForAccount": ({ organizations }, input, options) =>
    organizations.send(new ListDelegatedServicesForAccountCommand(input), options),
  "sso:ListInstances": ({ sso }, input, options) => sso.send(new ListInstancesCommand(input), options),
  "sso:ListPermissionSets": ({ sso }, input, options) =>
    sso.send(new ListPermissionSetsCommand(input), options),
  "sso:DescribePermissionSet": ({ sso }, input, options) =>
    sso.send(new DescribePermissionSetCommand(input), options),
  "sso:ListAccountsForProvisionedPermissionSet": ({ sso }, input, options) =>
    sso.send(new ListAccountsForProvisionedPermissionSetCommand(input), options),
  "sso:ListAccountAssignments": ({ sso }, input, options) =>
    sso.send(new ListAccountAssignmentsCommand(input), options),
  "identitystore:ListUsers": ({ identitystore }, input, options) =>
    identitystore.send(new ListUsersCommand(input), options),
  "identitystore:ListGroups": ({ identitystore }, input, options) =>
    identitystore.send(new ListGroupsCommand(input), options),
  "identitystore:ListGroupMemberships": ({ identitystore }, input, options) =>
    identitystore.send(new ListGroupMembershipsCommand(input), options),
};
