import { isObject } from "../json/json.js";
import { fillMissing, unfoldPolicySummary, unwrapText } from "./derive.js";
import { documentSchema, leaf, list, listed, note, object, optional } from "./kind.js";
import { accountIdSchema, boolean, dateSchema, number, tagsSchema, text, UNREADABLE } from "./leaf.js";

// The schemas of organization.json and manifest.json.

const targetSchema = note(text, { label: "target", unreadable: UNREADABLE, adapt: unwrapText("TargetId") });

const unitSchema = note(object({ Id: text, Name: optional(text), ParentId: text }), {
  label: "organizational unit",
  placed: true,
});

const memberSchema = note(
  object({
    Id: accountIdSchema,
    Name: optional(text),
    Status: optional(text),
    ParentId: optional(text),
    Email: optional(text),
    Tags: optional(tagsSchema),
  }),
  { label: "account", placed: true },
);

const rootSchema = note(object({ Id: text, Name: optional(text) }), { label: "root", placed: true });

const organizationPolicySchema = note(
  object({
    Id: note(text, { unreadable: UNREADABLE }),
    Name: optional(text),
    Type: note(text, { unreadable: UNREADABLE }),
    AwsManaged: note(boolean, { unreadable: false }),
    Content: documentSchema,
    Targets: listed(list(targetSchema), "the policy counts as attached nowhere"),
  }),
  {
    label: "organization policy",
    unreadable: {
      Id: UNREADABLE,
      Type: UNREADABLE,
      AwsManaged: false,
      Content: null,
      Targets: [UNREADABLE],
    },
    placed: true,
    adapt: unfoldPolicySummary,
    derive: (fields) => fillMissing(fields, "AwsManaged", false),
  },
);

const administratorSchema = note(object({ Id: accountIdSchema, Services: listed(list(text)) }), {
  label: "delegated administrator",
});

export const organizationSchema = note(
  object({
    Organization: object({
      Id: text,
      Arn: optional(text),
      MasterAccountId: accountIdSchema,
      FeatureSet: optional(text),
    }),
    Roots: listed(list(rootSchema), "the organization counts as one without roots"),
    OrganizationalUnits: listed(list(unitSchema), "the organization counts as one without units"),
    Accounts: listed(list(memberSchema), "the organization counts as one without accounts"),
    Policies: listed(list(organizationPolicySchema), "the organization counts as one without SCPs and RCPs"),
    DelegatedAdministrators: optional(list(administratorSchema)),
  }),
  { closed: true },
);

export const coverageSchema = object({ status: text, error: optional(text) });

export const manifestSchema = object({
  formatVersion: optional(number),
  createdAt: optional(dateSchema),
  source: optional(text),
  organization: optional(coverageSchema),
  identityCenter: optional(coverageSchema),
  accounts: optional(leaf<Readonly<Record<string, unknown>>>(isObject, "an object")),
});
