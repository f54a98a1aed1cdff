import type { Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { externalId, fakeAnalysis } from "../testing/fake-analysis.js";
import { role, world } from "../testing/fixture.js";
import { makeDataset } from "./dataset.js";
import { hopView } from "./evidence.js";

describe("the evidence of a hop", () => {
  const trust = { Version: "2012-10-17", Statement: [{ Sid: "One" }, { Sid: "Two", Effect: "Allow" }] };
  const snapshot: Snapshot = {
    manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" },
    accounts: [
      {
        id: "333333333333",
        authorizationDetails: {
          UserDetailList: [],
          GroupDetailList: [],
          Policies: [],
          RoleDetailList: [
            {
              Path: "/",
              RoleName: "Admin",
              RoleId: "AROA",
              Arn: role(3, "Admin"),
              AssumeRolePolicyDocument: trust,
              InstanceProfileList: [],
              RolePolicyList: [],
              AttachedManagedPolicies: [],
              Tags: [],
            },
          ],
        },
      },
    ],
    problems: [],
  };
  const place = {
    file: "accounts/333333333333/authorization-details.json",
    documentPointer: "/RoleDetailList/0/AssumeRolePolicyDocument",
  };
  const evidence = (statement: number, match: "yes" | "no", effect: "Allow" | "Deny") =>
    ({
      layer: "trust",
      source: "trust policy of Admin",
      statement,
      effect,
      ...place,
      pointer: `${place.documentPointer}/Statement/${statement}`,
      match,
      text: "names `build`",
    }) as const;
  const data = makeDataset(
    "evidence",
    fakeAnalysis({
      ...world,
      snapshot,
      edges: [
        {
          from: role(2, "build"),
          to: role(3, "Admin"),
          requires: [externalId],
          evidence: [evidence(0, "no", "Allow"), evidence(1, "yes", "Allow")],
        },
      ],
    }),
  );

  test("marks each statement in its whole document, which is given once, what applies first", () => {
    const { evidence: items } = hopView(data, role(2, "build"), role(3, "Admin"));
    expect(items.map((item) => [item.match, item.lines, item.document?.marks])).toEqual([
      [
        "yes",
        "lines 7 to 10",
        [
          { range: [3, 5], match: "no" },
          { range: [6, 9], match: "yes" },
        ].reverse(),
      ],
      ["no", "lines 4 to 6", undefined],
    ]);
    expect(items[0]?.document?.where).toBe(`${place.file} ${place.documentPointer}`);
  });

  test("says what must hold, with a request that succeeds", () => {
    const view = hopView(data, role(2, "build"), role(3, "Admin"));
    expect(view.sentence).toBe("build can become Admin if what follows holds.");
    expect(view.alternatives.map((list) => list.map((chip) => chip.text))).toEqual([[externalId.text]]);
    expect(view.witness).toEqual([{ key: "sts:ExternalId", value: "x-42" }]);
  });
});
