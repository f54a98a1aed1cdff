import {
  deriveEntity,
  deriveManagedPolicy,
  deriveName,
  dropOldVersions,
  fillMissing,
  unwrapText,
  wrapText,
} from "./derive.js";
import { documentSchema, leaf, list, listed, note, object, optional } from "./kind.js";
import {
  accountIdSchema,
  arnSchema,
  boolean,
  commonText,
  dateSchema,
  expirySchema,
  number,
  tagsSchema,
  text,
  UNREADABLE,
} from "./leaf.js";

// The schemas of an account's files. lenient.ts reads by them; schema.test.ts holds them to the types in entity.ts.

const inlinePolicySchema = note(object({ PolicyName: text, PolicyDocument: documentSchema }), {
  label: "inline policy",
  unreadable: { PolicyName: UNREADABLE, PolicyDocument: null },
  derive: (fields) => fillMissing(fields, "PolicyName", ""),
});

const attachedPolicySchema = note(object({ PolicyName: optional(text), PolicyArn: text }), {
  label: "attached policy",
  unreadable: { PolicyArn: UNREADABLE },
  adapt: wrapText("PolicyArn"),
});

const boundarySchema = note(
  object({ PermissionsBoundaryType: optional(text), PermissionsBoundaryArn: text }),
  { adapt: wrapText("PermissionsBoundaryArn"), unreadable: { PermissionsBoundaryArn: UNREADABLE } },
);

const groupNameSchema = note(text, {
  label: "group name",
  unreadable: UNREADABLE,
  adapt: unwrapText("GroupName"),
});

const inlinePolicies = note(list(inlinePolicySchema), { shared: true });
const attachedPolicies = note(list(attachedPolicySchema), { shared: true });
const groupNames = note(list(groupNameSchema), { shared: true });

const userSchema = note(
  object({
    Path: commonText,
    UserName: text,
    UserId: text,
    Arn: arnSchema,
    CreateDate: optional(dateSchema),
    UserPolicyList: listed(inlinePolicies),
    GroupList: listed(groupNames),
    AttachedManagedPolicies: listed(attachedPolicies),
    PermissionsBoundary: optional(boundarySchema),
    Tags: listed(tagsSchema),
  }),
  { label: "user", placed: true, derive: (fields) => deriveEntity(fields, "UserName", "UserId") },
);

const groupSchema = note(
  object({
    Path: commonText,
    GroupName: text,
    GroupId: text,
    Arn: arnSchema,
    CreateDate: optional(dateSchema),
    GroupPolicyList: listed(inlinePolicies),
    AttachedManagedPolicies: listed(attachedPolicies),
  }),
  { label: "group", placed: true, derive: (fields) => deriveEntity(fields, "GroupName", "GroupId") },
);

const instanceProfileSchema = note(object({ InstanceProfileName: text, Arn: arnSchema }), {
  label: "instance profile",
  plain: true,
  derive: (fields) => deriveName(fields, "InstanceProfileName"),
});

const lastUsedSchema = object({
  LastUsedDate: optional(dateSchema),
  Region: optional(commonText),
});

const roleSchema = note(
  object({
    Path: commonText,
    RoleName: text,
    RoleId: text,
    Arn: arnSchema,
    CreateDate: optional(dateSchema),
    Description: optional(text),
    AssumeRolePolicyDocument: documentSchema,
    InstanceProfileList: listed(list(instanceProfileSchema)),
    RolePolicyList: listed(inlinePolicies),
    AttachedManagedPolicies: listed(attachedPolicies),
    PermissionsBoundary: optional(boundarySchema),
    Tags: listed(tagsSchema),
    RoleLastUsed: optional(lastUsedSchema),
  }),
  { label: "role", placed: true, derive: (fields) => deriveEntity(fields, "RoleName", "RoleId") },
);

const policyVersionSchema = note(
  object({
    VersionId: text,
    IsDefaultVersion: boolean,
    Document: documentSchema,
    CreateDate: optional(dateSchema),
  }),
  { label: "policy version" },
);

const managedPolicySchema = note(
  object({
    PolicyName: text,
    PolicyId: optional(text),
    Arn: arnSchema,
    Path: optional(text),
    DefaultVersionId: optional(text),
    AttachmentCount: optional(number),
    PolicyVersionList: listed(list(policyVersionSchema)),
  }),
  {
    label: "managed policy",
    placed: true,
    plain: true,
    derive: deriveManagedPolicy,
    reduce: dropOldVersions,
  },
);

export const authorizationDetailsSchema = note(
  object({
    UserDetailList: listed(list(userSchema)),
    GroupDetailList: listed(list(groupSchema)),
    RoleDetailList: listed(list(roleSchema)),
    Policies: listed(list(managedPolicySchema)),
  }),
  { closed: true },
);

const sessionSecondsSchema = leaf<number>(
  (raw) => typeof raw === "number" && Number.isInteger(raw) && raw >= 3600 && raw <= 43_200,
  "a whole number of seconds from 3600 to 43200 (without it 3600 counts)",
  { code: "max-session-duration-invalid" },
);

const listedRoleSchema = note(
  object({ RoleName: text, Arn: arnSchema, MaxSessionDuration: optional(sessionSecondsSchema) }),
  { label: "role", placed: true, plain: true, derive: (fields) => deriveName(fields, "RoleName") },
);

export const listRolesSchema = note(object({ Roles: listed(list(listedRoleSchema)) }), { closed: true });

const samlProviderSchema = note(
  object({ Arn: arnSchema, CreateDate: optional(dateSchema), ValidUntil: optional(expirySchema) }),
  { label: "SAML provider", placed: true },
);

const oidcProviderSchema = note(
  object({
    Arn: arnSchema,
    Url: optional(text),
    ClientIDList: optional(list(text)),
    ThumbprintList: optional(list(text)),
  }),
  { label: "OIDC provider", placed: true },
);

export const identityProvidersSchema = note(
  object({
    SAMLProviderList: listed(list(samlProviderSchema)),
    OpenIDConnectProviderList: listed(list(oidcProviderSchema)),
  }),
  { closed: true },
);

export const accountInfoSchema = object({
  id: optional(accountIdSchema),
  name: optional(text),
  alias: optional(text),
  tags: optional(tagsSchema),
});
