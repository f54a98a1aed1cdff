import { describe, expect, test } from "vitest";
import { shown } from "../text.js";
import { cutNames } from "./cut-names.js";

// Letters as wide as each other: a room of 20 is one of 20 letters.
const width = (text: string): number => Array.from(text).length;

function cut(texts: readonly string[], room = 20, accounts: readonly string[] = []): string[] {
  return cutNames(
    texts.map((text, index) => ({ text: shown(text), room, beside: shown(accounts[index] ?? "") })),
    width,
  ).map((lines) => lines.join(" / "));
}

const cdk = (part: string, rest = "123456789012-eu-west-1") => `cdk-hnb659fds-${part}-role-${rest}`;

describe("names in one picture", () => {
  test("stay whole when there is room, and lose their middle when both ends tell them apart", () => {
    expect(cut(["deploy", "a-role-with-quite-a-long-name"])).toEqual(["deploy", "a-role-wit…long-name"]);
  });

  test("that differ only in the middle keep it", () => {
    expect(cut([cdk("deploy"), cdk("file-publishing"), cdk("lookup")])).toEqual([
      "cdk…deploy-role-123…",
      "cdk…file-publishing…",
      "cdk…lookup-role-123…",
    ]);
  });

  test("that differ in a word keep the whole word, not what happens to differ in it", () => {
    expect(cut(["app-service-runner-prod-eu-central-1", "app-service-reader-prod-eu-central-1"])).toEqual([
      "app…runner-prod-eu-…",
      "app…reader-prod-eu-…",
    ]);
    expect(cut(["AWSControlTowerExecutionAccessRole", "AWSControlTowerReadOnlyAccessRole"], 16)).toEqual([
      "…ExecutionAcces…",
      "…ReadOnlyAccess…",
    ]);
  });

  test("that are the same twice look the same twice", () => {
    expect(cut([cdk("deploy"), cdk("deploy"), cdk("lookup")])).toEqual([
      "cdk…deploy-role-123…",
      "cdk…deploy-role-123…",
      "cdk…lookup-role-123…",
    ]);
  });

  test("keep it even where a star takes some of their room", () => {
    const [starred, plain] = cutNames(
      [
        { text: shown(cdk("deploy")), room: 18, beside: shown("") },
        { text: shown(cdk("lookup")), room: 20, beside: shown("") },
      ],
      width,
    );
    expect([starred, plain]).toEqual([["cdk…deploy-role-1…"], ["cdk…lookup-role-123…"]]);
  });

  test("need not keep an account that is said beside them", () => {
    const [one, two] = ["111111111111-eu-west-1", "222222222222-eu-west-1"];
    const accounts = ["prod", "test", "prod", "test"];
    expect(
      cut([cdk("deploy", one), cdk("deploy", two), cdk("lookup", one), cdk("lookup", two)], 20, accounts),
    ).toEqual([
      "cdk…deploy-role-111…",
      "cdk…deploy-role-222…",
      "cdk…lookup-role-111…",
      "cdk…lookup-role-222…",
    ]);
    expect(cut([cdk("deploy", one), cdk("deploy", two)], 20, ["prod", "test"])).toEqual([
      "cdk-hnb659…eu-west-1",
      "cdk-hnb659…eu-west-1",
    ]);
    expect(cut([cdk("deploy", one), cdk("deploy", two)], 20, ["prod", "prod"])).toEqual([
      "cdk…111111111111-eu…",
      "cdk…222222222222-eu…",
    ]);
  });

  test("whose differences have no room in one line take two", () => {
    const names = ["111111111111", "111111111112"].flatMap((account) =>
      ["deploy", "lookup"].map((part) => cdk(part, `${account}-eu-west-1`)),
    );
    const lines = cut(names);
    expect(new Set(lines).size).toBe(4);
    for (const name of lines)
      for (const line of name.split(" / ")) expect(width(line)).toBeLessThanOrEqual(20);
  });

  test("never look alike while two lines can help, and never take more room than there is", () => {
    const parts = ["alpha", "beta", "gamma", "delta"];
    const names = parts.flatMap((a) =>
      parts.map((b) => `common-prefix-${a}-in-the-middle-${b}-common-suffix`),
    );
    for (const room of [10, 14, 18, 22, 30]) {
      const lines = cut(names, room);
      expect(new Set(lines).size, `in a room of ${room}`).toBe(names.length);
      for (const name of lines)
        for (const line of name.split(" / ")) expect(width(line), line).toBeLessThanOrEqual(room);
    }
  });

  test("that are made of characters of two units are not cut through one", () => {
    const face = (text: string) => `${"😀".repeat(15)}${text}${"🎉".repeat(15)}`;
    for (const line of cut([face("😎"), face("🤖")], 8)) expect(line).not.toMatch(/\p{Cs}/u);
  });

  test("of ten thousand characters are cut in no time", () => {
    const long = (text: string) => `${"a".repeat(5000)}${text}${"b".repeat(5000)}`;
    const lines = cut([long("x"), long("y")]);
    expect(lines[0]).toContain("x");
    expect(lines[1]).toContain("y");
  });
});
