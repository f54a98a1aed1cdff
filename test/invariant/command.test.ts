import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { scratch } from "../cli/world.js";
import { yamlExamples } from "./files.js";

const { folder, put } = await scratch();
const [first = ""] = yamlExamples("docs/invariants.md");

const [SANDBOX, PROD, PARTNER] = ["111122223333", "444455556666", "222222222222"];
const statement = (aws: string, condition?: object) => ({
  Effect: "Allow",
  Principal: { AWS: aws },
  Action: "sts:AssumeRole",
  ...(condition === undefined ? {} : { Condition: condition }),
});
const document = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const arn = (account: string, name: string) => `arn:aws:iam::${account}:${name}`;
const inline = (...names: string[]) =>
  names.length === 0
    ? []
    : [
        {
          PolicyName: "assume",
          PolicyDocument: document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: names }),
        },
      ];
const user = (account: string, name: string, ...targets: string[]) => ({
  Path: "/",
  UserName: name,
  UserId: `AIDA${name.toUpperCase().padEnd(16, "Q")}`,
  Arn: arn(account, `user/${name}`),
  UserPolicyList: inline(...targets),
  GroupList: [],
  AttachedManagedPolicies: [],
});
const role = (account: string, name: string, trust: object, ...targets: string[]) => ({
  Path: "/",
  RoleName: name,
  RoleId: `AROA${name
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, "X")
    .padEnd(16, "Q")}`,
  Arn: arn(account, `role/${name}`),
  AssumeRolePolicyDocument: trust,
  RolePolicyList: inline(...targets),
  AttachedManagedPolicies: [],
});

const glass = arn(PROD, "role/break-glass");
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

interface Holes {
  /** A role of the sandbox that production trusts. */
  readonly bridge?: boolean;
  /** A user beside the pipeline who may deploy. */
  readonly deployer?: boolean;
  /** The partner's external ID. */
  readonly externalId?: boolean;
  readonly keepers?: readonly string[];
}

function organization({
  bridge = false,
  deployer = false,
  externalId = true,
  keepers = ["ann"],
}: Holes): object {
  const id = externalId ? { StringEquals: { "sts:ExternalId": "s3cret" } } : undefined;
  const accounts = [
    {
      id: SANDBOX,
      authorizationDetails: {
        UserDetailList: [user(SANDBOX, "dev", arn(SANDBOX, "role/play"))],
        GroupDetailList: [],
        RoleDetailList: [
          role(SANDBOX, "play", document(statement(arn(SANDBOX, "user/dev"))), arn(PROD, "role/read")),
        ],
        Policies: [],
      },
    },
    {
      id: PROD,
      authorizationDetails: {
        UserDetailList: [
          ...keepers.map((name) => user(PROD, name, glass)),
          user(PROD, "sam", arn(PROD, "role/deploy")),
        ],
        GroupDetailList: [],
        RoleDetailList: [
          role(
            PROD,
            "ci-runner",
            document({ ...statement(""), Principal: { Service: "codebuild.amazonaws.com" } }),
            arn(PROD, "role/deploy"),
          ),
          role(
            PROD,
            "deploy",
            document(
              statement(arn(PROD, "role/ci-runner")),
              ...(deployer ? [statement(arn(PROD, "user/sam"))] : []),
            ),
          ),
          role(PROD, "read", document(statement(bridge ? arn(SANDBOX, "role/play") : arn(PROD, "user/sam")))),
          role(PROD, "partner", document(statement(PARTNER, id))),
          role(
            PROD,
            "break-glass",
            document(...keepers.map((name) => statement(arn(PROD, `user/${name}`), mfa))),
          ),
        ],
        Policies: [],
      },
    },
  ];
  return {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "test" },
    organization: {
      Organization: { Id: "o-exampleorgid", MasterAccountId: "999999999999", FeatureSet: "ALL" },
      Roots: [{ Id: "r-root", Name: "Root" }],
      OrganizationalUnits: [
        { Id: "ou-root-sand", Name: "Sandbox", ParentId: "r-root" },
        { Id: "ou-root-work", Name: "Workloads", ParentId: "r-root" },
        { Id: "ou-root-prod", Name: "Prod", ParentId: "ou-root-work" },
      ],
      Accounts: [
        { Id: SANDBOX, Name: "playground", Status: "ACTIVE", ParentId: "ou-root-sand" },
        { Id: PROD, Name: "shop", Status: "ACTIVE", ParentId: "ou-root-prod" },
      ],
      Policies: [],
    },
    accounts,
  };
}

interface Found {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly path?: readonly string[];
  readonly principals: readonly string[];
}

async function invariants(holes: Holes, config = first): Promise<readonly Found[]> {
  await writeFile(join(folder, "rolepath.yaml"), config);
  const snapshot = await put("shop.json", organization(holes));
  const { code, stdout, stderr } = await rolepath(["check", "-s", snapshot, "-f", "json"], { folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { findings } = JSON.parse(stdout) as { findings: Found[] };
  return findings.filter(({ rule }) => rule.startsWith("INVARIANT/"));
}

describe("the first example of the page, in an organization as it describes", () => {
  test("holds", async () => {
    expect(await invariants({})).toEqual([]);
    expect(await invariants({ keepers: ["ann", "ben", "cas"] })).toEqual([]);
  });

  test("tells a path from the sandbox to production", async () => {
    expect(await invariants({ bridge: true })).toMatchObject([
      {
        rule: "INVARIANT/sandbox-stays-out",
        severity: "high",
        path: [arn(SANDBOX, "role/play"), arn(PROD, "role/read")],
        principals: [arn(SANDBOX, "role/play"), arn(SANDBOX, "user/dev")],
      },
    ]);
  });

  test("tells who else may deploy", async () => {
    expect(await invariants({ deployer: true })).toMatchObject([
      {
        rule: "INVARIANT/deploy-by-ci-only",
        severity: "critical",
        path: [arn(PROD, "user/sam"), arn(PROD, "role/deploy")],
      },
    ]);
  });

  test("tells a path from outside without an external ID", async () => {
    expect(await invariants({ externalId: false })).toMatchObject([
      { rule: "INVARIANT/partners-need-an-external-id", path: [PARTNER, arn(PROD, "role/partner")] },
    ]);
  });

  test("tells that too many can break the glass", async () => {
    const [finding, ...more] = await invariants({ keepers: ["ann", "ben", "cas", "dan"] });
    expect(more).toEqual([]);
    expect(finding?.title).toBe("At most 3 people can break the glass, all with MFA: 4 principals can");
  });
});

describe("a broken invariant among the other findings", () => {
  let snapshot = "";
  beforeAll(async () => {
    await writeFile(join(folder, "rolepath.yaml"), first);
    snapshot = await put("bridged.json", organization({ bridge: true }));
  });
  const check = (...args: string[]) => rolepath(["check", "-s", snapshot, ...args], { folder });

  test.each(["text", "sarif", "junit", "markdown", "csv", "github"])("is printed as %s", async (format) => {
    const { code, stdout } = await check("-f", format);
    expect(code).toBe(0);
    expect(stdout.replaceAll("&#8203;", "")).toMatch(/INVARIANT(\/|&#47;|%2F)sandbox-stays-out/i);
    expect(stdout).toContain("read");
  });

  test("fails a pipeline, is known by a baseline, and can be suppressed", async () => {
    const only = (await check("-f", "json")).stdout;
    const { findings } = JSON.parse(only) as { findings: (Found & { id: string })[] };
    const finding = findings.find(({ rule }) => rule === "INVARIANT/sandbox-stays-out");
    expect(finding).toBeDefined();
    expect((await check("--fail-on", "high")).code).toBe(1);
    const baseline = join(folder, "baseline.json");
    expect((await rolepath(["baseline", "-s", snapshot, "--out", baseline], { folder })).code).toBe(0);
    expect((await check("--fail-on", "high", "--baseline", baseline)).code).toBe(0);
    const suppressed = await put(
      "suppressed.yaml",
      `${first}\nsuppressions:\n  - rule: INVARIANT/sandbox-stays-out\n    reason: moves in December\n    owner: ann\n    expires: 2026-12-31\n`,
    );
    const { stdout } = await check("-f", "json", "--config", suppressed);
    expect(JSON.parse(stdout)).toMatchObject({
      suppressed: [{ rule: "INVARIANT/sandbox-stays-out", suppression: { owner: "ann" } }],
    });
  });
});

test("a misspelt unit is a finding, not peace and quiet", async () => {
  const found = await invariants({ bridge: true }, first.replace("Workloads/Prod", "Workloads/Prd"));
  expect(found.map(({ title }) => title)).toEqual([
    expect.stringContaining("`to.ou: Workloads/Prd` names no organizational unit"),
  ]);
});

test("what is wrong in the file is told by line and column", async () => {
  const config = await put(
    "wrong.yaml",
    `invariants:
  - id: Sandbox
    kind: no-path
    from: { oo: Sandbox }
    to: []
  - id: glass
    kind: at-most
    max: three
    to: role/break-glass
`,
  );
  const snapshot = await put("any.json", organization({}));
  const { code, stdout, stderr } = await rolepath(["check", "-s", snapshot, "--config", config]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.split("\n").slice(0, 4)).toEqual([
    expect.stringMatching(/wrong\.yaml:2:9: invariants\[0\]\.id: expected a short name in lower case/),
    expect.stringMatching(
      /wrong\.yaml:4:13: invariants\[0\]\.from\.oo: unknown key; expected one of name, arn/,
    ),
    expect.stringMatching(/wrong\.yaml:5:9: invariants\[0\]\.to: expected text or a mapping$/),
    expect.stringMatching(/wrong\.yaml:8:10: invariants\[1\]\.max: expected a whole number/),
  ]);
});
