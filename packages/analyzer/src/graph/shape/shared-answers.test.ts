import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { asCaller } from "../../decide/caller/caller.js";
import { tellsAccountsApart } from "../../decide/keys/facts.js";
import { LazyPolicy } from "../../policy/lazy-policy.js";
import { HOME, OTHER, snapshot, trust, user } from "../../testing/world.js";
import { buildWorld } from "../../world/world.js";
import { KeyTestList, type KeyTests } from "./key-tests.js";
import { answersApart, sharedAnswersTo } from "./shared-answers.js";

const THIRD = "777788889999";
const users = [HOME, OTHER, THIRD].map((account) => user("ann", { account }));
const world = buildWorld(snapshot(users));

function testsOf(condition: Json): KeyTests {
  const list = new KeyTestList(tellsAccountsApart);
  for (const statement of new LazyPolicy(trust("*", condition)).statements) list.collect(statement);
  return list.tests();
}

test("the accounts apart are those that answer otherwise than most", () => {
  const apart = answersApart(testsOf({ StringEquals: { "aws:PrincipalAccount": OTHER } }), world);
  expect([...apart.keys()]).toEqual([OTHER]);
  expect(
    answersApart(testsOf({ StringNotEquals: { "aws:PrincipalAccount": "999988887777" } }), world),
  ).toEqual(new Map());
});

test("where all of a key counts every account answers otherwise, and one stands for the most", () => {
  const variable = ["$", "{aws:PrincipalAccount}"].join("");
  const tests = testsOf({ StringEquals: { "sts:ExternalId": variable } });
  expect([...answersApart(tests, world).keys()]).toEqual([OTHER, THIRD]);
});

test("an account that is not apart answers as the callers of most do, each as it does alone", () => {
  const tests = testsOf({ StringEquals: { "aws:PrincipalAccount": [OTHER, THIRD] } });
  const apart = answersApart(tests, world);
  const answers = [...world.users.values()].map((one) => [
    one.account,
    sharedAnswersTo(tests, world, asCaller(one)),
  ]);
  const most = answers.find(([account]) => !apart.has(account!))?.[1];
  expect([...apart.keys()]).toEqual([HOME]);
  expect(new Map(answers.map(([account, answer]) => [account, answer]))).toEqual(
    new Map([HOME, OTHER, THIRD].map((account) => [account, apart.get(account) ?? most])),
  );
});
