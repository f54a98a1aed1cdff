import fc from "fast-check";
import { expect, test } from "vitest";
import { placeOfFile } from "../json/pointer.js";
import { surveyJson } from "../json/survey.js";
import { Intake } from "../read/intake.js";
import { readSnapshot } from "../read/reader.js";
import { identityCenterSchema } from "../schema/identity-center.js";
import type { Schema } from "../schema/kind.js";
import { organizationSchema } from "../schema/organization.js";
import { authorizationDetailsSchema, identityProvidersSchema, listRolesSchema } from "../schema/schema.js";
import { accountId, type Draft, details, organization, policy, role, trust, user } from "../testing/build.js";
import { seed } from "../testing/seed.js";
import { readBySchema } from "./lenient.js";

/** What reading gives, problems and newest date too: with the fast way for sound values, or without it. */
function reading(schema: Schema, text: string, safe: boolean): string {
  const intake = new Intake();
  intake.context.safe = safe;
  const result = readBySchema(schema, JSON.parse(text), placeOfFile("x.json"), intake.context);
  const value = result.ok ? result.value : result.text;
  return JSON.stringify([value, intake.problems.list(), intake.newest]);
}

const profile = {
  Path: "/",
  InstanceProfileName: "web",
  Arn: `arn:aws:iam::${accountId}:instance-profile/web`,
  Roles: [{ RoleName: "a", AssumeRolePolicyDocument: trust }],
};
const wholes: readonly (readonly [Schema, Draft])[] = [
  [
    authorizationDetailsSchema,
    details({
      UserDetailList: [
        user("a", { UserPolicyList: [{ PolicyName: "p", PolicyDocument: trust }], GroupList: ["g"] }),
        user("b", { Tags: [{ Key: "team", Value: "x" }], CreateDate: "2025-01-01T00:00:00Z" }),
      ],
      GroupDetailList: [
        { Path: "/", GroupName: "g", GroupId: "AGPA", Arn: `arn:aws:iam::${accountId}:group/g` },
      ],
      RoleDetailList: [
        role("a", { AssumeRolePolicyDocument: JSON.stringify(trust), InstanceProfileList: [profile] }),
        role("b", {
          AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
          AttachedManagedPolicies: [{ PolicyArn: policy().Arn }],
          PermissionsBoundary: { PermissionsBoundaryArn: policy().Arn },
        }),
        role("c", { Tags: [], RoleLastUsed: { LastUsedDate: "2026-01-01T00:00:00+00:00" }, Extra: [trust] }),
      ],
      Policies: [policy("Read", { IsAttachable: true })],
    }),
  ],
  [listRolesSchema, { Roles: [{ RoleName: "a", Arn: role("a").Arn, MaxSessionDuration: 7200, Tags: [] }] }],
  [
    identityProvidersSchema,
    {
      SAMLProviderList: [
        { Arn: `arn:aws:iam::${accountId}:saml-provider/x`, CreateDate: "2024-01-01T00:00:00Z" },
      ],
      OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${accountId}:oidc-provider/x`, ClientIDList: ["a"] }],
    },
  ],
  [organizationSchema, organization({ DelegatedAdministrators: [{ Id: accountId, Services: ["x"] }] })],
  [
    identityCenterSchema,
    {
      Instance: { InstanceArn: "arn:aws:sso:::instance/x" },
      PermissionSets: [{ PermissionSetArn: "a", Name: "n" }],
      AccountAssignments: [
        { AccountId: accountId, PermissionSetArn: "a", PrincipalType: "USER", PrincipalId: "u" },
      ],
      Users: [{ UserId: "u" }],
      Groups: [],
      GroupMemberships: [],
    },
  ],
];

const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    ...[1.7e9, 3599, "2027-05-05 00:00:00Z", '{"a":1,"a":2}', "%7B%22a%22%3A1%7D", [[]], {}, null],
    ...[{ Key: "k" }, { PolicySummary: { Id: "q" } }, { TargetId: "r-root" }, { GroupName: "g" }],
  ),
);
const spellings: readonly ((key: string) => string)[] = [
  (key) => key.toLowerCase(),
  (key) => `${key}s`,
  (key) => key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_"),
];

interface Change {
  readonly at: number;
  readonly key: number;
  readonly how: "remove" | "replace" | "respell" | "move" | "repeat" | "unwrap" | "add";
  readonly value: unknown;
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(200),
  key: fc.nat(20),
  how: fc.constantFrom("remove", "replace", "respell", "move", "repeat", "unwrap", "add"),
  value: oddValue,
});

function compoundsIn(value: unknown): Draft[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Draft, ...Object.values(value).flatMap(compoundsIn)];
}

function apply(whole: Draft, { at, key, how, value: given }: Change): void {
  const value = structuredClone(given);
  const all = compoundsIn(whole);
  const place = all[at % all.length] ?? whole;
  const keys = Object.keys(place);
  const name = keys[key % Math.max(keys.length, 1)] ?? "New";
  const old = place[name];
  if (Array.isArray(place)) {
    if (how === "remove") place.splice(key % Math.max(place.length, 1), 1);
    else place.push(how === "repeat" ? structuredClone(old) : value);
    return;
  }
  if (how === "remove" || how === "respell" || how === "move") delete place[name];
  if (how === "respell") place[(spellings[key % 3] ?? String)(name)] = old;
  if (how === "move") place[name] = old;
  if (how === "repeat") place[name] = [old, structuredClone(old)];
  if (how === "unwrap") place[name] = Array.isArray(old) ? old[0] : [old];
  if (how === "replace") place[name] = value;
  if (how === "add") place[`${name}New`] = value;
}

test("sound values, taken as they are, read as they do field by field, and odd ones with the same problems", () => {
  fc.assert(
    fc.property(fc.nat(wholes.length - 1), fc.array(change, { maxLength: 3 }), (which, changes) => {
      const [schema, original] = wholes[which] ?? [];
      if (schema === undefined || original === undefined) throw new Error("no such whole");
      const whole = structuredClone(original);
      for (const one of changes) apply(whole, one);
      fc.pre(surveyJson(whole).safe);
      const text = JSON.stringify(whole);
      expect(reading(schema, text, true)).toBe(reading(schema, text, false));
    }),
    { seed, numRuns: 3000 },
  );
});

test("equal lists of inline policies become one when they are met for the third time, others stay as they are", () => {
  const inline = [{ PolicyName: "p", PolicyDocument: trust }];
  const users = ["a", "b", "c", "d"].map((name) => user(name, { UserPolicyList: inline }));
  const other = user("e", { UserPolicyList: [{ PolicyName: "q", PolicyDocument: trust }] });
  const { snapshot } = readSnapshot(
    new Map([["a.json", JSON.stringify(details({ UserDetailList: [...users, other] }))]]),
  );
  const [a, b, c, d, e] = snapshot?.accounts[0]?.authorizationDetails.UserDetailList ?? [];
  expect(b?.UserPolicyList[0]?.PolicyDocument).toBe(a?.UserPolicyList[0]?.PolicyDocument);
  expect(c?.UserPolicyList).toBe(b?.UserPolicyList);
  expect(d?.UserPolicyList).toBe(b?.UserPolicyList);
  expect(e?.UserPolicyList).toEqual([{ PolicyName: "q", PolicyDocument: trust }]);
});
