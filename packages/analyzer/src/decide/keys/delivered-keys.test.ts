import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, OTHER, policy, role, snapshot, user } from "../../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const APP = `arn:aws:iam::${HOME}:role/app`;
const TARGET = `arn:aws:iam::${HOME}:role/Target`;

type Statement = { readonly [key: string]: Json };

/** Alice and a service enter `app`, and `app` enters Target where the condition holds, or where it does not. */
function world(service: string, effect: "Allow" | "Deny", condition: Json) {
  const enter = (principal: Json, more: Statement = {}): Statement => ({
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...more,
  });
  const tested: Statement = { Condition: condition };
  return analyze(
    snapshot([
      user("alice"),
      role("app", policy(enter({ Service: service }), enter({ AWS: ALICE }))),
      role(
        "Target",
        effect === "Allow"
          ? policy(enter({ AWS: APP }, tested))
          : policy(enter({ AWS: APP }), enter("*", { ...tested, Effect: "Deny" })),
      ),
    ]),
  );
}

const FROM_FUNCTION = { ArnLike: { "lambda:SourceFunctionArn": "arn:aws:lambda:*:*:function:report" } };
const OLD_METADATA = { NumericLessThan: { "ec2:RoleDelivery": "2.0" } };
const OTHER_VPC = {
  StringNotEquals: { "aws:SourceVpc": `\${aws:Ec2InstanceSourceVpc}` },
  Null: { "ec2:SourceInstanceARN": "false" },
};

function summary(service: string, effect: "Allow" | "Deny", condition: Json): string {
  const answer = world(service, effect, condition).can({ from: APP, to: TARGET });
  return [answer.verdict, ...answer.requires.map(({ key }) => key)].join(" ");
}

test("what a service writes into credentials is open where the service may enter the role, else missing", () => {
  expect(summary("lambda.amazonaws.com", "Allow", FROM_FUNCTION)).toBe(
    "conditional lambda:SourceFunctionArn",
  );
  expect(summary("ec2.amazonaws.com", "Allow", FROM_FUNCTION)).toBe("denied");
  expect(summary("ec2.amazonaws.com", "Deny", OLD_METADATA)).toBe("conditional ec2:RoleDelivery");
  expect(summary("lambda.amazonaws.com", "Deny", OLD_METADATA)).toBe("allowed");
});

test("the keys of an instance come together", () => {
  expect(summary("ec2.amazonaws.com", "Deny", OTHER_VPC)).toBe(
    "conditional aws:SourceVpc ec2:SourceInstanceArn",
  );
  const condition = { Null: { "ec2:SourceInstanceArn": "true", "ec2:RoleDelivery": "false" } };
  expect(summary("ec2.amazonaws.com", "Allow", condition)).toBe("denied");
});

test("on a chain only the session that the service opened has them", () => {
  const lambda = world("lambda.amazonaws.com", "Allow", FROM_FUNCTION);
  const chain = (from: string) => lambda.can({ from, to: TARGET, maxHops: 3 }).path;
  expect(chain("lambda.amazonaws.com")).toEqual(["lambda.amazonaws.com", APP, TARGET]);
  expect(chain(ALICE)).toBeNull();
  const ec2 = world("ec2.amazonaws.com", "Deny", OLD_METADATA);
  expect(ec2.can({ from: ALICE, to: TARGET, maxHops: 3 }).verdict).toBe("allowed");
});

test("a principal that anybody could make is taken for one that has none, where none are asked for", () => {
  const ofAccount = (effect: "Allow" | "Deny", condition: Json) => {
    const open: Statement = { Effect: "Allow", Principal: { AWS: OTHER }, Action: "sts:AssumeRole" };
    const target =
      effect === "Allow"
        ? policy({ ...open, Condition: condition })
        : policy(open, { ...open, Principal: "*", Effect: "Deny", Condition: condition });
    return analyze(snapshot([role("Target", target)])).can({ from: OTHER, to: TARGET }).verdict;
  };
  expect(ofAccount("Deny", OLD_METADATA)).toBe("allowed");
  expect(ofAccount("Allow", FROM_FUNCTION)).toBe("conditional");
});
