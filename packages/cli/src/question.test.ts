import { expect, test } from "vitest";
import type { Arguments } from "./arguments.js";
import { can } from "./command/can.js";
import { parseArguments } from "./parse.js";
import { questionFrom } from "./question.js";

const ask = (...rest: string[]) => questionFrom(parseArguments(can, rest) as Arguments);
const github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

test("a plain question is from and to", () => {
  expect(ask("--from", "user/alice", "--to", "role/x")).toEqual({ from: "user/alice", to: "role/x" });
});

test("context keys are pinned, to a list where a key comes twice, to absent with --absent", () => {
  const { context } = ask(
    ...["--from", "a", "--to", "b", "--context", "aws:SourceIp=10.0.0.1", "--context", "aws:TagKeys=x"],
    ...["--context", "aws:TagKeys=y", "--context", "sts:ExternalId=a=b", "--absent", "aws:SourceVpc"],
  );
  expect(context).toEqual({
    "aws:SourceIp": "10.0.0.1",
    "aws:TagKeys": ["x", "y"],
    "sts:ExternalId": "a=b",
    "aws:SourceVpc": null,
  });
});

test("a key named __proto__ is a key", () => {
  const { context } = ask("--from", "a", "--to", "b", "--context", "__proto__=x");
  expect(Object.keys(context ?? {})).toEqual(["__proto__"]);
});

test("claims make the provider a federated caller, of the type that its ARN tells", () => {
  const { from } = ask(
    ...[
      "--from",
      github,
      "--to",
      "b",
      "--claim",
      "aud=sts.amazonaws.com",
      "--claim",
      "amr=a",
      "--claim",
      "amr=b",
    ],
    ...[
      "--absent-claim",
      "environment",
      "--claims-complete",
      "--session-tag",
      "team=x",
      "--source-identity",
      "al",
    ],
  );
  expect(from).toEqual({
    type: "oidc",
    provider: github,
    claims: { aud: "sts.amazonaws.com", amr: ["a", "b"], environment: null },
    claimsComplete: true,
    sessionTags: { team: "x" },
    sourceIdentity: "al",
  });
  expect(
    ask("--from", "arn:aws:iam::111122223333:saml-provider/Okta", "--to", "b", "--claim", "saml:aud=x").from,
  ).toMatchObject({ type: "saml" });
  expect(ask("--from", "accounts.google.com", "--to", "b", "--claim", "aud=x").from).toMatchObject({
    type: "oidc",
  });
});

test("a provider without claims stays a plain name", () => {
  expect(ask("--from", github, "--to", "b").from).toBe(github);
});

test("a caller without a token cannot have claims, and the complaint says what to use", () => {
  expect(() => ask("--from", "user/alice", "--to", "b", "--session-tag", "a=b")).toThrow(/--context/);
});

test("what is missing or malformed is named", () => {
  expect(() => ask("--from", "a")).toThrow("can: --to is missing");
  expect(() => ask("--to", "a")).toThrow("can: --from is missing");
  expect(() => ask("--from", "a", "--to", "b", "--context", "novalue")).toThrow(
    "--context `novalue`: expected key=value",
  );
  expect(() => ask("--from", "a", "--to", "b", "--context", "k=v", "--absent", "k")).toThrow(
    "cannot be both",
  );
});

test("indirect hops are asked for by a flag, and not else", () => {
  expect(ask("--from", "a", "--to", "b", "--indirect")).toEqual({ from: "a", to: "b", indirect: true });
});

test("there is no way to walk an indirect hop with profiles", () => {
  expect(() => ask("--from", "a", "--to", "b", "--indirect", "--use")).toThrow(
    /--use is for chains of direct hops/,
  );
});
