import { readSnapshot } from "../read/reader.js";
import type { Problem } from "../type/problem.js";
import type { ReadOptions, ReadResult } from "../type/read-result.js";
import type { Snapshot } from "../type/snapshot.js";

// Small inputs for the tests, as AWS writes them; a test changes the one thing it is about.

/** A JSON object that a test may change before it is read. */
export type Draft = Record<string, unknown>;

export const accountId = "111122223333";
export const otherId = "444455556666";

export const trust = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "sts:AssumeRole" },
  ],
};

export function role(name = "Deploy", changes: Draft = {}, account = accountId): Draft {
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    CreateDate: "2024-05-01T10:00:00+00:00",
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    ...changes,
  };
}

export function user(name = "alice", changes: Draft = {}, account = accountId): Draft {
  return {
    Path: "/",
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:user/${name}`,
    CreateDate: "2024-04-01T10:00:00+00:00",
    GroupList: [],
    AttachedManagedPolicies: [],
    ...changes,
  };
}

export function policy(name = "Read", changes: Draft = {}): Draft {
  return {
    PolicyName: name,
    Arn: `arn:aws:iam::${accountId}:policy/${name}`,
    Path: "/",
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: trust }],
    ...changes,
  };
}

export function details(changes: Draft = {}): Draft {
  return { UserDetailList: [], GroupDetailList: [], RoleDetailList: [role()], Policies: [], ...changes };
}

export function organization(changes: Draft = {}): Draft {
  return {
    Organization: { Id: "o-example", MasterAccountId: accountId, FeatureSet: "ALL" },
    Roots: [{ Id: "r-root", Name: "Root" }],
    OrganizationalUnits: [{ Id: "ou-prod", Name: "Prod", ParentId: "r-root" }],
    Accounts: [{ Id: accountId, Name: "main", Status: "ACTIVE", ParentId: "ou-prod" }],
    Policies: [
      {
        Id: "p-full",
        Name: "FullAWSAccess",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: true,
        Content: trust,
        Targets: ["r-root", "ou-prod", accountId],
      },
    ],
    ...changes,
  };
}

export const manifest = { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "a test" };

export function bundle(changes: Draft = {}): Draft {
  return { manifest, accounts: [{ id: accountId, authorizationDetails: details() }], ...changes };
}

/** Reads files given as values or as text. */
export function read(files: Readonly<Record<string, unknown>>, options?: ReadOptions): ReadResult {
  const texts = Object.entries(files).map(
    ([path, content]) => [path, typeof content === "string" ? content : JSON.stringify(content)] as const,
  );
  return readSnapshot(new Map(texts), options);
}

/** Reads one bare file of authorization details. */
export function readDetails(content: unknown): ReadResult {
  return read({ "details.json": content }, { createdAt: "2026-10-15T00:00:00Z" });
}

/** The snapshot of a result that must have one. */
export function snapshotOf({ snapshot, problems }: ReadResult): Snapshot {
  if (snapshot === null) throw new Error(`no snapshot: ${JSON.stringify(problems)}`);
  return snapshot;
}

/** The only account of a result. */
export function accountOf(result: ReadResult): Snapshot["accounts"][number] {
  const [account, ...others] = snapshotOf(result).accounts;
  if (account === undefined || others.length > 0) throw new Error("expected one account");
  return account;
}

/** Each problem as `level code file#pointer`. */
export function places(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ level, code, file, pointer }) => `${level} ${code} ${file}#${pointer}`);
}
