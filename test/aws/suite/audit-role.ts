import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { auditRolePolicy, cloudFormationTemplate } from "@rolepath/collector";
import { beforeAll, describe, expect, test } from "vitest";
import { throughSdk } from "../support/connect-sdk.js";
import { type Connection, managementAccount, ownConnection } from "../support/connection.js";
import { collectThrough, inFolder, requestFor } from "../support/disturbed.js";
import type { Moto } from "../support/moto.js";
import { seedAccount } from "../support/seed-account.js";
import type { ReadyServer } from "../support/server.js";

/** Accounts without an organization: the printed role as CloudFormation deploys it, and the other partitions. */
export function auditRoleSuite(server: ReadyServer): void {
  describe("outside an organization", () => {
    let moto: Moto;
    let own: Connection;

    beforeAll(async () => {
      moto = await server.fresh();
      own = ownConnection(moto.url);
    }, 120_000);

    test("the printed CloudFormation template makes the role, with the policy and the external ID", async () => {
      await createStack(
        own,
        cloudFormationTemplate({
          roleName: "audit/rolepath-audit",
          trustedArn: `arn:aws:iam::${managementAccount}:role/auditor`,
          externalId: "test-external-id",
        }),
      );
      const iam = new IAMClient(own);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: "rolepath-audit" }));
      expect(Role?.Arn).toBe(`arn:aws:iam::${managementAccount}:role/audit/rolepath-audit`);
      expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""))).toMatchObject({
        Statement: [
          {
            Principal: { AWS: `arn:aws:iam::${managementAccount}:role/auditor` },
            Condition: { StringEquals: { "sts:ExternalId": "test-external-id" } },
          },
        ],
      });
      const policy = await iam.send(
        new GetRolePolicyCommand({ RoleName: "rolepath-audit", PolicyName: "rolepath-collect" }),
      );
      // moto answers with the policy as Python prints it.
      const text = decodeURIComponent(policy.PolicyDocument ?? "").replaceAll("'", '"');
      expect(JSON.parse(text)).toEqual(auditRolePolicy());
    });

    test.each([
      ["aws-us-gov", "us-gov-west-1"],
      ["aws-cn", "cn-north-1"],
    ])("an account of the partition %s is collected", async (partition, region) => {
      const there = { ...own, region };
      await seedAccount(new IAMClient(there), managementAccount, 0, partition);
      await inFolder(async (folder) => {
        const request = requestFor(folder, { organization: false });
        const summary = await throughSdk(moto.url, there, (transport) => collectThrough(transport, request));
        expect(summary.complete).toBe(true);
        expect(summary.manifest.collection.partition).toBe(partition);
        expect(Object.keys(summary.manifest.accounts)).toEqual([managementAccount]);
      });
    });
  });
}

/** moto checks no signature here, so one call does not need a client of its own. */
async function createStack(connection: Connection, template: string): Promise<void> {
  const scope = `${connection.credentials.accessKeyId}/20260101/us-east-1/cloudformation/aws4_request`;
  const answer = await fetch(connection.endpoint, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({
      Action: "CreateStack",
      Version: "2010-05-15",
      StackName: "rolepath",
      TemplateBody: template,
    }),
  });
  expect(await answer.text()).toContain("<StackId>");
}
