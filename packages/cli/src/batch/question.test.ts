import { expect, test } from "vitest";
import { readQuestion } from "./question.js";

const read = (value: unknown) => readQuestion(JSON.stringify(value));

test("a question is read as it stands", () => {
  const question = {
    from: "a",
    to: "b",
    context: { "sts:ExternalId": "x", k: ["1"], none: null },
    maxHops: 3,
  };
  expect(read(question)).toEqual({ ok: true, question, surplus: [] });
});

test("a federated caller is read as it stands", () => {
  const from = {
    type: "oidc",
    provider: "accounts.google.com",
    claims: { aud: "x", n: 1, b: true, none: null },
    claimsComplete: true,
  };
  expect(read({ from, to: "b" })).toEqual({ ok: true, question: { from, to: "b" }, surplus: [] });
});

test("numbers and true or false in a context are text, as IAM has them", () => {
  expect(read({ from: "a", to: "b", context: { "aws:MultiFactorAuthPresent": true, n: 5 } })).toMatchObject({
    question: { context: { "aws:MultiFactorAuthPresent": "true", n: "5" } },
  });
});

test("a key named __proto__ is a key", () => {
  const result = readQuestion('{"from":"a","to":"b","context":{"__proto__":"x"}}');
  expect(result.ok && Object.entries(result.question.context ?? {})).toEqual([["__proto__", "x"]]);
});

test("fields that no question has are named", () => {
  expect(read({ from: { type: "saml", provider: "p", claim: {} }, to: "b", id: 1 })).toMatchObject({
    surplus: ["id", "claim"],
  });
});

test.each([
  ["nonsense", "json-invalid", /^not JSON: /],
  ["[1]", "json-invalid", /expected a JSON object/],
  ["null", "json-invalid", /expected a JSON object/],
  ['{"to":"b"}', "question-invalid", /`from`/],
  ['{"from":"a"}', "question-invalid", /`to`: expected text/],
  [
    '{"from":"a","to":"b","maxHops":0}',
    "question-invalid",
    /`maxHops`: expected a whole number from 1 to 32/,
  ],
  ['{"from":"a","to":"b","maxHops":"2"}', "question-invalid", /`maxHops`/],
  ['{"from":"a","to":"b","indirect":"yes"}', "question-invalid", /`indirect`: expected true or false/],
  ['{"from":"a","to":"b","context":{"k":{}}}', "question-invalid", /`context`/],
  ['{"from":{"type":"x","provider":"p"},"to":"b"}', "question-invalid", /`from.type`: expected saml or oidc/],
  ['{"from":{"type":"saml"},"to":"b"}', "question-invalid", /`from.provider`/],
  ['{"from":{"type":"saml","provider":"p","claims":[]},"to":"b"}', "question-invalid", /`from.claims`/],
  [
    '{"from":{"type":"saml","provider":"p","claimsComplete":"yes"},"to":"b"}',
    "question-invalid",
    /`from.claimsComplete`/,
  ],
  [
    '{"from":{"type":"saml","provider":"p","sessionTags":{"a":1}},"to":"b"}',
    "question-invalid",
    /`from.sessionTags`/,
  ],
])("%s is refused, and the place named", (text, code, message) => {
  const result = readQuestion(text);
  expect(result).toMatchObject({ ok: false, error: { code } });
  expect(!result.ok && result.error.message).toMatch(message);
});

test("indirect hops are asked for in the line", () => {
  expect(read({ from: "a", to: "b", indirect: true })).toEqual({
    ok: true,
    question: { from: "a", to: "b", indirect: true },
    surplus: [],
  });
});

test("a field that is null is left out, a claim or a key that is null is absent", () => {
  const from = { type: "saml", provider: "p", claims: { "saml:sub": null } };
  expect(read({ from: { ...from, sessionTags: null }, to: "b", context: null, maxHops: null })).toEqual({
    ok: true,
    question: { from, to: "b" },
    surplus: [],
  });
  expect(read({ from: "a", to: "b", context: { "sts:ExternalId": null } })).toMatchObject({
    question: { context: { "sts:ExternalId": null } },
  });
});
