import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, policy, role, snapshot, trust } from "../../testing/world.js";

const PROVIDER = `arn:aws:iam::${HOME}:saml-provider/Okta`;
const arn = (name: string): string => `arn:aws:iam::${HOME}:role/${name}`;

/** A provider's assertions enter Entry, Entry enters Middle, and Middle enters Target as the trust policy says. */
function chainTo(condition: Json, entry: Json = {}) {
  const call = { policies: [allow("sts:AssumeRole")] };
  const assertion = {
    Effect: "Allow",
    Principal: { Federated: PROVIDER },
    Action: "sts:AssumeRoleWithSAML",
    Condition: entry,
  };
  const identityProviders = { SAMLProviderList: [{ Arn: PROVIDER }], OpenIDConnectProviderList: [] };
  return analyze(
    snapshot(
      [
        role("Entry", policy(assertion), call),
        role("Middle", trust(arn("Entry")), call),
        role("Target", trust(arn("Middle"), condition), call),
      ],
      { accounts: { [HOME]: { identityProviders } } },
    ),
  );
}

// Semantics 1.7; AWS STS condition keys: SAML keys that survive into chained calls.
describe("claims that survive into chained calls", () => {
  const ann = { StringEquals: { "saml:sub": "ann" } };
  const path = [PROVIDER, arn("Entry"), arn("Middle"), arn("Target")];

  test("open a role whatever roles the session went through", () => {
    const analysis = chainTo(ann);
    const answer = analysis.can({ from: PROVIDER, to: arn("Target"), maxHops: 4 });
    expect(answer).toMatchObject({ verdict: "conditional", path });
    expect(analysis.can({ from: arn("Entry"), to: arn("Target"), maxHops: 4 }).path).toEqual(path.slice(1));
    expect(analysis.whoCan(arn("Target")).results.map(({ principal }) => principal)).toContain(PROVIDER);
    expect(analysis.whatCan(PROVIDER).results.map((result) => result.path)).toContainEqual(path);
  });

  test("open none where the first hop asks for another value", () => {
    const analysis = chainTo(ann, { StringEquals: { "saml:sub": "bob" } });
    expect(analysis.can({ from: PROVIDER, to: arn("Target"), maxHops: 4 }).path).toBeNull();
  });

  test("are gone after that: other claims open nothing", () => {
    const analysis = chainTo({ StringEquals: { "saml:iss": "https://okta.example" } });
    expect(analysis.can({ from: PROVIDER, to: arn("Target"), maxHops: 4 }).path).toBeNull();
  });

  test("open a role in a question that names the session too", () => {
    const question = { from: PROVIDER, to: arn("Target"), maxHops: 4 };
    const answer = chainTo(ann).can({ ...question, context: { "sts:RoleSessionName": "build" } });
    expect(answer.path).toEqual(path);
  });
});
