import { expect, test } from "vitest";
import { accountOf, type Caller } from "../../decide/caller/caller.js";
import { callerId } from "../../decide/caller/describe.js";
import { Group } from "./group.js";

const outsider = (account: string, name: string): Caller => ({
  kind: "foreign",
  account,
  partition: "aws",
  form: "user",
  arn: `arn:aws:iam::${account}:user/${name}`,
  name,
  sessionName: null,
});

const [A, B, C] = ["111111111111", "222222222222", "333333333333"];
const callers = [outsider(B, "ann"), outsider(A, "bob"), outsider(B, "cy"), outsider(A, "di")];
const group = Group.of(new Map(callers.map((caller) => [callerId(caller), caller])));
const names = (part: Group): readonly string[] =>
  [...part.members.values()].map((caller) => (caller.kind === "foreign" ? caller.name : ""));

test("parts keep the order of the group, and come in the order of their first members", () => {
  const parts = group.partsBy((caller) => (callerId(caller).endsWith("ann") ? "1" : "0"));
  expect(parts.map(names)).toEqual([["ann"], ["bob", "cy", "di"]]);
  expect(parts.map(({ size, first }) => [size, first])).toEqual([
    [1, callers[0]],
    [3, callers[1]],
  ]);
});

test("parts by accounts are those by members, where an account has one answer", () => {
  const byMember = group.partsBy((caller) => accountOf(caller) ?? "");
  const byAccount = group.partsByAccount(new Map([[A, "other"]]));
  expect(byAccount.map(names)).toEqual([
    ["ann", "cy"],
    ["bob", "di"],
  ]);
  expect(byAccount.map(names)).toEqual(byMember.map(names));
  expect(byAccount.map(({ size, first }) => [size, first])).toEqual(
    byMember.map(({ size, first }) => [size, first]),
  );
  expect(byAccount.map((part) => [...part.accounts()])).toEqual([[B], [A]]);
});

test("a group that nothing tells apart is its own part", () => {
  expect(group.partsBy(() => "")).toEqual([group]);
  expect(group.partsByAccount(new Map())[0]).toBe(group);
  expect(group.partsByAccount(new Map([[C, "other"]]))[0]).toBe(group);
  expect(group.partsByAccount(new Map([A, B].map((account) => [account, "other"])))[0]).toBe(group);
});

test("a group knows how many are of an account, and who is the first elsewhere", () => {
  expect([group.countIn(A), group.countIn(C), group.accountCount]).toEqual([2, 0, 2]);
  expect([group.firstOutside(A), group.firstOutside(B)]).toEqual([callers[0], callers[1]]);
  const [part] = group.partsByAccount(new Map([[A, "other"]]));
  expect([part?.firstOutside(B), part?.countIn(A), part?.countIn(B), part?.accountCount]).toEqual([
    null,
    0,
    2,
    1,
  ]);
});
