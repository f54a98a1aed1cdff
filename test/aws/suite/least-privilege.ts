import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { STSClient } from "@aws-sdk/client-sts";
import { auditRolePolicy, CollectError, requiredPolicy } from "@rolepath/collector";
import { beforeAll, describe, expect, test } from "vitest";
import { connectSdk } from "../support/connect-sdk.js";
import { type Connection, enter } from "../support/connection.js";
import { collectThrough, inFolder, requestFor } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import type { Corrections } from "../support/proxy/corrections.js";
import { createOrigin } from "../support/proxy/origin.js";
import { startProxy } from "../support/proxy/proxy.js";
import { seedWorld, type World } from "../support/seed.js";
import type { ReadyServer } from "../support/server.js";
import { correctionsFor } from "../support/world-on-moto.js";

const question = {
  organization: true,
  entersAccounts: true,
  withAccountTags: true,
  withIdentityCenter: true,
  partition: "aws",
  roleName: "audit/rolepath-audit",
};
/** What can be missed in one run: none of these stands in the way of another's call. */
const takenAway: readonly (readonly string[])[] = [
  ["organizations:DescribeOrganization"],
  ["organizations:ListRoots"],
  ["organizations:ListOrganizationalUnitsForParent"],
  ["organizations:ListAccountsForParent"],
  [
    "iam:ListRoles",
    "iam:GetOpenIDConnectProvider",
    "iam:ListAccountAliases",
    "organizations:ListTagsForResource",
    "organizations:DescribePolicy",
    "organizations:ListDelegatedServicesForAccount",
    "sso:ListInstances",
    "sts:AssumeRole",
  ],
  [
    "iam:ListSAMLProviders",
    "organizations:ListPolicies",
    "organizations:ListDelegatedAdministrators",
    "sso:ListPermissionSets",
  ],
  ["iam:ListOpenIDConnectProviders", "organizations:ListTargetsForPolicy", "sso:DescribePermissionSet"],
  ["iam:GetAccountAuthorizationDetails", "sso:ListAccountsForProvisionedPermissionSet"],
  ["sso:ListAccountAssignments"],
  ["identitystore:ListGroupMemberships"],
  ["identitystore:ListUsers"],
  ["identitystore:ListGroups"],
];
const policyName = "rolepath-collect";

/** The printed policy against moto with its permission checks on. */
export function leastPrivilegeSuite(server: ReadyServer): void {
  describe("with the printed policy and nothing else", () => {
    let moto: Moto;
    let world: World;
    let corrections: Corrections;
    let root: IAMClient;
    let collector: Connection;

    beforeAll(async () => {
      moto = await server.fresh();
      // The fourth account has an OIDC provider.
      world = await seedWorld(moto.url, 4);
      corrections = await correctionsFor(world);
      root = new IAMClient(world.own);
      const sts = new STSClient(world.own);
      for (const { id } of world.members) {
        const member = await enter(sts, world.own, id, "OrganizationAccountAccessRole");
        await new IAMClient(member).send(
          new PutRolePolicyCommand({
            RoleName: "rolepath-audit",
            PolicyName: policyName,
            PolicyDocument: JSON.stringify(auditRolePolicy()),
          }),
        );
      }
      collector = await createCollector(root, world.own);
    }, 120_000);

    /** Collects with permission checks on; what came by, and how it ended. */
    async function collectChecked() {
      const proxy = await startProxy({ origin: createOrigin(moto.url, false), corrections });
      const transport = connectSdk(proxy.url, collector);
      await moto.checkPermissionsAfter(0);
      try {
        const end = await inFolder((folder) => collectThrough(transport, requestFor(folder))).catch(
          asRefusal,
        );
        return { end, seen: proxy.seen };
      } finally {
        await moto.checkPermissionsAfter(unchecked);
        transport.close();
        await proxy.close();
      }
    }

    test("everything is collected, and every action that it allows is used", async () => {
      const { end, seen } = await collectChecked();
      expect(end).toMatchObject({ complete: true });
      const used = (own: boolean) =>
        seen
          .filter(({ account, operation }) => (account === world.management.id) === own && operation !== free)
          .map(({ operation }) => operation);
      expect(sorted(used(true))).toEqual(sorted(actionsOf(requiredPolicy(question))));
      expect(sorted(used(false))).toEqual(sorted(actionsOf(auditRolePolicy())));
    });

    test("the ways to take actions away take each away once", () => {
      expect(takenAway.flat().sort()).toEqual(actionsOf(requiredPolicy(question)).sort());
    });

    test.each(takenAway.map((actions) => [actions.join(", "), actions] as const))(
      "without %s the snapshot is not whole, and says so",
      async (_, actions) => {
        const policy = requiredPolicy(question);
        const without = policy.Statement.map((statement) => ({
          ...statement,
          Action: statement.Action.filter((one) => !actions.includes(one)),
        })).filter(({ Action }) => Action.length > 0);
        await putPolicy(root, { ...policy, Statement: without });
        const { end } = await collectChecked();
        const text = "manifest" in end ? JSON.stringify(end.manifest) : end.message;
        for (const action of actions) expect(text).toContain(`${action}: AccessDenied`);
        if ("complete" in end) expect(end.complete).toBe(false);
      },
    );
  });
}

/** More calls than there are: moto checks nothing until then. */
const unchecked = 1_000_000;
/** The one call that needs no permission. */
const free = "sts:GetCallerIdentity";

function asRefusal(error: unknown): CollectError {
  if (error instanceof CollectError) return error;
  throw error;
}

function actionsOf(policy: ReturnType<typeof requiredPolicy>): string[] {
  return policy.Statement.flatMap(({ Action }) => Action);
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

/** A user of the management account that may do what the policy says. */
async function createCollector(root: IAMClient, own: Connection): Promise<Connection> {
  await root.send(new CreateUserCommand({ UserName: "collector" }));
  await putPolicy(root, requiredPolicy(question));
  const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName: "collector" }));
  return {
    ...own,
    credentials: {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    },
  };
}

async function putPolicy(root: IAMClient, policy: object): Promise<void> {
  await root.send(
    new PutUserPolicyCommand({
      UserName: "collector",
      PolicyName: policyName,
      PolicyDocument: JSON.stringify(policy),
    }),
  );
}
