import { CallError } from "../call-error.js";
import type { Client, Operation, SessionCredentials } from "../client.js";
import { once } from "../once.js";

/** The calls that this source makes. `sts:GetCallerIdentity` needs no permission. */
export const stsOperations = [
  "sts:GetCallerIdentity",
  "sts:AssumeRole",
] as const satisfies readonly Operation[];

export type StsClient = Client<(typeof stsOperations)[number]>;

/** Who runs the collector. */
export interface Caller {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
}

/** How the collector enters a member account. */
export interface RoleEntry {
  /** With its path, where it has one: `audit/rolepath`. */
  readonly roleName: string;
  readonly sessionName: string;
  readonly externalId?: string;
}

/** An hour: the most that a role may give to a caller that is a role session itself. */
const sessionSeconds = 3600;

/** The account and partition of the caller's own credentials. */
export async function readCaller(client: StsClient): Promise<Caller> {
  const { Account, Arn } = await once(client, "sts:GetCallerIdentity", {});
  const partition = /^arn:([^:]+):/.exec(Arn ?? "")?.[1];
  if (Account === undefined || !/^\d{12}$/.test(Account) || partition === undefined)
    throw new CallError("malformed", "sts:GetCallerIdentity", "MalformedAnswer", "no account in the answer");
  return { account: Account, partition };
}

/** A session of the role in the account. */
export async function openSession(
  client: StsClient,
  caller: Caller,
  account: string,
  entry: RoleEntry,
): Promise<SessionCredentials> {
  const answer = await client.call("sts:AssumeRole", {
    RoleArn: roleArn(caller.partition, account, entry.roleName),
    RoleSessionName: entry.sessionName,
    DurationSeconds: sessionSeconds,
    ...(entry.externalId === undefined ? {} : { ExternalId: entry.externalId }),
  });
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new CallError("malformed", "sts:AssumeRole", "MalformedAnswer", "no credentials in the answer");
  // What is written under an account's id must come from that account.
  if (answer.AssumedRoleUser?.Arn?.split(":")[4] !== account)
    throw new CallError("malformed", "sts:AssumeRole", "WrongAccount", "the session is of another account");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The ARN of the role in an account; `*` for every account. */
export function roleArn(partition: string, account: string, roleName: string): string {
  return `arn:${partition}:iam::${account}:role/${roleName}`;
}
