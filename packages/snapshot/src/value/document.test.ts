import { describe, expect, test } from "vitest";
import { decodeDocument } from "./document.js";

const policy = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:Get*", Resource: "a b+c%20" },
};
const json = JSON.stringify(policy);

describe("the same document comes out of", () => {
  test.each([
    ["an object", policy],
    ["a JSON string", json],
    ["a JSON string with blanks around it", `\n ${json} \n`],
    ["a URL-encoded JSON string", encodeURIComponent(json)],
    ["a JSON string in a JSON string", JSON.stringify(json)],
    ["a URL-encoded JSON string in a JSON string", JSON.stringify(encodeURIComponent(json))],
  ])("%s", (_, raw) => {
    expect(decodeDocument(raw)).toEqual({ document: policy, problems: [] });
  });

  test("a form-encoded string, with `+` for blanks", () => {
    const form = encodeURIComponent('{"a": "b+c d"}').replaceAll("%20", "+");
    expect(decodeDocument(form).document).toEqual({ a: "b+c d" });
  });
});

describe("null and a reason come out of", () => {
  test.each([
    [undefined, "policy-missing", "is missing; what it says counts as unknown"],
    [null, "policy-missing", "is missing; what it says counts as unknown"],
    [
      "",
      "policy-not-json",
      "is text that is neither JSON nor URL-encoded JSON; what it says counts as unknown",
    ],
    [
      "templated: file(trust.json)",
      "policy-not-json",
      "is text that is neither JSON nor URL-encoded JSON; what it says counts as unknown",
    ],
    [
      "%7B%22a",
      "policy-not-json",
      "is text that is neither JSON nor URL-encoded JSON; what it says counts as unknown",
    ],
    [
      "%zz",
      "policy-not-json",
      "is text that is neither JSON nor URL-encoded JSON; what it says counts as unknown",
    ],
    [[policy], "policy-not-object", "is a list, expected an object; what it says counts as unknown"],
    ["[]", "policy-not-object", "is a list, expected an object; what it says counts as unknown"],
    ["null", "policy-not-object", "is null, expected an object; what it says counts as unknown"],
    [42, "policy-not-object", "is a number, expected an object; what it says counts as unknown"],
    [
      '{"__proto__": {"a": 1}}',
      "key-forbidden",
      "has a key `__proto__`, which no AWS policy can have; what it says counts as unknown",
    ],
    [
      `{"a":${"[".repeat(200)}${"]".repeat(200)}}`,
      "json-too-deep",
      "is nested too deeply; what it says counts as unknown",
    ],
  ])("%j", (raw, code, message) => {
    const { document, problems } = decodeDocument(raw);
    expect(document).toBeNull();
    expect(problems).toMatchObject([{ code, message }]);
  });
});

test("a key that stands twice in an encoded document is warned about", () => {
  const { document, problems } = decodeDocument('{"Statement": {"Effect": "Allow", "Effect": "Deny"}}');
  expect(document).toEqual({ Statement: { Effect: "Deny" } });
  expect(problems).toMatchObject([
    { code: "key-repeated", message: expect.stringContaining("`Effect` twice") },
  ]);
});

test("text that encodes itself again and again is given up", () => {
  const nested = JSON.stringify(JSON.stringify(JSON.stringify(json)));
  expect(decodeDocument(nested).document).toBeNull();
});
