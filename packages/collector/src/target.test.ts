import { expect, test } from "vitest";
import { type AccountFilter, chooseTargets, type OrganizationView } from "./target.js";

const account = (id: string, parent: string, status = "ACTIVE", team = "blue") => ({
  id,
  name: `name of ${id}`,
  parent,
  status,
  tags: [{ Key: "team", Value: team }],
});
const view: OrganizationView = {
  accounts: [
    account("111111111111", "r-1"),
    account("222222222222", "ou-a"),
    account("333333333333", "ou-b", "ACTIVE", "red"),
    account("444444444444", "ou-b", "SUSPENDED"),
    account("555555555555", "ou-c", "PENDING_CLOSURE"),
  ],
  parents: new Map([
    ["r-1", null],
    ["ou-a", "r-1"],
    ["ou-b", "ou-a"],
    ["ou-c", "r-1"],
  ]),
  hasTags: true,
};
const chosen = (filter: AccountFilter) => chooseTargets(view, filter).collect.map(({ id }) => id);

test("without a filter every active account is collected; the others are noted with their state", () => {
  const { collect, leave } = chooseTargets(view, {});
  expect(collect.map(({ id }) => id)).toEqual(["111111111111", "222222222222", "333333333333"]);
  expect([...leave]).toEqual([
    ["444444444444", { status: "skipped", error: "the account is SUSPENDED" }],
    ["555555555555", { status: "skipped", error: "the account is PENDING_CLOSURE" }],
  ]);
});

test("a unit stands for all that lies below it, the root for all", () => {
  expect(chosen({ units: ["ou-a"] })).toEqual(["222222222222", "333333333333"]);
  expect(chosen({ units: ["r-1"] })).toHaveLength(3);
});

test("several of one kind widen, several kinds narrow", () => {
  expect(chosen({ tags: ["team=red", "team=blue"] })).toHaveLength(3);
  expect(chosen({ tags: ["team=blue"], units: ["ou-a"] })).toEqual(["222222222222"]);
});

test("what the filter leaves out is noted", () => {
  const { leave } = chooseTargets(view, { accounts: ["111111111111"] });
  expect(leave.get("222222222222")).toEqual({
    status: "excluded",
    error: "left out by the filter of the collection",
  });
});

test.each([
  [{ accounts: ["000000000000"] }, "`000000000000` is not in the organization"],
  [{ units: ["ou-z"] }, "`ou-z` is no root or organizational unit"],
])("a filter that names what is not there is refused: %j", (filter, message) => {
  expect(() => chooseTargets(view, filter)).toThrow(message);
});

test("a choice by tag is refused where tags could not be read", () => {
  expect(() => chooseTargets({ ...view, hasTags: false }, { tags: ["a=b"] })).toThrow(
    "tags could not be read",
  );
});
