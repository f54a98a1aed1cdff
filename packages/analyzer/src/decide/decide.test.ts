import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../analyze.js";
import type { CanAnswer, CanQuestion } from "../answer.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const TARGET = `arn:aws:iam::${HOME}:role/Target`;

/** Whether alice, named by the trust policy, becomes Target under a condition of it. */
function under(condition: Json, action: Json = "sts:AssumeRole", more: Partial<CanQuestion> = {}): CanAnswer {
  return analyze(snapshot([user("alice"), role("Target", trust(ALICE, condition, action))])).can({
    from: ALICE,
    to: TARGET,
    ...more,
  });
}

const texts = (answer: CanAnswer): readonly (readonly string[])[] =>
  (answer.alternatives ?? []).map((entries) => entries.map((entry) => entry.text));

describe("a residual", () => {
  test("reads like a person would write it", () => {
    const answer = under({
      StringEquals: { "sts:ExternalId": "abc" },
      IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
      NotIpAddress: { "aws:SourceIp": "10.1.0.0/16" },
      DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" },
    });
    expect(texts(answer)).toEqual([
      [
        "time is before 2027-01-01T00:00:00Z",
        "source address is in 10.0.0.0/8",
        "source address is not in 10.1.0.0/16",
        "external ID is `abc`",
      ],
    ]);
  });

  test("keeps alternatives apart", () => {
    const twice = policy(
      {
        Effect: "Allow",
        Principal: { AWS: ALICE },
        Action: "sts:AssumeRole",
        Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      },
      {
        Effect: "Allow",
        Principal: { AWS: ALICE },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } },
      },
    );
    const answer = analyze(snapshot([user("alice"), role("Target", twice)])).can({ from: ALICE, to: TARGET });
    expect(texts(answer)).toEqual([
      ["source address is in 10.0.0.0/8"],
      ["VPC endpoint is `vpce-0a1b2c3d4e5f60718`"],
    ]);
    expect(answer.requires.map((entry) => entry.key)).toEqual(["aws:SourceIp", "aws:SourceVpce"]);
  });

  test("names nothing that does not matter", () => {
    expect(
      under({ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }).requires.map((entry) => entry.key),
    ).toEqual(["aws:MultiFactorAuthAge"]);
  });

  test("of a comparison that cannot be analysed is conditional and says so", () => {
    const answer = under({ StringSounds: { "aws:UserAgent": "x" } });
    expect([answer.verdict, answer.complete]).toEqual(["conditional", false]);
    expect(answer.requires).toEqual([]);
    expect(answer.reason).toContain("could not be fully analysed");
  });
});

describe("links between keys", () => {
  test("keep an address and a VPC endpoint apart", () => {
    const answer = under({
      IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
      StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" },
    });
    expect([answer.verdict, answer.layer, answer.denyType]).toEqual(["denied", "trust", "implicit"]);
  });

  test("make tag keys the keys of the tags", () => {
    const both = ["sts:AssumeRole", "sts:TagSession"];
    const only = { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } };
    expect(under({ ...only, StringEquals: { "aws:RequestTag/team": "x" } }, both).verdict).toBe(
      "conditional",
    );
    expect(under({ ...only, StringEquals: { "aws:RequestTag/cost": "x" } }, both).verdict).toBe("denied");
    expect(
      under(
        {
          "ForAllValues:StringEquals": { "aws:TagKeys": ["Team"] },
          StringEquals: { "aws:RequestTag/team": "x" },
        },
        both,
      ).verdict,
    ).toBe("conditional");
  });

  test("compare two open keys with each other", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const same = { StringEquals: { "sts:ExternalId": "${sts:RoleSessionName}" } };
    const answer = under(same);
    expect(answer.verdict).toBe("conditional");
    expect(answer.witness?.["sts:ExternalId"]).toBe(answer.witness?.["sts:RoleSessionName"]);
    expect(
      under({
        StringEquals: { ...same.StringEquals, "sts:RoleSessionName": "job" },
        StringNotEquals: { "sts:ExternalId": "job" },
      }).verdict,
    ).toBe("denied");
  });

  test("hold for a caller that nobody has named", () => {
    const analysis = analyze(
      snapshot([role("Target", trust("*", { StringEquals: { "aws:PrincipalAccount": OTHER } }))]),
    );
    const answer = analysis.can({ from: "*", to: TARGET });
    expect(answer.requires.map((entry) => entry.key)).toEqual(["aws:PrincipalAccount"]);
    expect(answer.witness?.["aws:PrincipalArn"]).toContain(`:${OTHER}:`);
  });

  test("do not let a credential be issued after now", () => {
    const late = {
      DateGreaterThan: { "aws:TokenIssueTime": "2030-01-01T00:00:00Z" },
      DateLessThan: { "aws:CurrentTime": "2029-01-01T00:00:00Z" },
    };
    expect(under(late).verdict).toBe("denied");
  });
});

describe("pinned keys", () => {
  test("settle a conditional answer", () => {
    const condition = { StringEquals: { "sts:ExternalId": "abc" } };
    expect(under(condition, "sts:AssumeRole", { context: { "sts:externalid": "abc" } }).verdict).toBe(
      "allowed",
    );
    expect(under(condition, "sts:AssumeRole", { context: { "sts:ExternalId": "xyz" } }).verdict).toBe(
      "denied",
    );
    expect(under(condition, "sts:AssumeRole", { context: { "sts:ExternalId": null } }).verdict).toBe(
      "denied",
    );
  });

  test("cannot change what the snapshot settles", () => {
    expect(
      under({ StringEquals: { "aws:PrincipalAccount": OTHER } }, "sts:AssumeRole", {
        context: { "aws:PrincipalAccount": OTHER },
      }).verdict,
    ).toBe("denied");
  });
});

describe("what the snapshot does not hold", () => {
  test("makes an answer unknown, and says what is missing", () => {
    const analysis = analyze(snapshot([user("alice"), role("Target", null)]));
    expect(analysis.can({ from: ALICE, to: TARGET })).toMatchObject({
      verdict: "unknown",
      missing: ["the trust policy of Target is missing from the snapshot or could not be read"],
    });
    expect(analysis.can({ from: "nobody", to: TARGET }).missing).toEqual([
      "no principal of the snapshot is called nobody",
    ]);
    expect(analysis.can({ from: ALICE, to: `arn:aws:iam::${OTHER}:role/x` }).verdict).toBe("unknown");
  });

  test("an identity policy that is not there is neither yes nor no", () => {
    const alice = {
      ...user("alice"),
      AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/Gone" }],
    };
    const answer = analyze(snapshot([alice, role("Target", trust(HOME))])).can({ from: ALICE, to: TARGET });
    expect(answer.verdict).toBe("unknown");
    expect(answer.missing?.[0]).toContain("arn:aws:iam::aws:policy/Gone");
  });

  test("an account that was not collected is taken to grant everything, and the answer says so", () => {
    const analysis = analyze(snapshot([role("Target", trust(`arn:aws:iam::${OTHER}:root`))]));
    const answer = analysis.can({ from: `arn:aws:iam::${OTHER}:role/ci`, to: TARGET });
    expect(answer.verdict).toBe("allowed");
    expect(answer.assumptions).toContain(
      `account ${OTHER} was not collected; its own administrator is taken to grant everything`,
    );
  });
});

describe("evidence", () => {
  test("points at the statements that decide and at the near misses, with the reason", () => {
    const alice = user("alice", {
      policies: [allow("sts:AssumeRole", `arn:aws:iam::${HOME}:role/Other`), allow("sts:AssumeRole", TARGET)],
    });
    const answer = analyze(snapshot([alice, role("Target", trust(`arn:aws:iam::${HOME}:root`))])).can({
      from: "user/alice",
      to: "role/Target",
    });
    expect(answer.verdict).toBe("allowed");
    expect(answer.evidence.map((entry) => [entry.layer, entry.pointer, entry.match])).toEqual([
      ["trust", "/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0", "yes"],
      ["identity", "/UserDetailList/0/UserPolicyList/1/PolicyDocument/Statement/0", "yes"],
      ["identity", "/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0", "no"],
    ]);
    expect(answer.evidence[2]?.text).toContain("does not cover");
  });

  test("of a failed condition tells what it asks for and what is there", () => {
    const answer = under({ StringEquals: { "aws:PrincipalAccount": OTHER } });
    expect(answer.evidence[0]?.text).toBe(
      `allows nothing here: its StringEquals asks for caller's account (aws:PrincipalAccount) \`${OTHER}\`, and here it is \`${HOME}\``,
    );
    expect(answer.remedy).toContain(`account ${HOME}: add a statement to the trust policy`);
  });
});

test("a limit that is hit never turns into allowed or denied", () => {
  // Sixteen independent choices, each denied in pairs: more branches than the search may try, or an exact answer.
  const deny = Array.from({ length: 40 }, (_, index) => ({
    Effect: "Deny",
    Principal: "*",
    Action: "sts:AssumeRole",
    Condition: {
      StringLike: {
        "aws:UserAgent": `*${index}*`,
        "sts:RoleSessionName": `*${index}*`,
        "aws:Referer": `*${index}*`,
      },
    },
  }));
  const open = policy({ Effect: "Allow", Principal: { AWS: ALICE }, Action: "sts:AssumeRole" }, ...deny);
  expect(
    analyze(snapshot([user("alice"), role("Target", open)])).can({ from: ALICE, to: TARGET }).verdict,
  ).toBe("conditional");
});

describe("an account in a trust policy", () => {
  test.each([
    [`arn:aws:iam::${OTHER}:root`, "allowed"],
    [OTHER, "allowed"],
    [`arn:aws-cn:iam::${OTHER}:root`, "denied"],
    [`arn:aws-cn:sts::${OTHER}:assumed-role/ci/run`, "denied"],
  ])("%s lets in a role of that account in the partition of the target: %s", (principal, verdict) => {
    const world = snapshot([role("Target", trust(principal))]);
    const from = `arn:aws:sts::${OTHER}:assumed-role/ci/run`;
    expect(analyze(world).can({ from, to: TARGET }).verdict).toBe(verdict);
  });
});

describe("assumptions", () => {
  test("name a policy that is missing beside a trust that does not need it", () => {
    const alice = {
      ...user("alice"),
      AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/Gone" }],
    };
    const answer = analyze(snapshot([alice, role("Target", trust(ALICE))])).can({ from: ALICE, to: TARGET });
    expect(answer.verdict).toBe("allowed");
    expect(answer.assumptions.join()).toContain(
      "policy/Gone is not in the snapshot or could not be read; it is taken to deny nothing",
    );
  });

  test("remember that the oldest roles may trust themselves", () => {
    const old = {
      ...role("Target", trust(OTHER), { policies: [allow("sts:AssumeRole")] }),
      CreateDate: "2020-01-01T00:00:00Z",
    };
    const answer = analyze(snapshot([old])).can({ from: "role/Target", to: "role/Target" });
    expect(answer).toMatchObject({ verdict: "denied", layer: "trust" });
    expect(answer.assumptions.join()).toContain("older than 21 September 2022");
  });

  test("carry what could not be read of the organization into every answer", () => {
    const base = snapshot([user("alice"), role("Target", trust(ALICE))]);
    const gap = { status: "partial", error: "organizations:ListPolicies: AccessDenied" };
    const answer = analyze({ ...base, manifest: { ...base.manifest, organization: gap } }).can({
      from: ALICE,
      to: TARGET,
    });
    expect(answer.assumptions.join()).toContain("organizations:ListPolicies: AccessDenied");
  });
});

test("BinaryEquals compares bytes, which the policy holds in base64", () => {
  const answer = (value: string) =>
    analyze(
      snapshot([
        user("alice", { tags: { team: "blue" } }),
        role("Target", trust(ALICE, { BinaryEquals: { "aws:PrincipalTag/team": value } })),
      ]),
    ).can({ from: ALICE, to: TARGET }).verdict;
  expect(answer("Ymx1ZQ==")).toBe("allowed");
  expect(answer("blue")).toBe("denied");
  expect(answer("no base64")).toBe("denied");
});

test("ids of VPCs and endpoints may have any length", () => {
  for (const id of ["vpc-1", "vpc-0a1b2c3d", "vpc-0123456789abcdef01"])
    expect(under({ StringEquals: { "aws:SourceVpc": id } }).verdict).toBe("conditional");
  expect(under({ StringEquals: { "aws:SourceVpc": "vpc-*" } }).verdict).toBe("denied");
});
