import type { PolicyDocument } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { allow, HOME, OTHER, policy, role, snapshot, trust } from "../../testing/world.js";
import { buildWorld } from "../../world/world.js";
import { isAdmin } from "./admin.js";

const ALL = allow("*");
const nobody = trust("arn:aws:iam::999988887777:role/nobody");

type Options = NonNullable<Parameters<typeof role>[2]>;

function admins(document: PolicyDocument, first: Options, second: Options): readonly boolean[] {
  const world = buildWorld(
    snapshot([
      role("First", nobody, { ...first, policies: [document] }),
      role("Second", nobody, { ...second, policies: [document] }),
    ]),
  );
  return ["First", "Second"].map((name) =>
    isAdmin(world, [...world.roles.values()].find((one) => one.name === name)!),
  );
}

test.each<[string, PolicyDocument, Options, Options, readonly boolean[]]>([
  ["are one where nothing tells them apart", ALL, {}, { account: OTHER }, [true, true]],
  [
    "are told apart by a tag that is tested",
    allow("*", "*", { StringEquals: { "aws:PrincipalTag/team": "platform" } }),
    { tags: { team: "platform" } },
    { tags: { team: "shop" } },
    [true, false],
  ],
  [
    "are told apart by a tag of the resource that stands for them",
    allow("*", "*", { StringEquals: { "aws:ResourceTag/team": "platform" } }),
    { tags: { team: "shop" } },
    { tags: { team: "platform" } },
    [false, true],
  ],
  [
    "are told apart by the account that is tested",
    allow("*", "*", { StringEquals: { "aws:PrincipalAccount": HOME } }),
    {},
    { account: OTHER },
    [true, false],
  ],
  [
    "are told apart by the account that a resource names",
    allow(["iam:CreateRole", "iam:AttachRolePolicy"], `arn:aws:iam::${HOME}:role/*`),
    {},
    { account: OTHER },
    [true, false],
  ],
  [
    "are told apart by the name that a resource names",
    allow("iam:PutRolePolicy", `arn:aws:iam::${HOME}:role/Second`),
    {},
    {},
    [false, true],
  ],
  [
    "are told apart by a variable",
    policy({
      Effect: "Allow",
      Action: "iam:PutRolePolicy",
      Resource: `arn:aws:iam::${HOME}:role/\${aws:PrincipalTag/own}`,
    }),
    { tags: { own: "First" } },
    { tags: { own: "First" } },
    [true, false],
  ],
])("principals with the same policy %s", (_, document, first, second, expected) => {
  expect(admins(document, first, second)).toEqual(expected);
});

test("principals whose policies say nothing of what makes administrators are none, and no policy of theirs is parsed", () => {
  const statement = {
    Effect: "Allow" as const,
    Action: "s3:GetObject",
    get Resource(): string {
      throw new Error("nobody asked for the resources");
    },
  };
  expect(admins({ Version: "2012-10-17", Statement: statement }, {}, {})).toEqual([false, false]);
});

test.each([
  [["iam:PutRolePolicy"], true],
  [["iam:AttachRolePolicy"], true],
  [["iam:CreateRole", "iam:AttachRolePolicy"], true],
  [["iam:CreateRole"], false],
  [["iam:PutUserPolicy"], false],
  [["iam:CreateUser", "s3:*", "ec2:*", "kms:*"], false],
  [["?*"], true],
])("a role with %j alone is an administrator: %s", (actions, expected) => {
  expect(admins(allow(actions), {}, {})).toEqual([expected, expected]);
});
