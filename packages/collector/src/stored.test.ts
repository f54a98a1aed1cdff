import { expect, test } from "vitest";
import { fileText, toStored } from "./stored.js";

const document = { Version: "2012-10-17", Statement: [{ Sid: "B", Action: ["z", "a"] }, { Sid: "A" }] };

test("policy documents are decoded, URL-encoded or not, and nothing inside is moved", () => {
  const text = JSON.stringify(document);
  for (const raw of [text, encodeURIComponent(text), document])
    expect(JSON.stringify(toStored({ AssumeRolePolicyDocument: raw }))).toBe(
      JSON.stringify({ AssumeRolePolicyDocument: document }),
    );
});

test("a policy document that cannot be decoded stays as it is, for the reader to tell of", () => {
  expect(toStored({ PolicyDocument: "<html>100% broken" })).toEqual({ PolicyDocument: "<html>100% broken" });
});

test("the order in which AWS answers does not show in the file", () => {
  const one = {
    Arn: "arn:1",
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
  };
  const two = { Arn: "arn:2", GroupList: ["x", "y"] };
  const turned = { GroupList: ["y", "x"], Arn: "arn:2" };
  const turnedOne = { Tags: [...one.Tags].reverse(), Arn: "arn:1" };
  expect(fileText({ RoleDetailList: [one, two] })).toBe(fileText({ RoleDetailList: [turned, turnedOne] }));
});

test("an item that two pages both have is there once", () => {
  expect(toStored([{ Arn: "b" }, { Arn: "a" }, { Arn: "b" }])).toEqual([{ Arn: "a" }, { Arn: "b" }]);
  expect(
    toStored([
      { Arn: "a", X: 1 },
      { Arn: "a", X: 2 },
    ]),
  ).toHaveLength(2);
});

test("dates are written as the AWS CLI writes them, whoever gave them", () => {
  const expected = { CreateDate: "2024-01-02T03:04:05+00:00" };
  expect(toStored({ CreateDate: new Date("2024-01-02T03:04:05Z") })).toEqual(expected);
  expect(toStored({ CreateDate: "2024-01-02T03:04:05.000Z" })).toEqual(expected);
  expect(toStored({ CreateDate: "yesterday" })).toEqual({ CreateDate: "yesterday" });
});

test("a key that could change an object's nature is only a key", () => {
  const tags = JSON.parse('{"__proto__": {"polluted": true}, "Key": "k"}') as object;
  expect(fileText(tags)).toContain('"__proto__"');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
