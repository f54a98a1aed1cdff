import { expect, test } from "vitest";
import { collect } from "../command/collect.js";
import type { Context } from "../command.js";
import { parseArguments } from "../parse.js";
import { collectRequest, endpointOf, policyQuestion, printedRole, regionOf } from "./options.js";

const context = (environment: Record<string, string> = {}) =>
  ({ host: { environment } }) as unknown as Context;

function given(...args: readonly string[]) {
  const parsed = parseArguments(collect, args);
  if (parsed === null) throw new Error("help was asked for");
  return parsed;
}

test("what is not given has its usual value", () => {
  expect(collectRequest(given("--out", "x"), context(), "test")).toEqual({
    out: "x",
    organization: false,
    entry: { roleName: "rolepath-audit", sessionName: "rolepath" },
    filter: {},
    withAccountTags: true,
    identityCenter: { include: true },
    refresh: false,
    source: "test",
  });
});

test("filters may be given several times, and parts may be left out", () => {
  const request = collectRequest(
    given(
      ...[
        "--out",
        "x",
        "--org",
        "--account",
        "111122223333",
        "--account",
        "444455556666",
        "--ou",
        "ou-ab12-34cd56ef",
      ],
      ...["--tag", "env=prod=1", "--skip", "identity-center", "--skip", "account-tags"],
    ),
    context(),
    "test",
  );
  expect(request.filter).toEqual({
    accounts: ["111122223333", "444455556666"],
    units: ["ou-ab12-34cd56ef"],
    tags: ["env=prod=1"],
  });
  expect(request).toMatchObject({ withAccountTags: false, identityCenter: { include: false } });
});

test("the external ID comes from the command line, else from the environment", () => {
  const environment = context({ ROLEPATH_EXTERNAL_ID: "from-environment" });
  expect(collectRequest(given("--out", "x"), environment, "t").entry.externalId).toBe("from-environment");
  expect(
    collectRequest(given("--out", "x", "--external-id", "given"), environment, "t").entry.externalId,
  ).toBe("given");
});

test.each([
  [["--out", "x", "--account", "12"], "--account `12`: expected 12 digits"],
  [["--out", "x", "--ou", "prod"], "--ou `prod`: expected the id of a root or unit"],
  [["--out", "x", "--tag", "prod"], "--tag `prod`: expected KEY=VALUE"],
  [["--out", "x", "--skip", "iam"], "--skip `iam`: expected one of identity-center, account-tags"],
  [["--out", "x", "--role-name", "a b"], "--role-name `a b`"],
  [["--out", "x", "--session-name", "a"], "--session-name `a`"],
  [["--out", "x", "--identity-center-region", "mars"], "--identity-center-region `mars`"],
  [["--org"], "--out is missing"],
])("%j is refused", (args, message) => {
  expect(() => collectRequest(given(...args), context(), "test")).toThrow(message);
});

test("an external ID that cannot be one is refused without being shown", () => {
  const wrong = given("--out", "x", "--external-id", "has space");
  expect(() => collectRequest(wrong, context(), "test")).toThrow(/^--external-id: expected/);
});

test("an endpoint must be an address, a region a region", () => {
  expect(endpointOf(given("--endpoint-url", "http://127.0.0.1:4566"))).toBe("http://127.0.0.1:4566");
  expect(() => endpointOf(given("--endpoint-url", "http://user:pass@host"))).toThrow("expected an address");
  expect(() => endpointOf(given("--endpoint-url", "ftp://host"))).toThrow("expected an address");
  expect(() => regionOf(given("--region", "eu"))).toThrow("expected a region");
});

test("what is printed follows the same options", () => {
  const question = policyQuestion(
    given("--org", "--region", "cn-north-1", "--skip", "account-tags"),
    () => "aws-cn",
  );
  expect(question).toMatchObject({ organization: true, partition: "aws-cn", withAccountTags: false });
  expect(printedRole(given("--trust", "arn:aws:iam::111122223333:role/audit"), context())).toEqual({
    roleName: "rolepath-audit",
    trustedArn: "arn:aws:iam::111122223333:role/audit",
  });
  expect(() => printedRole(given("--trust", "everyone"), context())).toThrow(
    "--trust `everyone`: expected the ARN",
  );
});
