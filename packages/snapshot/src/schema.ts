import { z } from "zod";
import { isAccountId, parseArn, parseIamResource } from "./id.js";
import { isObject } from "./json.js";
import type { PolicyDocument } from "./policy.js";

// The schemas of contract 1. lenient.ts reads by them; schema.test.ts holds them to the types in entity.ts.

/** What the lenient reader must know of a schema beyond its shape. */
export interface SchemaNotes {
  /** What one of these is called in messages: `role`. */
  readonly label?: string;
  /** Turns a foreign form of the value into ours, before it is read; returns anything else as it is. */
  readonly adapt?: (raw: unknown) => unknown;
  /** Fills missing fields from those that are there. */
  readonly derive?: (fields: Map<string, unknown>) => void;
  /** Code of the problem when the value is wrong, and what was expected. */
  readonly code?: string;
  readonly expected?: string;
  /** Set for containers of ours, where a field that the schema does not name is warned about and left out. */
  readonly closed?: true;
  /** Set where a later warning may want to know the place of the object. */
  readonly placed?: true;
}

const notesBySchema = new WeakMap<object, SchemaNotes>();

function note<Schema extends z.ZodType>(schema: Schema, notes: SchemaNotes): Schema {
  notesBySchema.set(schema, notes);
  return schema;
}

/** The notes of a schema, empty where it has none. */
export function notesOf(schema: z.core.$ZodType): SchemaNotes {
  return notesBySchema.get(schema) ?? {};
}

const text = z.string();
const listOf = <Element extends z.ZodType>(element: Element) => z.array(element).default([]);

/** A policy document. Read by `decodeDocument`, so that text and URL-encoded text count as well. */
export const documentSchema = z.custom<PolicyDocument | null>((value) => value === null || isObject(value));

/** A date as AWS's tools write it: ISO 8601 text, or seconds since 1970. */
export const dateSchema = note(z.string(), { adapt: dateFromSeconds, expected: "a date" });

/** A date in the future, which says nothing of when the data was collected. */
const expirySchema = note(z.string(), { adapt: dateFromSeconds, expected: "a date" });

const arnSchema = note(
  text.refine((arn) => parseArn(arn) !== null),
  { code: "arn-invalid", expected: "an ARN" },
);

const accountIdSchema = note(text.refine(isAccountId), { code: "account-id-invalid", expected: "12 digits" });

const tagSchema = note(z.object({ Key: text, Value: text }), {
  label: "tag",
  derive: (fields) => fillMissing(fields, "Value", ""),
});
const tagsSchema = note(z.array(tagSchema), { adapt: tagsFromObject });

const inlinePolicySchema = note(z.object({ PolicyName: text, PolicyDocument: documentSchema }), {
  label: "inline policy",
  derive: (fields) => fillMissing(fields, "PolicyName", ""),
});

const attachedPolicySchema = note(z.object({ PolicyName: z.exactOptional(text), PolicyArn: text }), {
  label: "attached policy",
  adapt: (raw) => (typeof raw === "string" ? { PolicyArn: raw } : raw),
});

const boundarySchema = note(
  z.object({ PermissionsBoundaryType: z.exactOptional(text), PermissionsBoundaryArn: text }),
  { adapt: (raw) => (typeof raw === "string" ? { PermissionsBoundaryArn: raw } : raw) },
);

const groupNameSchema = note(z.string(), {
  label: "group name",
  adapt: (raw) => (isObject(raw) && typeof raw.GroupName === "string" ? raw.GroupName : raw),
});

export const userSchema = note(
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
    Tags: tagsSchema.default([]),
  }),
  { label: "user", placed: true, derive: (fields) => deriveEntity(fields, "UserName", "UserId") },
);

export const groupSchema = note(
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

export const roleSchema = note(
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
    Tags: tagsSchema.default([]),
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

export const managedPolicySchema = note(
  z.object({
    PolicyName: text,
    PolicyId: z.exactOptional(text),
    Arn: arnSchema,
    Path: z.exactOptional(text),
    DefaultVersionId: z.exactOptional(text),
    AttachmentCount: z.exactOptional(z.number()),
    PolicyVersionList: listOf(policyVersionSchema),
  }),
  { label: "managed policy", placed: true, derive: (fields) => deriveName(fields, "PolicyName") },
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

const sessionSecondsSchema = note(z.number().int().min(3600).max(43_200), {
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

const organizationPolicySchema = note(
  z.object({
    Id: text,
    Name: z.exactOptional(text),
    Type: note(z.enum(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]), {
      code: "policy-type-unknown",
      expected: "SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY (other types do not decide access)",
    }),
    AwsManaged: z.boolean(),
    Content: documentSchema,
    Targets: listOf(
      note(z.string(), {
        label: "target",
        adapt: (raw) => (isObject(raw) && typeof raw.TargetId === "string" ? raw.TargetId : raw),
      }),
    ),
  }),
  {
    label: "organization policy",
    placed: true,
    adapt: (raw) => (isObject(raw) && isObject(raw.PolicySummary) ? { ...raw.PolicySummary, ...raw } : raw),
    derive: (fields) => fillMissing(fields, "AwsManaged", false),
  },
);

export const organizationSchema = note(
  z.object({
    Organization: z.object({
      Id: text,
      Arn: z.exactOptional(text),
      MasterAccountId: accountIdSchema,
      FeatureSet: z.exactOptional(text),
    }),
    Roots: listOf(note(z.object({ Id: text, Name: z.exactOptional(text) }), { label: "root" })),
    OrganizationalUnits: listOf(
      note(z.object({ Id: text, Name: z.exactOptional(text), ParentId: text }), {
        label: "organizational unit",
        placed: true,
      }),
    ),
    Accounts: listOf(
      note(
        z.object({
          Id: accountIdSchema,
          Name: z.exactOptional(text),
          Status: z.exactOptional(text),
          ParentId: z.exactOptional(text),
          Email: z.exactOptional(text),
          Tags: z.exactOptional(tagsSchema),
        }),
        { label: "account", placed: true },
      ),
    ),
    Policies: listOf(organizationPolicySchema),
  }),
  { closed: true },
);

export const manifestSchema = z.object({
  createdAt: z.exactOptional(dateSchema),
  source: z.exactOptional(text),
  accounts: z.exactOptional(z.custom<Readonly<Record<string, unknown>>>(isObject)),
});

export const coverageSchema = z.object({ status: text, error: z.exactOptional(text) });

function isMissing(fields: Map<string, unknown>, key: string): boolean {
  return fields.get(key) === undefined || fields.get(key) === null;
}

function fillMissing(fields: Map<string, unknown>, key: string, value: unknown): void {
  if (isMissing(fields, key)) fields.set(key, value);
}

/** The name is the last part of the ARN; some servers and tools leave it out. */
function deriveName(fields: Map<string, unknown>, nameKey: string): void {
  const arn = fields.get("Arn");
  const resource = typeof arn === "string" ? parseIamResource(arn) : null;
  if (resource !== null) fillMissing(fields, nameKey, resource.name);
}

/** Name and path from the ARN. A missing unique id becomes the empty text, which no principal can name. */
function deriveEntity(fields: Map<string, unknown>, nameKey: string, idKey: string): void {
  const arn = fields.get("Arn");
  const resource = typeof arn === "string" ? parseIamResource(arn) : null;
  if (resource !== null) fillMissing(fields, "Path", resource.path);
  deriveName(fields, nameKey);
  fillMissing(fields, idKey, "");
}

function dateFromSeconds(raw: unknown): unknown {
  // AWS's wire formats count seconds, JavaScript milliseconds; no date of IAM's lifetime is both.
  if (typeof raw !== "number" || !Number.isFinite(raw) || raw < 0 || raw > 4e12) return raw;
  return new Date(raw < 1e11 ? raw * 1000 : raw).toISOString();
}

function tagsFromObject(raw: unknown): unknown {
  if (!isObject(raw) || "Key" in raw || "key" in raw) return raw;
  return Object.entries(raw).map(([Key, Value]) => ({ Key, Value }));
}
