import { analyze, type Finding, findingCatalog } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { type Snapshot, valueAt } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  gitHub,
  home,
  member,
  organizationId,
  outside,
  type Stage,
  snapshotWith,
  trust,
} from "./cast.js";
import { patchedSnapshot } from "./patched.js";
import { stages, withoutCaller } from "./stages.js";

const sample = sampleSnapshot();
const bad = findingCatalog.map((info) => snapshotWith(info.example.bad, stages[info.id]));

interface Case {
  readonly snapshot: Snapshot;
  readonly finding: Finding;
}

const cases = [sample, ...bad].flatMap((snapshot): readonly Case[] =>
  analyze(snapshot)
    .check()
    .findings.map((finding) => ({ snapshot, finding })),
);
const fingerprints = (snapshot: Snapshot): readonly string[] =>
  analyze(snapshot)
    .check()
    .findings.map(({ fingerprint }) => fingerprint)
    .sort();

describe("the patch of a finding", () => {
  const patched = cases.flatMap(({ snapshot, finding }) =>
    finding.patch === undefined ? [] : [{ snapshot, finding, patch: finding.patch, id: finding.id }],
  );

  test("is there for several rules", () => {
    expect(new Set(patched.map(({ finding }) => finding.rule)).size).toBeGreaterThanOrEqual(4);
  });

  test.each(patched)("takes $id away and brings no other", ({ snapshot, finding, patch }) => {
    const before = fingerprints(snapshot);
    const after = fingerprints(patchedSnapshot(snapshot, patch));
    expect(after).not.toContain(finding.fingerprint);
    expect(after.filter((print) => !before.includes(print))).toEqual([]);
  });

  test.each(patched)(
    "of $id points at the document that its evidence is in",
    ({ snapshot, finding, patch }) => {
      expect(valueAt(snapshot, patch.file, patch.documentPointer)).toHaveProperty("Statement");
      expect(finding.evidence.map((entry) => entry.documentPointer)).toContain(patch.documentPointer);
    },
  );

  test("is verified unless the finding is about a chain", () => {
    for (const { finding, patch } of patched)
      expect(patch.verified, finding.id).toBe(finding.path === undefined);
  });
});

describe("the example of a finding", () => {
  const shown = cases.flatMap(({ snapshot, finding }) =>
    finding.example === undefined
      ? []
      : [{ analysis: analyze(snapshot), finding, example: finding.example, id: finding.id }],
  );

  test("is there wherever somebody gets in", () => {
    const without = cases.filter(({ finding }) => finding.example === undefined);
    expect(without.map(({ finding }) => finding.rule).filter((rule) => !withoutCaller.has(rule))).toEqual([]);
  });

  test.each(shown)("of $id is somebody who gets in, with that request", ({ analysis, finding, example }) => {
    const { from, to, verdict, context } = example;
    if (finding.path === undefined) {
      expect(context).toBeDefined();
      expect(analysis.can({ from, to, context: context ?? {} }).verdict).toBe("allowed");
      return;
    }
    expect([from, to]).toEqual([finding.path[0], finding.path.at(-1)]);
    const answer = analysis.can({ from, to, maxHops: 8, indirect: context === undefined });
    // Besides the path there may be a way that asks for more.
    expect(["conditional", verdict]).toContain(answer.verdict);
  });
});

const patchOf = (policy: unknown, stage: Stage = {}) => {
  const [finding] = about(policy, stage);
  return finding?.patch;
};
const operationsOf = (policy: unknown, stage: Stage = {}) => patchOf(policy, stage)?.operations;

describe("the patch of a dangling principal", () => {
  const gone = "AROA2RGHOULHPVEXAMPLE";
  const release = `arn:aws:iam::${home}:role/release`;

  test("takes it out of the list, the last one first", () => {
    expect(operationsOf(trust(assume({ AWS: [release, gone] })))).toEqual([
      { op: "remove", path: "/Statement/0/Principal/AWS/1" },
    ]);
    expect(operationsOf(trust(assume({ AWS: [gone, release, gone] })))).toEqual([
      { op: "remove", path: "/Statement/0/Principal/AWS/2" },
      { op: "remove", path: "/Statement/0/Principal/AWS/0" },
    ]);
  });

  test("takes a kind of principal of which nothing else is left", () => {
    expect(operationsOf(trust(assume({ AWS: gone, Service: "ec2.amazonaws.com" })))).toEqual([
      { op: "remove", path: "/Statement/0/Principal/AWS" },
    ]);
  });

  test("takes whole statements, from the last to the first", () => {
    expect(
      operationsOf(trust(assume({ AWS: gone }), assume({ AWS: release }), assume({ AWS: [gone] }))),
    ).toEqual([
      { op: "remove", path: "/Statement/2" },
      { op: "remove", path: "/Statement/0" },
    ]);
  });

  test("lets nobody in where no statement would be left, since IAM takes no policy without", () => {
    const nobody = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };
    expect(operationsOf(trust(assume({ AWS: gone })))).toEqual([
      { op: "replace", path: "/Statement/0", value: nobody },
    ]);
    expect(operationsOf({ ...trust(), Statement: assume({ AWS: gone }) })).toEqual([
      { op: "replace", path: "/Statement", value: nobody },
    ]);
  });
});

describe("the patch of an external id that need not be sent", () => {
  const soft = (condition: unknown) => trust(assume({ AWS: `arn:aws:iam::${outside}:root` }, condition));

  test("asks for it", () => {
    expect(operationsOf(soft({ StringEqualsIfExists: { "sts:ExternalId": "c0ffee-4711" } }))).toEqual([
      { op: "add", path: "/Statement/0/Condition/StringEquals", value: { "sts:ExternalId": "c0ffee-4711" } },
      { op: "remove", path: "/Statement/0/Condition/StringEqualsIfExists" },
    ]);
  });

  test("leaves other tests alone", () => {
    const condition = {
      StringEqualsIfExists: { "sts:ExternalId": "c0ffee-4711", "aws:RequestedRegion": "eu-west-1" },
      StringEquals: { "sts:RoleSessionName": "sync" },
    };
    expect(operationsOf(soft(condition))).toEqual([
      { op: "add", path: "/Statement/0/Condition/StringEquals/sts:ExternalId", value: "c0ffee-4711" },
      { op: "remove", path: "/Statement/0/Condition/StringEqualsIfExists/sts:ExternalId" },
    ]);
  });

  test("is none where the test would still let everything through, or where no id is known", () => {
    expect(patchOf(soft({ StringLikeIfExists: { "sts:ExternalId": "*" } }))).toBeUndefined();
    expect(patchOf(soft(undefined))).toBeUndefined();
  });
});

describe("the patch of a role that the whole organization can enter", () => {
  const wide = trust(assume({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": organizationId } }));

  test("names those who can enter it today", () => {
    // Everybody of the role's own account and of others whoever may assume roles.
    expect(operationsOf(wide)).toEqual([
      {
        op: "add",
        path: "/Statement/0/Condition/ArnLike",
        value: {
          "aws:PrincipalArn": [
            `arn:aws:iam::${home}:role/release`,
            `arn:aws:iam::${home}:role/target`,
            `arn:aws:iam::${member}:role/ci`,
            `arn:aws:iam::${member}:role/platform-admin`,
          ],
        },
      },
    ]);
  });

  test("is none where they are too many for a list", () => {
    const roles = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `${home}/r${index}`,
        { trust: trust(assume({ Service: "ec2.amazonaws.com" })) },
      ]),
    );
    expect(patchOf(wide, { roles })).toBeUndefined();
  });
});

describe("the patch of a role for any identity pool", () => {
  const token = (condition: unknown) => ({
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });
  const pool = (digit: string) => `eu-west-1:${digit.repeat(8)}-6b7a-7988-90a1-b2c3d4e5f607`;
  const ofPool = (id: string) => ({
    trust: trust(token({ StringEquals: { "cognito-identity.amazonaws.com:aud": id } })),
  });
  const open = trust(
    token({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
  );

  test("names the one that the account has", () => {
    expect(operationsOf(open, { roles: { [`${home}/guests`]: ofPool(pool("1")) } })).toEqual([
      {
        op: "add",
        path: "/Statement/0/Condition/StringEquals",
        value: { "cognito-identity.amazonaws.com:aud": pool("1") },
      },
    ]);
  });

  test("is none where the account has several, or none is known", () => {
    const roles = { [`${home}/a`]: ofPool(pool("1")), [`${home}/b`]: ofPool(pool("2")) };
    expect(patchOf(open, { roles })).toBeUndefined();
    expect(patchOf(open, { roles: { [`${member}/a`]: ofPool(pool("1")) } })).toBeUndefined();
  });
});

describe("the patch of a chain", () => {
  const ci = `arn:aws:iam::${member}:role/ci`;
  const admin: Stage = { permissions: [everything] };

  test("takes the weaker role out of the administrator's trust policy", () => {
    expect(patchOf(trust(assume({ AWS: [ci, `arn:aws:iam::${home}:role/release`] })), admin)).toMatchObject({
      source: "trust policy of target",
      operations: [{ op: "remove", path: "/Statement/0/Principal/AWS/0" }],
      verified: false,
    });
  });

  test("makes an exception where a wildcard lets the role in", () => {
    const stage = stages["CHAIN-PERIMETER-BYPASS"] ?? {};
    const members = trust(
      assume(
        { AWS: "*" },
        {
          StringEquals: { "aws:PrincipalOrgID": organizationId },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner-*" },
        },
      ),
    );
    expect(operationsOf(members, stage)).toEqual([
      {
        op: "add",
        path: "/Statement/0/Condition/ArnNotEquals",
        value: { "aws:PrincipalArn": `arn:aws:iam::${member}:role/partner-sync` },
      },
    ]);
  });

  test("is none where the role gets in by another entry as well", () => {
    expect(patchOf(trust(assume({ AWS: [ci, member] })), admin)).toBeUndefined();
  });
});

describe("what a finding asks of the caller", () => {
  test("is the residual of the easiest way", () => {
    const token = {
      Effect: "Allow",
      Principal: { Federated: gitHub },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "token.actions.githubusercontent.com:ref": "refs/heads/main" } },
    };
    const [finding] = about(trust(token));
    expect(finding?.requires?.map(({ key, values }) => [key, values])).toEqual([
      ["token.actions.githubusercontent.com:aud", ["sts.amazonaws.com"]],
      ["token.actions.githubusercontent.com:ref", ["refs/heads/main"]],
    ]);
    expect(finding?.example?.context).toMatchObject({
      "token.actions.githubusercontent.com:ref": "refs/heads/main",
    });
  });

  test("is nothing where a plain request gets in", () => {
    const [finding] = about(trust(assume("*")));
    expect(finding?.requires).toBeUndefined();
    expect(finding?.example).toMatchObject({ from: "*", verdict: "allowed" });
  });
});
