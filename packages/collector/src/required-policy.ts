import type { Operation } from "./client.js";
import { iamOperations } from "./source/iam.js";
import { identityCenterOperations } from "./source/identity-center.js";
import { identityStoreOperations } from "./source/identity-store.js";
import { organizationsOperations } from "./source/organizations.js";
import { roleArn, stsOperations } from "./source/sts.js";

/** What is to be collected, as far as the permissions for it depend on it. */
export interface PolicyQuestion {
  readonly organization: boolean;
  /** Other accounts are entered through a role, with or without an organization. */
  readonly entersAccounts: boolean;
  readonly withAccountTags: boolean;
  readonly withIdentityCenter: boolean;
  readonly partition: string;
  readonly roleName: string;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** An identity policy. */
export interface RequiredPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Anyone may ask who they are. */
const freeForAll: ReadonlySet<Operation> = new Set(["sts:GetCallerIdentity"]);

/** The policy for the credentials that run the collector, computed from the calls that the sources declare. */
export function requiredPolicy(question: PolicyQuestion): RequiredPolicy {
  const statements = [allow("ReadIam", iamOperations)];
  if (question.organization) statements.push(allow("ReadOrganization", organizationOperations(question)));
  if (question.organization && question.withIdentityCenter)
    statements.push(allow("ReadIdentityCenter", [...identityCenterOperations, ...identityStoreOperations]));
  if (question.organization || question.entersAccounts)
    statements.push(
      allow("EnterAccounts", stsOperations, roleArn(question.partition, "*", question.roleName)),
    );
  return { Version: "2012-10-17", Statement: statements };
}

/** The policy of the role that the collector enters in each account. */
export function auditRolePolicy(): RequiredPolicy {
  return { Version: "2012-10-17", Statement: [allow("ReadIam", iamOperations)] };
}

function organizationOperations({ withAccountTags }: PolicyQuestion): readonly Operation[] {
  return organizationsOperations.filter(
    (operation) => withAccountTags || operation !== "organizations:ListTagsForResource",
  );
}

function allow(Sid: string, operations: readonly Operation[], Resource = "*"): Statement {
  const Action = operations.filter((operation) => !freeForAll.has(operation)).sort();
  return { Sid, Effect: "Allow", Action, Resource };
}

/** The partition that a region lies in. */
export function partitionOfRegion(region: string): string {
  const prefixes = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
  };
  for (const [prefix, partition] of Object.entries(prefixes)) if (region.startsWith(prefix)) return partition;
  return "aws";
}
