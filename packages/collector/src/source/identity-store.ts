import type { Client, Operation } from "../client.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";

/** The calls that this source makes, beside those of Identity Center. */
export const identityStoreOperations = [
  "identitystore:ListUsers",
  "identitystore:ListGroups",
  "identitystore:ListGroupMemberships",
] as const satisfies readonly Operation[];

export type IdentityStoreClient = Client<(typeof identityStoreOperations)[number]>;

const sizeMax = 100;

/** Who an assignment is for. */
interface Assigned {
  readonly PrincipalType: string;
  readonly PrincipalId: string;
}

/**
 * The people and groups behind the assignments: who they are and, for groups, who is in them.
 *
 * Only ids and names are kept; addresses and the other attributes of a person are not needed to tell who can become
 * which role. People and groups without any assignment are left out.
 */
export async function readIdentityStore(
  client: IdentityStoreClient,
  pool: Pool,
  IdentityStoreId: string,
  assigned: readonly Assigned[],
) {
  const groupIds = idsOf(assigned, "GROUP");
  const memberships = (
    await pool(groupIds, async (GroupId) => {
      const members = await readMembers(client, IdentityStoreId, GroupId);
      return members.map((UserId) => ({ GroupId, UserId }));
    })
  ).flat();
  const userIds = new Set([...idsOf(assigned, "USER"), ...memberships.map(({ UserId }) => UserId)]);
  const users = userIds.size === 0 ? [] : await readUsers(client, IdentityStoreId);
  const groups = groupIds.length === 0 ? [] : await readGroups(client, IdentityStoreId);
  return {
    Users: users.filter(({ UserId }) => userIds.has(UserId)),
    Groups: groups.filter(({ GroupId }) => groupIds.includes(GroupId)),
    GroupMemberships: memberships,
  };
}

function idsOf(assigned: readonly Assigned[], type: string): string[] {
  return [
    ...new Set(assigned.filter((one) => one.PrincipalType === type).map((one) => one.PrincipalId)),
  ].sort();
}

async function readUsers(client: IdentityStoreClient, IdentityStoreId: string) {
  const items = await tokenItems(
    { operation: "identitystore:ListUsers", meter: client.meter, sizeMax },
    (page) => client.call("identitystore:ListUsers", { IdentityStoreId, ...page }),
    (page) => page.Users,
  );
  return items
    .flatMap(({ UserId, UserName, DisplayName }) =>
      UserId === undefined ? [] : [{ UserId, UserName, DisplayName }],
    )
    .sort((a, b) => (a.UserId < b.UserId ? -1 : 1));
}

async function readGroups(client: IdentityStoreClient, IdentityStoreId: string) {
  const items = await tokenItems(
    { operation: "identitystore:ListGroups", meter: client.meter, sizeMax },
    (page) => client.call("identitystore:ListGroups", { IdentityStoreId, ...page }),
    (page) => page.Groups,
  );
  return items
    .flatMap(({ GroupId, DisplayName }) => (GroupId === undefined ? [] : [{ GroupId, DisplayName }]))
    .sort((a, b) => (a.GroupId < b.GroupId ? -1 : 1));
}

async function readMembers(
  client: IdentityStoreClient,
  IdentityStoreId: string,
  GroupId: string,
): Promise<string[]> {
  const operation = "identitystore:ListGroupMemberships";
  const items = await tokenItems(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, { IdentityStoreId, GroupId, ...page }),
    (page) => page.GroupMemberships,
  );
  return items.flatMap(({ MemberId }) => (MemberId?.UserId === undefined ? [] : [MemberId.UserId])).sort();
}
