import { expect, test } from "vitest";
import { speaksOfAction } from "./action.js";
import { actionsIn, mayNameService, namesAction } from "./action-list.js";
import { parsePolicy } from "./document.js";
import { LazyPolicy, outlinesOf, statementsWhere } from "./lazy-policy.js";

test("actions are found whatever their case, and what is no text is none", () => {
  const actions = actionsIn(["S3:Get*", 7, null, "sts:AssumeRole"]);
  expect(actions.map(({ display }) => display)).toEqual(["s3:get*", "sts:assumerole"]);
  expect(namesAction(actions, "s3:GetObject")).toBe(true);
  expect(namesAction(actions, "S3:PutObject")).toBe(false);
  expect(mayNameService(actions, "s3")).toBe(true);
  expect(mayNameService(actions, "iam")).toBe(false);
});

test("an element that is neither text nor a list names no action", () => {
  for (const element of [undefined, null, 7, true, {}]) expect(actionsIn(element)).toEqual([]);
});

test("statements that hold one list have one list of patterns, and those of another have their own", () => {
  const list = ["s3:GetObject"];
  expect(actionsIn(list)).toBe(actionsIn(list));
  expect(actionsIn("s3:GetObject")).toBe(actionsIn("s3:GetObject"));
  expect(namesAction(actionsIn(["s3:PutObject"]), "s3:GetObject")).toBe(false);
});

test("lists are shared between Action and NotAction, and mean the opposite there", () => {
  const list = ["s3:*"];
  const policy = parsePolicy({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: list, Resource: "*" },
      { Effect: "Deny", NotAction: list, Resource: "*" },
    ],
  });
  expect(speaksOfAction(policy, "Allow", "s3:GetObject")).toBe(true);
  expect(speaksOfAction(policy, "Deny", "s3:GetObject")).toBe(false);
  expect(speaksOfAction(policy, "Allow", "iam:PassRole")).toBe(false);
  expect(speaksOfAction(policy, "Deny", "iam:PassRole")).toBe(true);
});

test("what a policy covers is told without reading the rest of its statements", () => {
  const policy = new LazyPolicy({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "s3:*",
      get Resource(): string {
        throw new Error("nobody asked for the resources");
      },
    },
  });
  expect(outlinesOf(policy)).toMatchObject([{ effect: "Allow", notActions: false }]);
  expect(speaksOfAction(policy, "Allow", "iam:PassRole")).toBe(false);
  expect(statementsWhere(policy, ({ effect }) => effect === "Deny")).toEqual([]);
});

test("the wanted statements of a policy are those that parsing it gives, with their places", () => {
  const document = {
    Version: "2012-10-17",
    Statement: [
      "no statement",
      { Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Effect: "Permit", Action: "iam:*", Resource: "*" },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      { Effect: "Deny", Action: "iam:*", Resource: "arn:aws:iam::*:user/${aws:username}" },
    ],
  };
  const wanted = statementsWhere(new LazyPolicy(document), ({ effect }) => effect === "Deny");
  expect(wanted.map(({ pointer }) => pointer)).toEqual(["/Statement/3"]);
  expect(wanted).toEqual(parsePolicy(document).statements.slice(1));
});
