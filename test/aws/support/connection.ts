import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";

/** How a client of the SDK reaches the server with one set of credentials. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The account that moto takes unknown keys for. */
export const managementAccount = "123456789012";

/** The management account's credentials: moto takes any. The secret is distinctive, so that a leak is found. */
export function ownConnection(endpoint: string): Connection {
  return {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAROLEPATHTESTOWNK", secretAccessKey: "own-secret-that-must-not-leak" },
  };
}

/** A connection into an account through a role. */
export async function enter(
  sts: STSClient,
  own: Connection,
  account: string,
  role: string,
): Promise<Connection> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: "seed" }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error(`no session in ${account}`);
  return {
    ...own,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}
