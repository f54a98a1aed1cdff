import { expect, test } from "vitest";
import { keyLines } from "./key-lines.js";
import { layOut, plainPaint } from "./text/layout.js";

const told = (...keys: string[]) => layOut(keyLines(keys), 200, plainPaint);

test("a pinned key that does not exist is told, with the one that may be meant", () => {
  expect(told("aws:SourceIpp")).toBe(
    "warning: aws:SourceIpp is no condition key, so it changes nothing; did you mean aws:SourceIp?\n",
  );
  expect(told("ExternalId")).toContain("did you mean sts:ExternalId?");
  expect(told("aws:Zebra")).toBe("warning: aws:Zebra is no condition key, so it changes nothing\n");
});

test("keys that exist, tags, claims of an issuer and keys of a service are not told", () => {
  expect(
    told("AWS:sourceip", "aws:RequestTag/team", "token.actions.githubusercontent.com:sub", "saml:sub"),
  ).toBe("");
});
