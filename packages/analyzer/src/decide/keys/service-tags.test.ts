import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { policy, role, snapshot } from "../../testing/world.js";

const ALL = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];

const answerTo = (service: string, condition: Json, actions: Json = ALL) => {
  const statement = {
    Effect: "Allow",
    Principal: { Service: service },
    Action: actions,
    Condition: condition,
  };
  return analyze(snapshot([role("Target", policy(statement))])).can({ from: service, to: "role/Target" });
};

// Amazon DataZone passes tags `datazone*`, Amazon SageMaker AI the user profile as source identity; no page lists them all.
test.each([
  ["a session tag", { StringEquals: { "aws:RequestTag/team": "blue" } }, "aws:RequestTag/team"],
  ["tag keys", { "ForAnyValue:StringLike": { "aws:TagKeys": "datazone*" } }, "aws:TagKeys"],
  ["a source identity", { StringLike: { "sts:SourceIdentity": "ann*" } }, "sts:SourceIdentity"],
  ["an external ID", { StringEquals: { "sts:ExternalId": "c0ffee" } }, "sts:ExternalId"],
])(
  "whether a service passes %s is not known, so a role that asks for it is open on that condition",
  (_, condition, key) => {
    const answer = answerTo("datazone.amazonaws.com", condition);
    expect(answer.verdict).toBe("conditional");
    expect(answer.requires).toMatchObject([{ key, kind: "environment" }]);
  },
);

test("a role that does not let tags be set stays closed to a service that would have to pass them", () => {
  const tag = { StringEquals: { "aws:RequestTag/team": "blue" } };
  expect(answerTo("datazone.amazonaws.com", tag, "sts:AssumeRole").verdict).toBe("denied");
});

test("a role that asks for none is open to a plain call", () => {
  expect(answerTo("datazone.amazonaws.com", {}).verdict).toBe("allowed");
});

test("a service whose tags are written down passes no others", () => {
  const team = { StringEquals: { "aws:RequestTag/team": "blue" } };
  expect(answerTo("pods.eks.amazonaws.com", team).verdict).toBe("denied");
  expect(answerTo("pods.eks.amazonaws.com", { Null: { "sts:SourceIdentity": "false" } }).verdict).toBe(
    "denied",
  );
});
