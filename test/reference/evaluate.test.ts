import { describe, expect, it } from "vitest";
import {
  account,
  allow,
  deny,
  managed,
  organization,
  policy,
  role,
  snapshot,
  UNIT_ID,
  user,
} from "./build.js";
import { evaluate } from "./evaluate.js";
import type { Caller, ConcreteRequest, Context } from "./request.js";

const HOME = "111122223333";
const OTHER = "444455556666";
const TARGET = `arn:aws:iam::${HOME}:role/Target`;
const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const CAP = `arn:aws:iam::${HOME}:policy/Cap`;
const NO_STS = policy([allow({ Action: "s3:*", Resource: "*" })]);
const MAY_ASSUME = policy(allow({ Action: "sts:*", Resource: "*" }));

function trusting(...principals: string[]) {
  return policy([allow({ Principal: { AWS: principals }, Action: "sts:*" })]);
}

function request(caller: Caller | string, context: Context = {}, to = TARGET): ConcreteRequest {
  return {
    caller: typeof caller === "string" ? { kind: "principal", arn: caller } : caller,
    to,
    action: "sts:AssumeRole",
    context: { "sts:RoleSessionName": "me", ...context },
  };
}

describe("inside one account", () => {
  const bounded = { boundary: CAP };
  const worlds = (principal: string) =>
    snapshot([
      account(HOME, {
        UserDetailList: [user(HOME, "alice", bounded)],
        RoleDetailList: [role(HOME, "Target", trusting(principal)), role(HOME, "ci", null, bounded)],
        Policies: [managed(CAP, NO_STS, MAY_ASSUME)],
      }),
    ]);
  const ci = `arn:aws:iam::${HOME}:role/ci`;
  const session = `arn:aws:sts::${HOME}:assumed-role/ci/build`;

  it.each([
    [ALICE, ALICE, undefined],
    ["*", ALICE, undefined],
    [session, session, undefined],
    [ci, session, "boundary"],
    [`arn:aws:iam::${HOME}:root`, ALICE, "identity"],
    [HOME, session, "identity"],
    ["AIDAEXAMPLE", ALICE, "trust"],
  ])("trust in %s lets %s in unless %s stands against it", (principal, caller, layer) => {
    const answer = evaluate(worlds(principal), request(caller));
    expect(answer.layer).toBe(layer);
    expect(answer.decision).toBe(layer === undefined ? "allow" : "deny");
  });

  it("an explicit denial of the boundary counts for direct trust as well", () => {
    const world = snapshot([
      account(HOME, {
        UserDetailList: [user(HOME, "alice", bounded)],
        RoleDetailList: [role(HOME, "Target", trusting(ALICE))],
        Policies: [managed(CAP, policy([deny({ NotAction: "s3:*", NotResource: "arn:aws:s3:::*" })]))],
      }),
    ]);
    expect(evaluate(world, request(ALICE))).toMatchObject({
      decision: "deny",
      layer: "boundary",
      explicit: true,
    });
  });

  it("tags and a source identity ask for their own actions", () => {
    const world = snapshot([
      account(HOME, {
        UserDetailList: [user(HOME, "alice")],
        RoleDetailList: [
          role(HOME, "Target", policy([allow({ Principal: { AWS: ALICE }, Action: "sts:AssumeRole" })])),
        ],
      }),
    ]);
    const tags = { "aws:RequestTag/team": "blue", "aws:TagKeys": ["team"] };
    const failed = (context: Context) =>
      evaluate(world, request(ALICE, context)).failures.map((failure) => failure.action);
    expect(failed({})).toEqual([]);
    expect(failed(tags)).toEqual(["sts:TagSession"]);
    expect(failed({ ...tags, "sts:SourceIdentity": "alice" })).toEqual([
      "sts:TagSession",
      "sts:SetSourceIdentity",
    ]);
    const inherited = { ...request(ALICE), inheritedTags: { team: "blue" } };
    expect(evaluate(world, inherited).failures.map((failure) => failure.action)).toEqual(["sts:TagSession"]);
  });
});

describe("across accounts", () => {
  const outsider = `arn:aws:iam::${OTHER}:user/bob`;
  const world = (options: Parameters<typeof organization>[1], fullAccessAt?: string[]) =>
    snapshot(
      [
        account(HOME, { RoleDetailList: [role(HOME, "Target", trusting(outsider))] }),
        account(OTHER, { UserDetailList: [user(OTHER, "bob", { policies: [MAY_ASSUME] })] }),
      ],
      organization([HOME, OTHER], options, fullAccessAt),
    );
  const denial = policy([deny({ Action: "sts:AssumeRole", Resource: "*", Principal: "*" })]);

  it.each([
    ["scp", OTHER, "scp"],
    ["scp", HOME, undefined],
    ["rcp", HOME, "rcp"],
    ["rcp", OTHER, undefined],
    ["scp", UNIT_ID, "scp"],
  ] as const)("an %s with a Deny on %s decides: %s", (type, at, layer) => {
    expect(evaluate(world([{ type, at, document: denial }]), request(outsider)).layer).toBe(layer);
  });

  it("a level without an Allow denies everything below it", () => {
    expect(evaluate(world([], [OTHER]), request(outsider))).toMatchObject({ layer: "scp", explicit: false });
  });

  it("a principal of an account that was not collected counts as granted by its administrator", () => {
    const stranger = "arn:aws:iam::777788889999:role/any";
    const alone = snapshot([
      account(HOME, { RoleDetailList: [role(HOME, "Target", trusting("777788889999"))] }),
    ]);
    expect(evaluate(alone, request(stranger)).decision).toBe("allow");
    expect(evaluate(alone, request({ kind: "account", id: "777788889999" })).decision).toBe("allow");
    expect(evaluate(alone, request({ kind: "anyone" })).layer).toBe("trust");
  });

  it("partitions never meet", () => {
    const foreign = "arn:aws-cn:iam::444455556666:user/bob";
    expect(evaluate(world([]), request(foreign)).layer).toBe("sts");
  });
});

describe("callers that cannot call", () => {
  const world = snapshot([account(HOME, { RoleDetailList: [role(HOME, "Target", trusting("*"))] })]);

  it.each([
    `arn:aws:iam::${HOME}:root`,
    `arn:aws:sts::${HOME}:federated-user/alice`,
    `arn:aws:iam::${HOME}:user/nobody`,
    "not an arn",
  ])("%s is turned away by the call itself", (arn) => {
    expect(evaluate(world, request(arn))).toMatchObject({ decision: "deny", layer: "sts" });
  });
});
