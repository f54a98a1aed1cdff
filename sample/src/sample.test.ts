import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Role, readSnapshot, type Snapshot, writeSnapshot } from "@rolepath/snapshot";
import { describe, expect, it } from "vitest";
import { showcaseChains } from "./chains.js";
import { accountIds, outsideAccounts } from "./company.js";
import { decoys, plantedMistakes, sampleSnapshot } from "./sample.js";

const snapshot = sampleSnapshot();
const roles = snapshot.accounts.flatMap((account) => account.authorizationDetails.RoleDetailList);
const users = snapshot.accounts.flatMap((account) => account.authorizationDetails.UserDetailList);
const roleArns = new Set(roles.map((role) => role.Arn));
const userArns = new Set(users.map((user) => user.Arn));

function committedFiles(): ReadonlyMap<string, string> {
  const folder = fileURLToPath(new URL("../snapshot", import.meta.url));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return new Map(
    paths.map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")]),
  );
}

/** Every string inside a JSON value. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(stringsIn) : [];
}

function trustPrincipals(role: Role): string[] {
  const statements = [role.AssumeRolePolicyDocument?.Statement].flat() as { Principal: unknown }[];
  return statements.flatMap((statement) => stringsIn(statement.Principal));
}

describe("the committed snapshot", () => {
  it("is what the generator writes, byte for byte", () => {
    const committed = committedFiles();
    const generated = writeSnapshot(snapshot);
    expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
    for (const [path, text] of generated) expect(committed.get(path), path).toBe(text);
  });

  it("reads back as the same snapshot, without a warning", () => {
    const { snapshot: read, problems } = readSnapshot(committedFiles());
    expect(problems).toEqual([]);
    expect(read).toEqual(snapshot);
  });

  it("is the same on every call", () => {
    expect(JSON.stringify(sampleSnapshot())).toBe(JSON.stringify(snapshot));
  });
});

describe("the planted mistakes", () => {
  it("are exactly these", () => {
    const listed = plantedMistakes.map(
      ({ rule, account, resource }) => `${rule} ${account} ${resource.split("/").at(-1)}`,
    );
    expect(listed.sort()).toEqual([
      "CHAIN-TO-ADMIN prod-payments payments-replay",
      "CHAIN-TO-ADMIN prod-web OrganizationAccountAccessRole",
      "COGNITO-NO-AUD prod-web recipes-app-authRole",
      "MGMT-TARGET management account-vending",
      "OIDC-MUTABLE prod-web gha-preview",
      "OIDC-MUTABLE shared-ci gha-lint",
      "OIDC-NO-SUB staging gha-docs-preview",
      "OIDC-ORG-WIDE prod-web gha-preview",
      "OIDC-WILD-SUB shared-ci gha-build",
      "SVC-DEPUTY sandbox bedrock-playground",
      "TRUST-CROSS-ORG data-platform greengage-etl",
      "TRUST-DANGLING shared-ci release-signing",
      "TRUST-DANGLING staging adfs-operator",
      "TRUST-IMPOSSIBLE dev incident-4711-share",
      "TRUST-IMPOSSIBLE dev quillbase-trial",
      "TRUST-LONG-SESSION dev dev-tools",
      "TRUST-MFA-MISUSE prod-payments payments-admin",
      "TRUST-ORG-WIDE network transit-lookup",
      "TRUST-PUBLIC sandbox hackathon-share",
      "TRUST-PUBLIC staging partner-catalog-upload",
      "TRUST-ROOT-BROAD dev dev-schema-migrator",
      "TRUST-ROOT-BROAD dev dev-tools",
      "TRUST-UNUSED data-platform greengage-etl",
      "TRUST-UNUSED prod-web recipes-app-authRole",
      "TRUST-VENDOR-NO-EXTID prod-web BillowiseCosts",
      "TRUST-VENDOR-NO-EXTID staging TapirMetrics",
      "TRUST-VENDOR-UNKNOWN data-platform NightjarScanner",
      "TRUST-VENDOR-UNKNOWN data-platform quillbase-ingest",
      "TRUST-VENDOR-UNKNOWN prod-payments pci-evidence",
      "TRUST-VENDOR-UNKNOWN prod-web TapirMetrics",
    ]);
  });

  it("are about roles that exist, and so are the decoys, at least a dozen of them", () => {
    for (const { resource } of [...plantedMistakes, ...decoys])
      expect(roleArns, resource).toContain(resource);
    expect(decoys.length).toBeGreaterThanOrEqual(12);
  });

  it("are never what a decoy only looks like", () => {
    const wrong = new Set(plantedMistakes.map(({ rule, resource }) => `${rule} ${resource}`));
    expect(decoys.filter(({ looksLike, resource }) => wrong.has(`${looksLike} ${resource}`))).toEqual([]);
  });
});

describe("the organization", () => {
  it("has 12 accounts in 4 organizational units and 150 to 250 roles with names of their own", () => {
    expect(snapshot.accounts).toHaveLength(12);
    expect(snapshot.organization?.OrganizationalUnits).toHaveLength(4);
    expect(roles.length).toBeGreaterThanOrEqual(150);
    expect(roles.length).toBeLessThanOrEqual(250);
    expect(roleArns.size).toBe(roles.length);
    expect(new Set([...roles.map((role) => role.RoleId), ...users.map((user) => user.UserId)]).size).toBe(
      roles.length + users.length,
    );
  });

  it("names no account beyond its own and the invented vendors", () => {
    const known = new Set<string>([...Object.values(accountIds), ...Object.values(outsideAccounts)]);
    const named = stringsIn(snapshot).flatMap(
      (text) => text.match(/(?<![0-9A-Za-z-])\d{12}(?![0-9A-Za-z])/g) ?? [],
    );
    expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([]);
  });

  it("trusts no user and no role of its own that does not exist", () => {
    const own = new Set<string>(Object.values(accountIds));
    const named = roles
      .flatMap(trustPrincipals)
      .filter((arn) => /:(user|role)\//.test(arn) && own.has(arn.split(":")[4] ?? ""));
    expect(named.filter((arn) => !roleArns.has(arn) && !userArns.has(arn))).toEqual([]);
  });

  it("attaches only policies and boundaries that are in the snapshot", () => {
    for (const { id, authorizationDetails: details } of snapshot.accounts) {
      const arns = new Set(details.Policies.map((policy) => policy.Arn));
      const used = [...details.RoleDetailList, ...details.UserDetailList].flatMap((entity) => [
        ...entity.AttachedManagedPolicies.map((policy) => policy.PolicyArn),
        ...(entity.PermissionsBoundary ? [entity.PermissionsBoundary.PermissionsBoundaryArn] : []),
      ]);
      expect(
        used.filter((arn) => !arns.has(arn)),
        id,
      ).toEqual([]);
    }
  });

  it("puts users only into groups of their account", () => {
    for (const { id, authorizationDetails: details } of snapshot.accounts) {
      const groups = new Set(details.GroupDetailList.map((group) => group.GroupName));
      const named = details.UserDetailList.flatMap((user) => user.GroupList);
      expect(
        named.filter((group) => !groups.has(group)),
        id,
      ).toEqual([]);
    }
  });

  it("leaves FullAWSAccess and RCPFullAWSAccess at every level", () => {
    const organization = snapshot.organization as NonNullable<Snapshot["organization"]>;
    const levels = [organization.Roots, organization.OrganizationalUnits, organization.Accounts]
      .flat()
      .map((node) => node.Id);
    for (const name of ["FullAWSAccess", "RCPFullAWSAccess"]) {
      const targets = organization.Policies.find((policy) => policy.Name === name)?.Targets;
      expect([...(targets ?? [])].sort(), name).toEqual([...levels].sort());
    }
  });
});

describe("the chains to show", () => {
  it("go through roles that exist, in two to five hops", () => {
    for (const { path, title } of showcaseChains) {
      expect(path.length - 1, title).toBeGreaterThanOrEqual(2);
      expect(path.length - 1, title).toBeLessThanOrEqual(5);
      for (const arn of path.slice(1)) expect(roleArns, title).toContain(arn);
    }
  });
});
