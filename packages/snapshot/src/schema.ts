import * as z from "zod/mini";
import {
  deriveEntity,
  deriveManagedPolicy,
  deriveName,
  fillMissing,
  unwrapText,
  wrapText,
} from "./derive.js";
import {
  accountIdSchema,
  arnSchema,
  dateSchema,
  documentSchema,
  expirySchema,
  listOf,
  tagsSchema,
  text,
} from "./schema-leaf.js";
import { note } from "./schema-notes.js";

// The schemas of an account's files. lenient.ts reads by them; schema.test.ts holds them to the types in entity.ts.

const inlinePolicySchema = note(z.object({ PolicyName: text, PolicyDocument: documentSchema }), {
  label: "inline policy",
  derive: (fields) => fillMissing(fields, "PolicyName", ""),
});

const attachedPolicySchema = note(z.object({ PolicyName: z.exactOptional(text), PolicyArn: text }), {
  label: "attached policy",
  adapt: wrapText("PolicyArn"),
});

const boundarySchema = note(
  z.object({ PermissionsBoundaryType: z.exactOptional(text), PermissionsBoundaryArn: text }),
  { adapt: wrapText("PermissionsBoundaryArn") },
);

const groupNameSchema = note(z.string(), {
  label: "group name",
  adapt: unwrapText("GroupName"),
});

const userSchema = note(
  z.object({
    Path: text,
    UserName: text,
    UserId: text,
    Arn: arnSchema,
    CreateDate: z.exactOptional(dateSchema),
    UserPolicyList: listOf(inlinePolicySchema),
    GroupList: listOf(groupNameSchema),
    AttachedManagedPolicies: listOf(attachedPolicySchema),
    PermissionsBoundary: z.exactOptional(boundarySchema),
    Tags: z._default(tagsSchema, []),
  }),
  { label: "user", placed: true, derive: (fields) => deriveEntity(fields, "UserName", "UserId") },
);

const groupSchema = note(
  z.object({
    Path: text,
    GroupName: text,
    GroupId: text,
    Arn: arnSchema,
    CreateDate: z.exactOptional(dateSchema),
    GroupPolicyList: listOf(inlinePolicySchema),
    AttachedManagedPolicies: listOf(attachedPolicySchema),
  }),
  { label: "group", placed: true, derive: (fields) => deriveEntity(fields, "GroupName", "GroupId") },
);

const instanceProfileSchema = note(z.object({ InstanceProfileName: text, Arn: arnSchema }), {
  label: "instance profile",
  derive: (fields) => deriveName(fields, "InstanceProfileName"),
});

const lastUsedSchema = z.object({
  LastUsedDate: z.exactOptional(dateSchema),
  Region: z.exactOptional(text),
});

const roleSchema = note(
  z.object({
    Path: text,
    RoleName: text,
    RoleId: text,
    Arn: arnSchema,
    CreateDate: z.exactOptional(dateSchema),
    Description: z.exactOptional(text),
    AssumeRolePolicyDocument: documentSchema,
    InstanceProfileList: listOf(instanceProfileSchema),
    RolePolicyList: listOf(inlinePolicySchema),
    AttachedManagedPolicies: listOf(attachedPolicySchema),
    PermissionsBoundary: z.exactOptional(boundarySchema),
    Tags: z._default(tagsSchema, []),
    RoleLastUsed: z.exactOptional(lastUsedSchema),
  }),
  { label: "role", placed: true, derive: (fields) => deriveEntity(fields, "RoleName", "RoleId") },
);

const policyVersionSchema = note(
  z.object({
    VersionId: text,
    IsDefaultVersion: z.boolean(),
    Document: documentSchema,
    CreateDate: z.exactOptional(dateSchema),
  }),
  { label: "policy version" },
);

const managedPolicySchema = note(
  z.object({
    PolicyName: text,
    PolicyId: z.exactOptional(text),
    Arn: arnSchema,
    Path: z.exactOptional(text),
    DefaultVersionId: z.exactOptional(text),
    AttachmentCount: z.exactOptional(z.number()),
    PolicyVersionList: listOf(policyVersionSchema),
  }),
  { label: "managed policy", placed: true, derive: deriveManagedPolicy },
);

export const authorizationDetailsSchema = note(
  z.object({
    UserDetailList: listOf(userSchema),
    GroupDetailList: listOf(groupSchema),
    RoleDetailList: listOf(roleSchema),
    Policies: listOf(managedPolicySchema),
  }),
  { closed: true },
);

const sessionSecondsSchema = note(z.int().check(z.gte(3600), z.lte(43_200)), {
  code: "max-session-duration-invalid",
  expected: "a whole number of seconds from 3600 to 43200 (without it 3600 counts)",
});

export const listRolesSchema = note(
  z.object({
    Roles: listOf(
      note(
        z.object({
          RoleName: text,
          Arn: arnSchema,
          MaxSessionDuration: z.exactOptional(sessionSecondsSchema),
        }),
        {
          label: "role",
          placed: true,
          derive: (fields) => deriveName(fields, "RoleName"),
        },
      ),
    ),
  }),
  { closed: true },
);

export const identityProvidersSchema = note(
  z.object({
    SAMLProviderList: listOf(
      note(
        z.object({
          Arn: arnSchema,
          CreateDate: z.exactOptional(dateSchema),
          ValidUntil: z.exactOptional(expirySchema),
        }),
        { label: "SAML provider", placed: true },
      ),
    ),
    OpenIDConnectProviderList: listOf(
      note(
        z.object({
          Arn: arnSchema,
          Url: z.exactOptional(text),
          ClientIDList: z.exactOptional(z.array(text)),
          ThumbprintList: z.exactOptional(z.array(text)),
        }),
        { label: "OIDC provider", placed: true },
      ),
    ),
  }),
  { closed: true },
);

export const accountInfoSchema = z.object({
  id: z.exactOptional(accountIdSchema),
  name: z.exactOptional(text),
  alias: z.exactOptional(text),
  tags: z.exactOptional(tagsSchema),
});
