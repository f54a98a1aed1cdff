import type { Json, Organization, PolicyDocument, Snapshot } from "@rolepath/snapshot";
import {
  account,
  allow,
  deny,
  managed,
  organization,
  policy,
  role,
  snapshot,
  user,
} from "../reference/build.js";
import type { Context } from "../reference/request.js";

/** What a layer says about the request. `silent` is there and says nothing; `absent` is not there at all. */
export type State = "absent" | "silent" | "allow" | "deny" | "conditional";

export const STRENGTHS = ["user ARN", "wildcard", "session ARN", "role ARN", "account"] as const;
export type Strength = (typeof STRENGTHS)[number];

/** One cell of the table. */
export interface Cell {
  readonly strength: Strength;
  readonly sameAccount: boolean;
  readonly trust: State;
  readonly identity: State;
  readonly boundary: State;
  readonly scp: State;
  readonly rcp: State;
}

const HOME = "111122223333";
const OTHER = "444455556666";
const TARGET = `arn:aws:iam::${HOME}:role/Target`;
const BOUNDARY = "policy/Boundary";

/** The condition of each layer, with a request that meets it and one that does not. Each looks at a key of its own. */
const CONDITIONS: Readonly<Record<"trust" | "identity" | "boundary" | "scp" | "rcp", Condition>> = {
  trust: { test: { StringEquals: { "sts:ExternalId": "abc" } }, met: { "sts:ExternalId": "abc" }, unmet: {} },
  identity: {
    test: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
    met: { "aws:RequestedRegion": "eu-west-1" },
    unmet: { "aws:RequestedRegion": "us-east-1" },
  },
  boundary: {
    test: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    met: { "aws:SourceIp": "10.1.2.3" },
    unmet: { "aws:SourceIp": "192.0.2.1" },
  },
  scp: {
    test: { StringLike: { "aws:UserAgent": "*cli*" } },
    met: { "aws:UserAgent": "aws-cli/2" },
    unmet: { "aws:UserAgent": "browser" },
  },
  // An RCP can only deny: its condition is met when the Deny does not apply.
  rcp: {
    test: { StringNotEquals: { "sts:RoleSessionName": "good" } },
    met: { "sts:RoleSessionName": "good" },
    unmet: { "sts:RoleSessionName": "other" },
  },
};

interface Condition {
  readonly test: Json;
  readonly met: Context;
  readonly unmet: Context;
}

const LAYERS = ["trust", "identity", "boundary", "scp", "rcp"] as const;

/** Every request worth telling apart: the conditions of the conditional layers met and not met. */
export function requestsOfCell(cell: Cell): { readonly context: Context; readonly plain: boolean }[] {
  const base = { context: { "sts:RoleSessionName": "other", ...NOW } as Context, plain: true };
  return LAYERS.filter((layer) => cell[layer] === "conditional").reduce(
    (requests, layer) =>
      requests.flatMap(({ context, plain }) => [
        { context: { ...context, ...CONDITIONS[layer].unmet }, plain },
        // Passing an external id is not plain; the other conditions are about what every request has.
        { context: { ...context, ...CONDITIONS[layer].met }, plain: plain && layer !== "trust" },
      ]),
    [base],
  );
}

const NOW: Context = {
  "aws:CurrentTime": "2026-10-15T00:00:00Z",
  "aws:EpochTime": "1792022400",
  "aws:TokenIssueTime": "2026-10-15T00:00:00Z",
};

/** Statements that put a layer into a state. */
function statements(
  layer: (typeof LAYERS)[number],
  state: State,
  body: { readonly [key: string]: Json },
): Json[] {
  const { test } = CONDITIONS[layer];
  switch (state) {
    case "absent":
    case "silent":
      return [];
    case "allow":
      return [allow(body)];
    case "deny":
      return [allow(body), deny(body)];
    case "conditional":
      return [allow({ ...body, Condition: test })];
  }
}

/** The snapshot of a cell, and its question. */
export function worldOfCell(cell: Cell): {
  readonly snapshot: Snapshot;
  readonly from: string;
  readonly to: string;
} {
  const callerAccount = cell.sameAccount ? HOME : OTHER;
  const { from, principal } = callerOf(cell.strength, callerAccount);
  const trust = policy(
    statements("trust", cell.trust, { Principal: { AWS: principal }, Action: "sts:AssumeRole" }),
  );
  const options = {
    policies: documents(
      statements("identity", cell.identity, { Action: "sts:AssumeRole", Resource: TARGET }),
    ),
    ...(cell.boundary !== "absent" && { boundary: `arn:aws:iam::${callerAccount}:${BOUNDARY}` }),
  };
  const cap = [
    allow({ Action: "s3:*", Resource: "*" }),
    ...statements("boundary", cell.boundary, { Action: "sts:*", Resource: "*" }),
  ];
  const caller = {
    UserDetailList: [user(callerAccount, "alice", options)],
    RoleDetailList: [role(callerAccount, "ci", policy([]), options)],
    Policies: [managed(`arn:aws:iam::${callerAccount}:${BOUNDARY}`, policy(cap))],
  };
  const target = role(HOME, "Target", trust);
  const accounts = cell.sameAccount
    ? [account(HOME, { ...caller, RoleDetailList: [...caller.RoleDetailList, target] })]
    : [account(HOME, { RoleDetailList: [target] }), account(OTHER, caller)];
  return { snapshot: snapshot(accounts, organizationOf(cell, callerAccount)), from, to: TARGET };
}

function documents(list: readonly Json[]): PolicyDocument[] {
  return list.length === 0 ? [] : [policy(list)];
}

function callerOf(strength: Strength, id: string): { readonly from: string; readonly principal: string } {
  const alice = `arn:aws:iam::${id}:user/alice`;
  const ci = `arn:aws:iam::${id}:role/ci`;
  const session = `arn:aws:sts::${id}:assumed-role/ci/build`;
  switch (strength) {
    case "user ARN":
      return { from: alice, principal: alice };
    case "wildcard":
      return { from: alice, principal: "*" };
    case "session ARN":
      return { from: session, principal: session };
    case "role ARN":
      return { from: session, principal: ci };
    case "account":
      return { from: alice, principal: id };
  }
}

/** SCPs stand on the caller's account, RCPs on the account of the role; without either there is no organization. */
function organizationOf(cell: Cell, callerAccount: string): Organization | undefined {
  if (cell.scp === "absent" && cell.rcp === "absent") return undefined;
  const scp = statements("scp", cell.scp, { Action: "sts:*", Resource: "*" });
  const guard = [...(cell.scp === "silent" ? [allow({ Action: "s3:*", Resource: "*" })] : []), ...scp];
  const members = cell.sameAccount ? [HOME] : [HOME, OTHER];
  const tree = organization(members, [
    ...(guard.length > 0 ? [{ type: "scp" as const, at: callerAccount, document: policy(guard) }] : []),
    ...rcpOf(cell.rcp),
  ]);
  if (cell.scp === "absent") return tree;
  // The SCP of the cell stands in for the full access that the caller's account would otherwise have.
  const policies = tree.Policies.map((candidate) =>
    candidate.Id === "p-FullAWSAccess"
      ? { ...candidate, Targets: candidate.Targets.filter((target) => target !== callerAccount) }
      : candidate,
  );
  return { ...tree, Policies: policies };
}

function rcpOf(state: State): { type: "rcp"; at: string; document: PolicyDocument }[] {
  const body = { Principal: "*", Action: "sts:AssumeRole", Resource: "*" };
  if (state === "deny") return [{ type: "rcp", at: HOME, document: policy([deny(body)]) }];
  if (state !== "conditional") return [];
  return [{ type: "rcp", at: HOME, document: policy([deny({ ...body, Condition: CONDITIONS.rcp.test })]) }];
}
