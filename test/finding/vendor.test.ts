import type { Trusted } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  home,
  member,
  organizationId,
  outside,
  stageOf,
  trust,
} from "./cast.js";

const datadog = "464622532012";
const newRelic = "754728514883";
const id = (value: string) => ({ StringEquals: { "sts:ExternalId": value } });
const strong = "6f1c9e4b2a7d4c0f";
const denyUnless = (condition: unknown) => ({
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "sts:AssumeRole",
  Condition: condition,
});

describe("an outside account", () => {
  test("carries its vendor's name where the public list has it, and none where not", () => {
    const principals = stageOf(trust(assume({ AWS: [datadog, outside] }))).principals();
    const vendors = principals.filter(({ kind }) => kind === "account").map(({ id, vendor }) => [id, vendor]);
    expect(vendors).toEqual([
      [datadog, "Datadog"],
      [outside, undefined],
    ]);
  });

  test("carries it in the text of findings, and unknown ones say so", () => {
    const [known] = about(trust(assume({ AWS: datadog })));
    expect(known?.why).toContain("publicly known as Datadog's");
    const [named] = about(trust(assume({ AWS: `arn:aws:iam::${datadog}:role/x` })));
    expect([named?.rule, named?.why.includes("Datadog")]).toEqual(["TRUST-CROSS-ORG", true]);
    const [unknown] = about(trust(assume({ AWS: outside })));
    expect(unknown?.why).toContain("on no list of known vendors");
  });

  test("is trusted by its vendor's name", () => {
    const trusted: Trusted = { accounts: new Set(), organizations: new Set(), vendors: new Set(["datadog"]) };
    const rules = (account: string): readonly string[] =>
      stageOf(trust(assume({ AWS: account })))
        .check({ trusted })
        .findings.map(({ rule }) => rule);
    expect(rules(datadog)).toEqual([]);
    expect(rules(newRelic)).toEqual(["TRUST-VENDOR-NO-EXTID"]);
  });
});

describe("an outside account that nobody knows", () => {
  const bound = trust(assume({ AWS: outside }, id(strong)));

  test("is reported although an external id is asked for, by what the role can do", () => {
    expect(findingsAbout(bound)).toEqual(["low TRUST-VENDOR-UNKNOWN"]);
    expect(findingsAbout(bound, { permissions: [everything] })).toEqual(["medium TRUST-VENDOR-UNKNOWN"]);
    expect(findingsAbout(bound, { permissions: [] })).toEqual(["info TRUST-VENDOR-UNKNOWN"]);
  });

  test("is reported once for all roles that it can become, at the strongest", () => {
    const roles = { [`${member}/strong`]: { trust: bound, permissions: [everything] } };
    const { findings } = stageOf(bound, { roles }).check();
    expect(findings.map(({ rule, resource }) => `${rule} ${resource}`)).toEqual([
      `TRUST-VENDOR-UNKNOWN arn:aws:iam::${member}:role/strong`,
    ]);
    expect(findings[0]?.why).toContain(`target in account ${home}`);
    expect(findings[0]?.evidence).toHaveLength(2);
  });

  test("is not when a list knows it, when it is trusted, when it is of the organization", () => {
    expect(findingsAbout(trust(assume({ AWS: datadog }, id(strong))))).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: member }, id(strong))))).toEqual([]);
    const trusted: Trusted = { accounts: new Set([outside]), organizations: new Set(), vendors: new Set() };
    expect(stageOf(bound).check({ trusted }).findings).toEqual([]);
  });

  test("is not when a Deny or an RCP keeps it out, or another rule speaks of the role", () => {
    const ours = { StringNotEquals: { "aws:PrincipalOrgID": organizationId } };
    expect(findingsAbout(trust(assume({ AWS: outside }, id(strong)), denyUnless(ours)))).toEqual([]);
    const rcp = [{ ...denyUnless(ours), Principal: "*", Resource: "*" }];
    expect(findingsAbout(bound, { rcp })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: outside })))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
  });
});

describe("an external id", () => {
  const asked = (condition: unknown, ...more: readonly { readonly [key: string]: unknown }[]) =>
    findingsAbout(trust(assume({ AWS: datadog }, condition), ...more));
  const weak = ["medium TRUST-EXTID-WEAK"];

  test.each([
    ["the id of the role's account", home],
    ["the id of another account of the organization", member],
    ["the id of the vendor's account", datadog],
    ["the id of the organization", organizationId],
    ["the name of the role", "Target-1"],
    ["seven characters", "a1b2c3d"],
  ])("is weak as %s", (_name, value) => {
    const stage = value === "Target-1" ? { name: "target-1" } : {};
    expect(findingsAbout(trust(assume({ AWS: datadog }, id(value))), stage)).toEqual(weak);
  });

  test("is weak as a pattern that fixes little, and as one of several", () => {
    expect(asked({ StringLike: { "sts:ExternalId": "acme-*" } })).toEqual(weak);
    expect(asked({ StringEquals: { "sts:ExternalId": [strong, home] } })).toEqual(weak);
  });

  test("is weak when another vendor is asked for the same, not when one vendor has two accounts or two roles", () => {
    const roles = (account: string) => ({
      [`${member}/other`]: { trust: trust(assume({ AWS: account }, id(strong))) },
    });
    const policy = trust(assume({ AWS: datadog }, id(strong)));
    expect(findingsAbout(policy, { roles: roles(newRelic) })).toEqual(weak);
    expect(findingsAbout(policy, { roles: roles("865078226113") })).toEqual([]);
    expect(findingsAbout(policy, { roles: roles(datadog) })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: [datadog, newRelic] }, id(strong))))).toEqual([]);
  });

  test("is no weaker for what a Deny, or an RCP, turns away", () => {
    const wrong = { StringNotEquals: { "sts:ExternalId": strong } };
    expect(asked({ StringLike: { "sts:ExternalId": "6f*" } }, denyUnless(wrong))).toEqual([]);
    const rcp = [{ ...denyUnless(wrong), Principal: "*", Resource: "*" }];
    expect(findingsAbout(trust(assume({ AWS: datadog }, id(home))), { rcp })).toEqual([]);
  });

  test("is good when it is random, and no matter inside the organization or when the account is trusted", () => {
    expect(asked(id(strong))).toEqual([]);
    expect(asked({ StringLike: { "sts:ExternalId": "acme-prod-*" } })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: `arn:aws:iam::${member}:role/ci` }, id("abc"))))).toEqual([]);
    const trusted: Trusted = { accounts: new Set([datadog]), organizations: new Set(), vendors: new Set() };
    expect(stageOf(trust(assume({ AWS: datadog }, id(home)))).check({ trusted }).findings).toEqual([]);
  });
});
