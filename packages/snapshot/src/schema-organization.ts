import * as z from "zod/mini";
import { fillMissing, unfoldPolicySummary, unwrapText } from "./derive.js";
import { isObject } from "./json.js";
import { accountIdSchema, dateSchema, documentSchema, listOf, tagsSchema, text } from "./schema-leaf.js";
import { note } from "./schema-notes.js";

// The schemas of organization.json and manifest.json.

const targetSchema = note(z.string(), { label: "target", adapt: unwrapText("TargetId") });

const unitSchema = note(z.object({ Id: text, Name: z.exactOptional(text), ParentId: text }), {
  label: "organizational unit",
  placed: true,
});

const memberSchema = note(
  z.object({
    Id: accountIdSchema,
    Name: z.exactOptional(text),
    Status: z.exactOptional(text),
    ParentId: z.exactOptional(text),
    Email: z.exactOptional(text),
    Tags: z.exactOptional(tagsSchema),
  }),
  { label: "account", placed: true },
);

const rootSchema = note(z.object({ Id: text, Name: z.exactOptional(text) }), { label: "root", placed: true });

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
    Targets: note(listOf(targetSchema), { ifMissing: "the policy counts as attached nowhere" }),
  }),
  {
    label: "organization policy",
    placed: true,
    adapt: unfoldPolicySummary,
    derive: (fields) => fillMissing(fields, "AwsManaged", false),
  },
);

const administratorSchema = note(z.object({ Id: accountIdSchema, Services: listOf(text) }), {
  label: "delegated administrator",
});

export const organizationSchema = note(
  z.object({
    Organization: z.object({
      Id: text,
      Arn: z.exactOptional(text),
      MasterAccountId: accountIdSchema,
      FeatureSet: z.exactOptional(text),
    }),
    Roots: note(listOf(rootSchema), { ifMissing: "the organization counts as one without roots" }),
    OrganizationalUnits: note(listOf(unitSchema), {
      ifMissing: "the organization counts as one without units",
    }),
    Accounts: note(listOf(memberSchema), { ifMissing: "the organization counts as one without accounts" }),
    Policies: note(listOf(organizationPolicySchema), {
      ifMissing: "the organization counts as one without SCPs and RCPs",
    }),
    DelegatedAdministrators: z.exactOptional(z.array(administratorSchema)),
  }),
  { closed: true },
);

export const coverageSchema = z.object({ status: text, error: z.exactOptional(text) });

export const manifestSchema = z.object({
  formatVersion: z.exactOptional(z.number()),
  createdAt: z.exactOptional(dateSchema),
  source: z.exactOptional(text),
  organization: z.exactOptional(coverageSchema),
  identityCenter: z.exactOptional(coverageSchema),
  accounts: z.exactOptional(z.custom<Readonly<Record<string, unknown>>>(isObject)),
});
