import type { Role, User } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../../testing/world.js";

const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
const GONE = { AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/Gone" }] };
const root = trust(`arn:aws:iam::${HOME}:root`);
const gone = (one: User | Role) => ({ ...one, ...GONE });
const analysisOf = (parts: readonly (User | Role)[]) => analyze(snapshot(parts));

describe("a chain", () => {
  const chain = (parts: readonly (User | Role)[], maxHops = 3) =>
    analysisOf(parts).can({ from: "user/alice", to: "role/Goal", maxHops });

  test("that hangs on a policy that is missing is unknown, not denied, and the hop is named", () => {
    const parts = [gone(user("alice")), role("Mid", root), role("Goal", trust(arn("Mid")))];
    const answer = chain(parts);
    expect(answer).toMatchObject({
      verdict: "unknown",
      path: null,
      missing: [expect.stringContaining("Gone")],
    });
    expect(answer.reason).toContain("it does not tell of a chain by way of Mid");
    expect([answer.layer, answer.denyType, answer.remedy]).toEqual([undefined, undefined, undefined]);
    expect(chain(parts, 1).verdict).toBe("denied");
  });

  test("through a role whose trust policy cannot be read is unknown", () => {
    const parts = [
      user("alice", { policies: [allow("sts:AssumeRole")] }),
      { ...role("Mid", root), AssumeRolePolicyDocument: null },
      role("Goal", trust(arn("Mid"))),
    ];
    expect(chain(parts).verdict).toBe("unknown");
  });

  test("over several hops that are unknown, after one that is not, is unknown by the first of them", () => {
    const parts = [
      user("alice"),
      gone(role("One", trust(`arn:aws:iam::${HOME}:user/alice`))),
      gone(role("Two", root)),
      role("Goal", trust(arn("Two")), { account: OTHER }),
    ];
    const answer = chain(parts);
    expect(answer.verdict).toBe("unknown");
    expect(answer.reason).toContain("a chain by way of Two");
    expect(chain(parts, 2).verdict).toBe("denied");
  });

  test("is denied as before where what is missing is elsewhere", () => {
    const bob = gone(user("bob"));
    const parts = [user("alice"), bob, role("Mid", root), role("Goal", trust(arn("Mid")))];
    expect(chain(parts)).toMatchObject({ verdict: "denied", layer: "trust" });
  });

  test("is denied as before where a hop after the unknown one is", () => {
    const parts = [gone(user("alice")), role("Mid", root), role("Goal", trust(arn("Other")))];
    expect(chain(parts)).toMatchObject({ verdict: "denied", layer: "trust" });
  });
});

describe("answers that list chains", () => {
  const said = (parts: readonly (User | Role)[]): readonly string[] => {
    const analysis = analysisOf(parts);
    const answers = [
      analysis.whoCan("role/Goal"),
      analysis.whatCan("user/alice"),
      analysis.paths({ from: "user/alice", to: "role/Goal" }),
      analysis.blast("user/alice"),
    ];
    return answers.map(({ assumptions }) =>
      assumptions.filter((text) => text.includes("not followed")).join(),
    );
  };

  test("say that they follow no hop that the snapshot does not tell of, where there may be one", () => {
    const parts = [gone(user("alice")), role("Goal", root)];
    expect(new Set(said(parts)).size).toBe(1);
    expect(said(parts)[0]).toContain("could not be read");
    expect(said([user("alice"), role("Goal", root)])).toEqual(["", "", "", ""]);
  });
});
