import { describe, expect, test } from "vitest";
import { HOME, OTHER, policy, role, snapshot, user } from "../../testing/world.js";
import { buildWorld, type World } from "../../world/world.js";
import type { Caller } from "../caller/caller.js";
import { someSession } from "../caller/session.js";
import { knowledgeText } from "../domain/knowledge-text.js";
import {
  callerKnowledge,
  factsFor,
  targetKnowledge,
  tellsAccountsApart,
  tellsCallersApart,
  tellsTargetsApart,
} from "./facts.js";

const KEYS = [
  ...["PrincipalArn", "PrincipalAccount", "PrincipalOrgID", "PrincipalOrgPaths", "PrincipalType"],
  ...["PrincipalIsAWSService", "PrincipalServiceName", "PrincipalServiceNamesList", "PrincipalTag/team"],
  ...["userid", "username", "SourceIdentity", "FederatedProvider", "TokenIssueTime", "SourceIp", "SourceVpc"],
  ...["MultiFactorAuthPresent", "MultiFactorAuthAge", "RequestTag/team", "ResourceTag/team", "TagKeys"],
  ...["CurrentTime", "EpochTime", "SecureTransport", "ViaAWSService", "ResourceAccount", "ResourceOrgID"],
  ...["RequestedRegion", "UserAgent", "Referer", "AssumedRoot", "SourceArn", "SourceAccount", "CalledVia"],
  ...["Ec2InstanceSourceVpc", "Ec2InstanceSourcePrivateIPv4", "VpceAccount", "SourceOwner"],
].map((name) => `aws:${name}`);
const OTHER_KEYS = [
  ...["ExternalId", "RoleSessionName", "SourceIdentity", "TransitiveTagKeys", "DurationSeconds"].map(
    (name) => `sts:${name}`,
  ),
  ...["sub", "sub_type", "namequalifier", "aud", "iss", "doc"].map((name) => `saml:${name}`),
  ...["aud", "sub", "amr", "id", "app_id"].map((name) => `cognito-identity.amazonaws.com:${name}`),
  ...["aud", "sub", "oaud"].map((name) => `accounts.google.com:${name}`),
  "graph.facebook.com:app_id",
  "www.amazon.com:user_id",
  "token.actions.githubusercontent.com:sub",
  "iam:ResourceTag/team",
  "identitystore:UserId",
];

// Alike in account and kind, and in nothing else.
const open = policy({
  Effect: "Allow",
  Principal: {
    Federated: [
      `arn:aws:iam::${HOME}:saml-provider/Okta`,
      "cognito-identity.amazonaws.com",
      "accounts.google.com",
      "graph.facebook.com",
      "www.amazon.com",
    ],
  },
  Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
});
const world = buildWorld(
  snapshot([
    role("One", open, { path: "/team/", tags: { team: "a" } }),
    role(
      "Other",
      policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ),
    role("Target", policy()),
    user("ann", { tags: { team: "a" } }),
    user("bob", { path: "/ops/" }),
  ]),
);

function callers({ roles, users }: World): readonly (readonly [Caller, Caller])[] {
  const [ann, bob] = [...users.values()].map((one): Caller => ({ kind: "user", user: one }));
  const [one, other] = [...roles.values()].map(
    (own): Caller => ({ kind: "role", role: own, session: someSession(null) }),
  );
  return [
    [ann!, bob!],
    [one!, other!],
  ];
}

test("a key that may differ between two principals of one account is one that tells callers apart", () => {
  const target = [...world.roles.values()].at(-1)!;
  const differing = new Set<string>();
  for (const pair of callers(world)) {
    const [left, right] = pair.map((caller) => factsFor(world, caller, target));
    for (const key of [...KEYS, ...OTHER_KEYS])
      if (knowledgeText(left!(key)) !== knowledgeText(right!(key))) differing.add(key.toLowerCase());
  }
  expect([...differing].filter((key) => !tellsCallersApart(key))).toEqual([]);
  expect(differing.size).toBeGreaterThan(10);
});

test("what is known of such a key is the same whatever the role that is asked for", () => {
  for (const caller of callers(world).flat()) {
    if (caller.kind !== "user" && caller.kind !== "role") continue;
    for (const target of world.roles.values())
      for (const key of [...KEYS, ...OTHER_KEYS].filter((one) => tellsCallersApart(one.toLowerCase())))
        expect(knowledgeText(callerKnowledge(world, caller, key)), key).toBe(
          knowledgeText(factsFor(world, caller, target)(key)),
        );
  }
});

describe("accounts in different units, and one outside the organization", () => {
  const ids = [HOME, OTHER, "777788889999"];
  const several = buildWorld(
    snapshot(
      ids.flatMap((account, index) => [
        role("One", open, { account, tags: { team: String(index) } }),
        user("ann", { account }),
      ]),
      {
        organization: {
          Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: HOME, FeatureSet: "ALL" },
          Roots: [{ Id: "r-ab12", Name: "Root" }],
          OrganizationalUnits: [{ Id: "ou-ab12-11111111", Name: "Unit", ParentId: "r-ab12" }],
          Accounts: [
            { Id: HOME, ParentId: "r-ab12" },
            { Id: OTHER, ParentId: "ou-ab12-11111111" },
          ],
          Policies: [],
        },
      },
    ),
  );
  const roles = [...several.roles.values()];
  const keys = [...KEYS, ...OTHER_KEYS, "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths"];

  test("differ for their callers in keys that tell callers or accounts apart, and in no others", () => {
    const sides: readonly (readonly Caller[])[] = [
      roles.map((own) => ({ kind: "role", role: own, session: someSession(null) })),
      [...several.users.values()].map((own) => ({ kind: "user", user: own })),
    ];
    const differing = keys.filter((key) =>
      sides.some(
        (callers) =>
          new Set(callers.map((caller) => knowledgeText(factsFor(several, caller, roles[0]!)(key)))).size > 1,
      ),
    );
    expect(
      differing.filter((key) => {
        const id = key.toLowerCase();
        return !tellsCallersApart(id) && !tellsAccountsApart(id);
      }),
    ).toEqual([]);
    expect(differing).toEqual(expect.arrayContaining(["aws:PrincipalAccount", "aws:PrincipalOrgID"]));
  });

  test("differ as accounts of the role in keys that tell targets apart, and in no others", () => {
    const [caller] = several.users.values();
    const facts = roles.map((target) => factsFor(several, { kind: "user", user: caller! }, target));
    const differing = keys.filter((key) => new Set(facts.map((of) => knowledgeText(of(key)))).size > 1);
    expect(differing.filter((key) => !tellsTargetsApart(key.toLowerCase()))).toEqual([]);
    expect(differing).toContain("aws:ResourceOrgPaths");
    for (const [index, target] of roles.entries())
      for (const key of differing)
        expect(knowledgeText(targetKnowledge(several, target, key)), key).toBe(
          knowledgeText(facts[index]!(key)),
        );
  });
});
