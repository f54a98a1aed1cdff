import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import type { Given } from "../route.js";
import {
  accountA,
  accountB,
  realDataset,
  realRole,
  realSnapshot,
  realUser,
} from "../testing/real-dataset.js";
import { hopView } from "./evidence.js";
import { inputOf } from "./residual-form.js";

const user = realUser(accountA, "ann");
const trust = (condition: { readonly [name: string]: Json }): readonly Json[] => [
  { Effect: "Allow", Principal: { AWS: user.Arn }, Action: "sts:AssumeRole", Condition: condition },
];
const vendor = realRole(accountB, "vendor", {
  trust: trust({
    StringEquals: { "sts:ExternalId": "x-42" },
    IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
    Bool: { "aws:MultiFactorAuthPresent": "true" },
  }),
});
const tagged = realRole(accountB, "tagged", {
  trust: [
    ...trust({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }),
    { Effect: "Allow", Principal: { AWS: user.Arn }, Action: "sts:TagSession" },
  ],
});
const dataset = realDataset(realSnapshot([user], [vendor, tagged]));
const ask = (given: readonly Given[], to = vendor.Arn) => hopView(dataset, user.Arn, to, given);
const good: readonly Given[] = [
  ["sts:ExternalId", "x-42"],
  ["aws:SourceIp", "203.0.113.9"],
  ["aws:MultiFactorAuthPresent", "true"],
];

describe("the residual as a form", () => {
  test("has a field for each key that the verdict hangs on, with what is wanted and a value that works", () => {
    const { fields, verdict } = ask([]);
    expect(verdict).toBe("conditional");
    expect(fields.map(({ key, label, input, kind }) => [key, label, input, kind])).toEqual([
      ["aws:MultiFactorAuthPresent", "MFA", "yes-no", "environment"],
      ["aws:SourceIp", "source address", "address", "environment"],
      ["sts:ExternalId", "external ID", "text", "caller"],
    ]);
    expect(fields[2]).toMatchObject({ wants: ["external ID is `x-42`"], sample: "x-42" });
    const samples = fields.map((field): Given => [field.key, field.sample]);
    expect(ask(samples).verdict).toBe("allowed");
  });

  test("gives the verdict of the request that is filled in, with what still has to hold", () => {
    expect(ask(good)).toMatchObject({
      verdict: "allowed",
      tried: true,
      sentence: "With this, ann can become vendor.",
      alternatives: [],
    });
    const half = ask(good.slice(0, 2));
    expect(half.verdict).toBe("conditional");
    expect(half.alternatives.flat().map((chip) => chip.short)).toEqual(["MFA"]);
    expect(half.fields).toHaveLength(3);
  });

  test.each([
    ["another external ID", "sts:ExternalId", "x-43"],
    ["no external ID", "sts:ExternalId", null],
    ["an address outside", "aws:SourceIp", "198.51.100.1"],
    ["no MFA", "aws:MultiFactorAuthPresent", "false"],
  ])("says no with the layer for %s", (_, key, value) => {
    const given = good.map((fact): Given => (fact[0] === key ? [key, value] : fact));
    const view = ask(given);
    expect([view.verdict, view.decides]).toEqual(["denied", "trust"]);
    expect(view.evidence.find((item) => item.layerKey === "trust")?.match).toBe("no");
    expect(view.use).toBeNull();
  });

  test("takes no account of what has not the form of its key, and says so", () => {
    const view = ask([["aws:SourceIp", "203.0.113"]]);
    expect(view.fields.find((field) => field.key === "aws:SourceIp")?.problem).toMatch(
      /^expected an address/,
    );
    expect([view.verdict, view.tried]).toEqual(["conditional", false]);
  });

  test("takes several values where the key has several", () => {
    expect(ask([["aws:TagKeys", "project, team"]], tagged.Arn).verdict).not.toBe("denied");
    expect(ask([["aws:TagKeys", "project"]], tagged.Arn).verdict).toBe("denied");
  });

  test("hands over the same question as a command", () => {
    expect(
      ask([
        ["sts:ExternalId", "a b'c"],
        ["aws:SourceIp", null],
      ]).command,
    ).toBe(
      `rolepath can --from ${user.Arn} --to ${vendor.Arn} --absent aws:SourceIp --context 'sts:ExternalId=a b'\\''c'`,
    );
  });

  test("walks the hop with the values that were filled in", () => {
    const { use } = ask(good);
    expect(use?.config).toContain("external_id = x-42");
    expect(use?.config).toContain("mfa_serial = ");
  });

  test.each([
    ["saml:amr", ["ForAnyValue:StringEquals"], "list"],
    ["aws:MultiFactorAuthAge", ["NumericLessThan"], "number"],
    ["aws:CurrentTime", ["DateLessThan"], "date"],
    ["aws:VpcSourceIp", ["Null"], "address"],
    ["aws:SourceVpce", ["StringEquals"], "text"],
  ] as const)("%s with %j is written as %s", (key, operators, input) => {
    expect(inputOf(key, operators)).toBe(input);
  });

  test.each(["203.0.113.9", "0.0.0.0", "2001:db8::1", "::ffff:203.0.113.9"])("%s is an address", (value) => {
    expect(ask([["aws:SourceIp", value]]).fields.find((one) => one.key === "aws:SourceIp")?.problem).toBe("");
  });

  test.each(["256.1.1.1", "1.2.3", "203.0.113.0/24", "here", "1.2.3.4.5", "1.2.3.4."])(
    "%s is no address",
    (value) => {
      expect(
        ask([["aws:SourceIp", value]]).fields.find((one) => one.key === "aws:SourceIp")?.problem,
      ).not.toBe("");
    },
  );
});
