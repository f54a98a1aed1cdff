import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** The account of the small world. */
export const account = "111122223333";
export const arn = (name: string) => `arn:aws:iam::${account}:${name}`;

type Json = Record<string, unknown>;

export const document = (...statements: Json[]): Json => ({ Version: "2012-10-17", Statement: statements });
export const trust = (principal: unknown, condition?: Json): Json => ({
  Effect: "Allow",
  Principal: principal,
  Action: "sts:AssumeRole",
  ...(condition && { Condition: condition }),
});
export const assume = (name: string): Json => ({ Effect: "Allow", Action: "sts:AssumeRole", Resource: name });

const entity = (kind: "User" | "Role", name: string, rest: Json): Json => ({
  Path: "/",
  [`${kind}Name`]: name,
  [`${kind}Id`]: `${kind === "User" ? "AIDA" : "AROA"}${name
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, "X")
    .padEnd(16, "Q")
    .slice(0, 16)}`,
  Arn: arn(`${kind.toLowerCase()}/${name}`),
  AttachedManagedPolicies: [],
  ...rest,
});

export const user = (name: string, ...statements: Json[]): Json =>
  entity("User", name, {
    UserPolicyList: [{ PolicyName: "inline", PolicyDocument: document(...statements) }],
    GroupList: [],
  });

/** A role; `trustPolicy` may be anything, as in broken input. */
export const role = (name: string, trustPolicy: unknown, ...statements: Json[]): Json =>
  entity("Role", name, {
    AssumeRolePolicyDocument: trustPolicy,
    InstanceProfileList: [],
    RolePolicyList:
      statements.length === 0 ? [] : [{ PolicyName: "inline", PolicyDocument: document(...statements) }],
  });

/**
 * A small world: alice can become `direct`, `direct` can become `hop`; `external` asks alice for an external ID,
 * `lonely` trusts a service alone, `open` trusts the world.
 */
export function smallWorld(more: readonly Json[] = []): Json {
  return {
    UserDetailList: [user("alice", assume(arn("role/direct")), assume(arn("role/external")))],
    GroupDetailList: [],
    RoleDetailList: [
      role("direct", document(trust({ AWS: arn("user/alice") })), assume(arn("role/hop"))),
      role("hop", document(trust({ AWS: arn("role/direct") }))),
      role(
        "external",
        document(trust({ AWS: arn("user/alice") }, { StringEquals: { "sts:ExternalId": "s3cret" } })),
      ),
      role("lonely", document(trust({ Service: "lambda.amazonaws.com" }))),
      role("open", document(trust("*"))),
      ...more,
    ],
    Policies: [],
  };
}

/** The small world as a bundle. */
export function bundle(details: unknown = smallWorld()): Json {
  return {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "test" },
    accounts: [{ id: account, authorizationDetails: details }],
  };
}

/** A folder of its own for a test file, removed after it; `put` writes a file into it and returns its place. */
export async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), "rolepath-cli-"));
  afterAll(() => rm(folder, { recursive: true }));
  return {
    folder,
    put: async (path: string, content: unknown): Promise<string> => {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      const isRaw = typeof content === "string" || content instanceof Uint8Array;
      await writeFile(place, isRaw ? content : JSON.stringify(content));
      return place;
    },
  };
}
