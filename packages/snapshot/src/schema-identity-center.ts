import * as z from "zod/mini";
import { accountIdSchema, listOf, text } from "./schema-leaf.js";
import { note } from "./schema-notes.js";

// The schema of identity-center.json.

const permissionSetSchema = note(
  z.object({ PermissionSetArn: text, Name: text, SessionDuration: z.exactOptional(text) }),
  { label: "permission set" },
);

const assignmentSchema = note(
  z.object({
    AccountId: accountIdSchema,
    PermissionSetArn: text,
    PrincipalType: note(z.enum(["USER", "GROUP"]), { expected: "USER or GROUP" }),
    PrincipalId: text,
  }),
  { label: "account assignment" },
);

const personSchema = note(
  z.object({ UserId: text, UserName: z.exactOptional(text), DisplayName: z.exactOptional(text) }),
  { label: "user" },
);

const groupSchema = note(z.object({ GroupId: text, DisplayName: z.exactOptional(text) }), { label: "group" });

const membershipSchema = note(z.object({ GroupId: text, UserId: text }), { label: "group membership" });

export const identityCenterSchema = note(
  z.object({
    Instance: z.object({
      InstanceArn: text,
      IdentityStoreId: z.exactOptional(text),
      OwnerAccountId: z.exactOptional(accountIdSchema),
      Region: z.exactOptional(text),
    }),
    PermissionSets: note(listOf(permissionSetSchema), { ifMissing: "no permission set is known" }),
    AccountAssignments: note(listOf(assignmentSchema), { ifMissing: "nobody counts as assigned" }),
    Users: listOf(personSchema),
    Groups: listOf(groupSchema),
    GroupMemberships: listOf(membershipSchema),
  }),
  { closed: true },
);
