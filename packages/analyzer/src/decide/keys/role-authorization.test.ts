import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import type { FederatedCaller } from "../../answer.js";
import { HOME, policy, role, snapshot } from "../../testing/world.js";

const TARGET = `arn:aws:iam::${HOME}:role/Target`;
const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/idp.example.com`;

/** What comes of a token for a role that wants the token to name it. */
function summary(claims: FederatedCaller["claims"], claimsComplete = false): string {
  const identityProviders = {
    SAMLProviderList: [],
    OpenIDConnectProviderList: [{ Arn: PROVIDER, Url: "idp.example.com", ClientIDList: ["app"] }],
  };
  const entities = [
    role(
      "Target",
      policy({
        Effect: "Allow",
        Principal: { Federated: PROVIDER },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { Bool: { "sts:RoleAuthorizedByIdp": "true" } },
      }),
    ),
  ];
  const world = snapshot(entities, { accounts: { [HOME]: { identityProviders } } });
  const from = {
    type: "oidc",
    provider: PROVIDER,
    claims: { aud: "app", sub: "x", ...claims },
    claimsComplete,
  } as const;
  const answer = analyze(world).can({ from, to: TARGET });
  return [answer.verdict, ...answer.requires.map(({ key }) => key)].join(" ");
}

test("a token says by its claim of roles whether its provider means the role", () => {
  expect(summary({ "https://aws.amazon.com/roles": [TARGET] })).toBe("allowed");
  expect(summary({ roles: TARGET })).toBe("allowed");
  expect(summary({ "https://aws.amazon.com/roles": [`${TARGET}2`] })).toBe("denied");
  expect(summary({ "https://aws.amazon.com/roles": null })).toBe("denied");
});

test("where the claim is not given it is open, unless all claims are", () => {
  expect(summary({})).toBe("conditional sts:RoleAuthorizedByIdp");
  expect(summary({}, true)).toBe("denied");
});

test("a claim may be given under the name of its condition key", () => {
  expect(summary({ "idp.example.com:roles": TARGET }, true)).toBe("allowed");
});
