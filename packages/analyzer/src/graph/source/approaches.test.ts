import type { IdentityCenter, Role, User } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";
import { buildWorld } from "../../world/world.js";
import { buildTrustGraph } from "../build.js";

const organization = {
  Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "999988887777", FeatureSet: "ALL" },
  Roots: [{ Id: "r-ab12", Name: "Root" }],
  OrganizationalUnits: [],
  Accounts: [HOME, OTHER].map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-ab12" })),
  Policies: [],
} as const;

type Extra = Parameters<typeof snapshot>[1] & { readonly identityCenter?: IdentityCenter };

function callersOf(entities: readonly (User | Role)[], { identityCenter, ...extra }: Extra = {}) {
  const made = snapshot(entities, { organization, ...extra });
  const graph = buildTrustGraph(
    buildWorld(identityCenter === undefined ? made : { ...made, identityCenter }),
  );
  return (arn: string): readonly string[] => graph.trust.inNeighbors(arn).toSorted();
}

const arnOf = (kind: "user" | "role", name: string, account = HOME): string =>
  `arn:aws:iam::${account}:${kind}/${name}`;

// One document object: the reader of snapshots gives equal documents so.
describe("roles with one trust policy", () => {
  test("are told apart by the caller's own policies, which name the one", () => {
    const root = trust(`arn:aws:iam::${HOME}:root`);
    const ann = user("ann", { policies: [allow("sts:AssumeRole", arnOf("role", "Deploy"))] });
    const into = callersOf([ann, role("Build", root), role("Deploy", root), role("Test", root)]);
    expect(["Build", "Deploy", "Test"].map((name) => into(arnOf("role", name)))).toEqual([[], [ann.Arn], []]);
  });

  test("are told apart by the account, in which a name in the trust policy is enough", () => {
    const ann = user("ann");
    const named = trust(ann.Arn);
    const into = callersOf([ann, role("Deploy", named), role("Deploy", named, { account: OTHER })]);
    expect(into(arnOf("role", "Deploy"))).toEqual([ann.Arn]);
    expect(into(arnOf("role", "Deploy", OTHER))).toEqual([]);
  });

  test("that trust everyone have each the callers of their own account", () => {
    const everyone = trust("*");
    const [ann, bob] = [user("ann"), user("bob", { account: OTHER })];
    const into = callersOf([ann, bob, role("Open", everyone), role("Open", everyone, { account: OTHER })]);
    expect(into(arnOf("role", "Open"))).toContain(ann.Arn);
    expect(into(arnOf("role", "Open"))).not.toContain(bob.Arn);
    expect(into(arnOf("role", "Open", OTHER))).toContain(bob.Arn);
    expect(into(arnOf("role", "Open", OTHER))).not.toContain(ann.Arn);
  });

  test("are told apart by the account where they trust a provider, which must be of that account", () => {
    const provider = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
    const tokens = policy({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
    });
    const identityProviders = {
      SAMLProviderList: [],
      OpenIDConnectProviderList: [{ Arn: provider, Url: "token.actions.githubusercontent.com" }],
    };
    const into = callersOf([role("Ci", tokens), role("Ci", tokens, { account: OTHER })], {
      accounts: { [HOME]: { identityProviders } },
    });
    expect(into(arnOf("role", "Ci"))).toEqual([provider]);
    expect(into(arnOf("role", "Ci", OTHER))).toEqual([]);
  });
});

describe("roles with the one trust policy of Identity Center", () => {
  const path = "/aws-reserved/sso.amazonaws.com/";
  const saml = policy({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
  });
  const reserved = (name: string): Role => role(`AWSReservedSSO_${name}_0123456789abcdef`, saml, { path });
  const identityProviders = {
    SAMLProviderList: [{ Arn: `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` }],
    OpenIDConnectProviderList: [],
  };
  const accounts = { [HOME]: { identityProviders } };

  test("have each the people who are assigned", () => {
    const setOf = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-1/ps-${name}`;
    const identityCenter: IdentityCenter = {
      Instance: { InstanceArn: "arn:aws:sso:::instance/ssoins-1" },
      PermissionSets: ["Admin", "Read"].map((Name) => ({ PermissionSetArn: setOf(Name), Name })),
      AccountAssignments: [
        { AccountId: HOME, PermissionSetArn: setOf("Admin"), PrincipalType: "USER", PrincipalId: "u-1" },
        { AccountId: HOME, PermissionSetArn: setOf("Read"), PrincipalType: "USER", PrincipalId: "u-2" },
      ],
      Users: [
        { UserId: "u-1", UserName: "ann" },
        { UserId: "u-2", UserName: "bob" },
      ],
      Groups: [],
      GroupMemberships: [],
    };
    const roles = [reserved("Admin"), reserved("Read")];
    const into = callersOf(roles, { accounts, identityCenter });
    expect(roles.map((one) => into(one.Arn))).toEqual([["sso-user/ann"], ["sso-user/bob"]]);
  });

  test("are not like a role that an account has made with the same trust policy", () => {
    const [own, sso] = [role("Own", saml), reserved("Read")];
    const into = callersOf([own, sso], { accounts });
    expect(into(own.Arn)).toEqual([identityProviders.SAMLProviderList[0]?.Arn]);
    expect(into(sso.Arn)).toEqual(["sso.amazonaws.com"]);
  });
});
