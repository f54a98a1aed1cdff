import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, policy, role, snapshot, trust } from "../../testing/world.js";

const APP = `arn:aws:iam::${HOME}:role/app`;
const TARGET = `arn:aws:iam::${HOME}:role/Target`;

function verdict(own: Json | null, condition: Json): string {
  const app = { ...role("app", policy()), AssumeRolePolicyDocument: own } as ReturnType<typeof role>;
  return analyze(snapshot([app, role("Target", trust(APP, condition, ENTER))])).can({ from: APP, to: TARGET })
    .verdict;
}

const ENTER = ["sts:AssumeRole", "sts:SetSourceIdentity"];

test.each([
  ["tags", { StringEquals: { "aws:PrincipalTag/team": "blue" } }],
  ["a source identity", { StringEquals: { "aws:SourceIdentity": "ann" } }],
  ["claims of a token", { StringEquals: { "accounts.google.com:sub": "1234" } }],
  ["claims of an assertion", { StringEquals: { "saml:sub": "ann" } }],
  [
    "what a service delivers",
    { ArnLike: { "lambda:SourceFunctionArn": "arn:aws:lambda:*:*:function:report" } },
  ],
])(
  "sessions of a role whose trust policy could not be read may have %s; of one that lets nobody in they have none",
  (_, condition) => {
    expect(verdict(null, condition)).toBe("conditional");
    expect(verdict(trust(`arn:aws:iam::${HOME}:user/ann`), condition)).toBe("denied");
  },
);
