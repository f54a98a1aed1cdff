import { describe, expect, test } from "vitest";
import { about, everything, findingsAbout, home, type Stage, trust } from "./cast.js";

interface Statement {
  readonly [key: string]: unknown;
}

function takes(from: string, condition?: unknown, call = "WithWebIdentity"): Statement {
  return {
    Effect: "Allow",
    Principal: { Federated: from },
    Action: `sts:AssumeRole${call}`,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

const refusal = (condition: unknown): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sts:*",
  Condition: condition,
});

function rule(id: string, policy: unknown, stage: Stage = {}): readonly string[] {
  return findingsAbout(policy, stage)
    .filter((line) => line.endsWith(` ${id}`))
    .map((line) => line.split(" ")[0] ?? "");
}

const admin: Stage = { permissions: [everything] };

describe("guests of a Cognito identity pool", () => {
  const cognito = "cognito-identity.amazonaws.com";
  const pool = { [`${cognito}:aud`]: "eu-west-1:1f2e3d4c-5b6a-7988-90a1-b2c3d4e5f607" };
  const amr = (value: string): unknown => ({
    StringEquals: pool,
    "ForAnyValue:StringLike": { [`${cognito}:amr`]: value },
  });
  const guests = trust(takes(cognito, amr("unauthenticated")));
  const may = (...permissions: readonly Statement[]): readonly string[] =>
    rule("COGNITO-UNAUTH", guests, { permissions });
  const allow = (action: unknown, resource: unknown): Statement => ({
    Effect: "Allow",
    Action: action,
    Resource: resource,
  });

  test.each([
    ["everything", [everything]],
    ["writing into a bucket", [allow("s3:PutObject", "arn:aws:s3:::example/uploads/*")]],
    ["reading every table", [allow("dynamodb:GetItem", "*")]],
    ["all but something", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]],
  ])("must not do more than guests need: %s", (_name, permissions) => {
    expect(may(...permissions)).toEqual(["high"]);
  });

  test("may read what a policy names, which is medium", () => {
    expect(may(allow("s3:GetObject", "arn:aws:s3:::example/public/*"))).toEqual(["medium"]);
  });

  test.each([
    ["nothing", []],
    ["sending events", [allow(["mobileanalytics:PutEvents", "cognito-sync:*", "rum:PutRumEvents"], "*")]],
    ["what is their own", [allow("s3:*", `arn:aws:s3:::example/\${${cognito}:sub}/*`)]],
    ["what a Deny takes away again", [allow("s3:*", "*"), { ...allow("s3:*", "*"), Effect: "Deny" }]],
  ])("may do %s", (_name, permissions) => {
    expect(may(...permissions)).toEqual([]);
  });

  test("are kept out where people must have signed in, by the statement, a Deny or an RCP", () => {
    const open = trust(takes(cognito, amr("authenticated")));
    expect(rule("COGNITO-UNAUTH", open, admin)).toEqual([]);
    const deny = refusal({ "ForAnyValue:StringEquals": { [`${cognito}:amr`]: "unauthenticated" } });
    expect(rule("COGNITO-UNAUTH", trust(takes(cognito, amr("*authenticated")), deny), admin)).toEqual([]);
    expect(rule("COGNITO-UNAUTH", guests, { ...admin, rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("may be none where nobody asks whether they signed in", () => {
    const policy = trust(takes(cognito, { StringEquals: pool }));
    expect(rule("COGNITO-UNAUTH", policy, admin)).toEqual(["medium"]);
    const [finding] = about(policy, admin);
    expect(finding?.patch).toMatchObject({
      verified: true,
      operations: [{ op: "add", path: "/Statement/0/Condition/ForAnyValue:StringLike" }],
    });
  });

  test("of any pool at all are another finding", () => {
    const any = { "ForAnyValue:StringLike": { [`${cognito}:amr`]: "unauthenticated" } };
    expect(findingsAbout(trust(takes(cognito, any)), admin)).toEqual(["critical COGNITO-NO-AUD"]);
  });
});

describe("pods of a cluster", () => {
  const cluster = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
  const issuer = (host: string): string => `arn:aws:iam::${home}:oidc-provider/${host}`;
  const like = (value: unknown, host = cluster): unknown =>
    trust(takes(issuer(host), { StringLike: { [`${host}:sub`]: value } }));
  const broad = (policy: unknown, stage: Stage = {}): readonly string[] =>
    rule("IRSA-BROAD", policy, { providers: false, ...stage });

  test("of every namespace get in without a test of the subject, or with one that leaves the namespace open", () => {
    expect(broad(trust(takes(issuer(cluster))))).toEqual(["medium"]);
    expect(broad(like("*"))).toEqual(["medium"]);
    expect(broad(like("system:serviceaccount:*"))).toEqual(["medium"]);
    expect(broad(like("system:serviceaccount:*:app"))).toEqual(["medium"]);
    expect(broad(like("system:serviceaccount:*:app"), admin)).toEqual(["medium"]);
  });

  test("of a whole namespace are low, and medium for an administrator", () => {
    expect(broad(like("system:serviceaccount:shop:*"))).toEqual(["low"]);
    expect(broad(like("system:serviceaccount:shop:*"), admin)).toEqual(["medium"]);
  });

  test.each([
    ["a service account", "system:serviceaccount:shop:checkout"],
    ["several", ["system:serviceaccount:shop:checkout", "system:serviceaccount:shop:basket"]],
    ["a family of service accounts", "system:serviceaccount:shop:checkout-*"],
    ["the end of a name", "system:serviceaccount:shop:*-reader"],
    ["a family of namespaces", "system:serviceaccount:team-*:app"],
    ["the end of a namespace", "system:serviceaccount:*-prod:app"],
  ])("are tied by %s", (_name, value) => {
    expect(broad(like(value))).toEqual([]);
  });

  test("are tied by a Deny and by an RCP", () => {
    const open = takes(issuer(cluster));
    const deny = refusal({ StringNotEquals: { [`${cluster}:sub`]: "system:serviceaccount:shop:checkout" } });
    expect(broad(trust(open, deny))).toEqual([]);
    expect(broad(trust(open), { rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("of a cluster that runs elsewhere are told by their subject", () => {
    expect(broad(like("system:serviceaccount:*", "k8s.acme.example"))).toEqual(["medium"]);
    expect(broad(trust(takes(issuer("k8s.acme.example"))))).toEqual([]);
  });

  test("of the cluster's newer address are known too", () => {
    expect(broad(like("*", "oidc-eks.eu-west-1.api.aws/id/EXAMPLED539D4633E53DE1B71EXAMPLE"))).toEqual([
      "medium",
    ]);
  });

  test("are no strangers", () => {
    expect(findingsAbout(trust(takes(issuer(cluster))), { providers: false })).toEqual(["medium IRSA-BROAD"]);
    const [finding] = about(trust(takes(issuer(cluster))), { providers: false });
    expect(finding?.fix).toContain(`Test ${cluster}:sub with`);
    expect(finding?.why).toMatch(/`system:serviceaccount:[^:`]+:[^:`]+`/);
  });
});

describe("a SAML provider", () => {
  const okta = `arn:aws:iam::${home}:saml-provider/Okta`;
  const audience = { "saml:aud": "https://signin.aws.amazon.com/saml" };
  const known: Stage = { saml: ["Okta", "AWSSSO_0123456789abcdef_DO_NOT_DELETE"], ...admin };
  const open = (condition: unknown, stage: Stage = known): readonly string[] =>
    rule("SAML-OPEN", trust(takes(okta, condition, "WithSAML")), stage);

  test.each([
    ["nothing", undefined],
    ["the address that the assertion is sent to", { StringEquals: audience }],
    ["the provider itself", { StringEquals: { ...audience, "saml:iss": "http://www.okta.com/exk1" } }],
    ["not being one person", { StringEquals: audience, StringNotEquals: { "saml:sub": "mallory" } }],
    ["the kind of subject", { StringEquals: { ...audience, "saml:sub_type": "persistent" } }],
    [
      "any attribute",
      { StringEquals: audience, "ForAnyValue:StringLike": { "saml:edupersonaffiliation": "*" } },
    ],
  ])("alone decides who becomes an administrator when the role tests %s", (_name, condition) => {
    expect(open(condition)).toEqual(["medium"]);
  });

  test.each([
    ["the subject", { StringEquals: { ...audience, "saml:sub": "alice@acme.example" } }],
    [
      "an attribute",
      { StringEquals: audience, "ForAnyValue:StringEquals": { "saml:edupersonaffiliation": "ops" } },
    ],
    ["a session tag", { StringEquals: { ...audience, "aws:RequestTag/team": "ops" } }],
    ["the session name", { StringEquals: audience, StringLike: { "sts:RoleSessionName": "ops-*" } }],
  ])("does not alone decide when the role tests %s", (_name, condition) => {
    expect(open(condition)).toEqual([]);
  });

  test("matters for administrators only", () => {
    expect(open({ StringEquals: audience }, { ...known, permissions: [] })).toEqual([]);
    expect(
      findingsAbout(trust(takes(okta, { StringEquals: audience }, "WithSAML")), { saml: ["Okta"] }),
    ).toEqual([]);
  });

  test("is bound by a Deny, by an RCP, and by not being there", () => {
    const deny = refusal({ StringNotEquals: { "saml:sub": "alice@acme.example" } });
    const statement = takes(okta, { StringEquals: audience }, "WithSAML");
    expect(rule("SAML-OPEN", trust(statement, deny), known)).toEqual([]);
    expect(open({ StringEquals: audience }, { ...known, rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
    expect(open({ StringEquals: audience }, { ...known, saml: [] })).toEqual([]);
  });

  test("of IAM Identity Center is AWS's own", () => {
    const own = `arn:aws:iam::${home}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
    expect(rule("SAML-OPEN", trust(takes(own, { StringEquals: audience }, "WithSAML")), known)).toEqual([]);
  });

  test("is one step lower from one network", () => {
    expect(open({ StringEquals: audience, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })).toEqual([
      "low",
    ]);
  });

  test("is shown with a request that gets in", () => {
    const [finding] = about(trust(takes(okta, { StringEquals: audience }, "WithSAML")), known);
    expect(finding?.example).toMatchObject({ from: okta, context: { "saml:aud": audience["saml:aud"] } });
  });
});
