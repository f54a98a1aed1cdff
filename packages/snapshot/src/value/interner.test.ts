import fc from "fast-check";
import { expect, test } from "vitest";
import { accountId, details, otherId, policy, read, role, snapshotOf, trust } from "../testing/build.js";
import { seed } from "../testing/seed.js";
import { Interner } from "./interner.js";

const copy = <Value>(value: Value): Value => structuredClone(value);

test("equal policy documents of different accounts are one object, whatever form they came in", () => {
  const account = (id: string, form: unknown) =>
    details({ RoleDetailList: [role("a", { AssumeRolePolicyDocument: form }, id)] });
  const { accounts } = snapshotOf(
    read({
      [`accounts/${accountId}/authorization-details.json`]: account(accountId, trust),
      [`accounts/${otherId}/authorization-details.json`]: account(
        otherId,
        encodeURIComponent(JSON.stringify(trust)),
      ),
    }),
  );
  const [first, second] = accounts.map((one) => one.authorizationDetails.RoleDetailList[0]);
  expect(first?.AssumeRolePolicyDocument).toEqual(trust);
  expect(second?.AssumeRolePolicyDocument).toBe(first?.AssumeRolePolicyDocument);
});

test("equal lists of tags and of attached policies are one object, and so are all empty lists", () => {
  const changes = {
    Tags: [{ Key: "a", Value: "b" }],
    AttachedManagedPolicies: [{ PolicyArn: policy().Arn }],
  };
  const { accounts } = snapshotOf(
    read({
      "d.json": details({
        RoleDetailList: [role("a", changes), role("b", changes), role("c")],
        Policies: [policy()],
      }),
    }),
  );
  const [a, b, c] = accounts[0]?.authorizationDetails.RoleDetailList ?? [];
  expect(b?.Tags).toBe(a?.Tags);
  expect(b?.AttachedManagedPolicies).toBe(a?.AttachedManagedPolicies);
  expect(c?.Tags).toBe(c?.InstanceProfileList);
  expect(Object.isFrozen(c?.Tags)).toBe(true);
});

test("values are one only where they are written alike, key order included", () => {
  const interner = new Interner();
  const value = { a: [1, { b: "x" }], c: null };
  expect(interner.share(value)).toBe(value);
  expect(interner.share(copy(value))).toBe(value);
  for (const other of [
    { c: null, a: [1, { b: "x" }] },
    { a: [1, { b: "y" }], c: null },
    { a: [1, { b: "x" }], c: false },
    { a: [1, { b: "x" }] },
    { a: [1, { b: "x" }, 2], c: null },
    { a: { 0: 1, 1: { b: "x" } }, c: null },
    { a: [1, { b: "x" }], c: null, d: null },
  ]) {
    expect(interner.share(other)).toBe(other);
  }
  fc.assert(
    fc.property(fc.object({ maxDepth: 2 }), fc.object({ maxDepth: 2 }), (a, b) => {
      const one = new Interner();
      const [first, second] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      one.share(first);
      expect(one.share(second) === first).toBe(JSON.stringify(first) === JSON.stringify(second));
    }),
    { seed },
  );
});

test("documents that differ share the lists of actions in them, and documents in other fields are found", () => {
  const document = (resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: resource }],
  });
  const interner = new Interner();
  const first = interner.shareDocument(document("a"));
  const second = interner.shareDocument(document("b"));
  expect(second).toEqual(document("b"));
  expect(second.Statement[0]?.Action).toBe(first.Statement[0]?.Action);
  const profile = { Roles: [{ RoleName: "x", AssumeRolePolicyDocument: document("a") }] };
  expect(interner.shareDocumentsIn(profile).Roles[0]?.AssumeRolePolicyDocument).toBe(first);
});

test("a table that has grown finds what was in it before", () => {
  const interner = new Interner();
  const values = Array.from({ length: 5000 }, (_, index) => ({ name: `a name of some length ${index}` }));
  expect(values.map((value) => interner.share(value) === value)).not.toContain(false);
  expect(values.map((value) => interner.share(copy(value)) === value)).not.toContain(false);
});

test("values whose digests are alike on purpose are kept apart, and cost no more than eight comparisons", () => {
  const interner = new Interner();
  // Past its first characters, only every few of a long text count.
  const alike = Array.from({ length: 50 }, (_, index) => {
    const tail = `${"x".repeat(400)}`;
    return { t: `${tail.slice(0, 98)}${String.fromCharCode(65 + index)}${tail.slice(99)}` };
  });
  expect(alike.map((value) => interner.share(value))).toEqual(alike);
  expect(alike.slice(0, 8).map((value) => interner.share(copy(value)) === value)).not.toContain(false);
});

test("of the texts that were met last, one copy is given", () => {
  const interner = new Interner();
  const long = "arn:aws:iam::111122223333:role/x";
  expect(interner.shareText(long)).toBe(long);
  expect(interner.shareText("short")).toBe("short");
  const texts = Array.from({ length: 20_000 }, (_, index) => `${long}${index}`);
  expect(texts.map((text) => interner.shareText(text))).toEqual(texts);
});
