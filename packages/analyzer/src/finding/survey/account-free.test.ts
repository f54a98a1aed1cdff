import { expect, test } from "vitest";
import { parsePolicy } from "../../policy/document.js";
import { HOME, OTHER, trust } from "../../testing/world.js";
import { accountFree, textWithout } from "./account-free.js";

const root = (account: string, arn = `arn:aws:iam::${account}:role/*`) =>
  accountFree(parsePolicy(trust(`arn:aws:iam::${account}:root`, { ArnLike: { "aws:PrincipalArn": arn } })));

test("policies that name the account they are in say the same", () => {
  expect(textWithout(root(HOME), HOME)).toBe(textWithout(root(OTHER), OTHER));
});

test("policies that name another account do not", () => {
  expect(textWithout(root(HOME), HOME)).not.toBe(textWithout(root(OTHER), HOME));
});

test("a wildcard over a part of a number is no test that any number passes alike", () => {
  expect(root(HOME).anyNumber).toBe(true);
  expect(root(HOME, "arn:aws:iam::1111*:role/x").anyNumber).toBe(false);
});
