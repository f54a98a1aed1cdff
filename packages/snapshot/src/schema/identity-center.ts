import { list, listed, note, object, optional } from "./kind.js";
import { accountIdSchema, oneOf, text } from "./leaf.js";

// The schema of identity-center.json.

const permissionSetSchema = note(
  object({ PermissionSetArn: text, Name: text, SessionDuration: optional(text) }),
  { label: "permission set" },
);

const assignmentSchema = note(
  object({
    AccountId: accountIdSchema,
    PermissionSetArn: text,
    PrincipalType: note(oneOf(["USER", "GROUP"]), { expected: "USER or GROUP" }),
    PrincipalId: text,
  }),
  { label: "account assignment" },
);

const personSchema = note(object({ UserId: text, UserName: optional(text), DisplayName: optional(text) }), {
  label: "user",
});

const groupSchema = note(object({ GroupId: text, DisplayName: optional(text) }), { label: "group" });

const membershipSchema = note(object({ GroupId: text, UserId: text }), { label: "group membership" });

export const identityCenterSchema = note(
  object({
    Instance: object({
      InstanceArn: text,
      IdentityStoreId: optional(text),
      OwnerAccountId: optional(accountIdSchema),
      Region: optional(text),
    }),
    PermissionSets: listed(list(permissionSetSchema), "no permission set is known"),
    AccountAssignments: listed(list(assignmentSchema), "nobody counts as assigned"),
    Users: listed(list(personSchema)),
    Groups: listed(list(groupSchema)),
    GroupMemberships: listed(list(membershipSchema)),
  }),
  { closed: true },
);
