import { readConfig } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { pathOf } from "./refuse.js";
import { readYaml } from "./yaml.js";

function written(text: string): unknown {
  const result = readYaml(text);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.messages));
  return result.value;
}

/** What is wrong with a configuration, as the terminal shows it. */
function complaints(text: string): readonly string[] {
  const yaml = readYaml(text);
  if (yaml.kind === "refused") return yaml.messages.map((one) => `${one.line}:${one.column} ${one.message}`);
  const result = readConfig(yaml.value);
  if (result.kind === "read") return [];
  return result.issues.map((issue) => {
    const { line, column } = yaml.placeOf(issue);
    return `${line}:${column} ${pathOf(issue)}${issue.message}`;
  });
}

describe("a YAML text", () => {
  test("gives the ids of accounts as text, with their leading zeros", () => {
    expect(written("a: 012345678901\nb: [123456789012, 12]\nc: '5'")).toEqual({
      a: "012345678901",
      b: ["123456789012", 12],
      c: "5",
    });
  });

  test("gives days as text, and yes as text", () => {
    expect(written("a: 2026-12-31\nb: yes")).toEqual({ a: "2026-12-31", b: "yes" });
  });

  test("that is empty is nothing", () => {
    expect(written("")).toBeNull();
    expect(written("# only a comment\n")).toBeNull();
  });

  test("may be JSON", () => {
    expect(written('{"a": ["x"]}')).toEqual({ a: ["x"] });
  });

  test("cannot fill the memory with aliases", () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? "a0: &a0 [x,x,x,x,x,x,x,x,x]"
        : `a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`)}]`,
    );
    expect(complaints(levels.join("\n"))).toEqual([expect.stringMatching(/^1:1 .*alias/)]);
  });

  test("with a key of the prototype of objects changes no other object", () => {
    written("__proto__:\n  polluted: true");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("what is wrong stands by line and column", () => {
  test.each([
    ["a: [1,\nb: 2", /^\d+:\d+ /],
    ["a: 1\na: 2", /^2:1 map keys must be unique$/],
    ["a: 1\n---\nb: 2", /^2:1 source contains multiple documents/],
    ["a: !secret x", /^1:4 unresolved tag: !secret$/],
  ])("of YAML itself: %j", (text, expected) => {
    expect(complaints(text)[0]).toMatch(expected);
  });

  test("of the configuration: a wrong value, a wrong key, a missing one, an alias", () => {
    const text = `# who is trusted
trusted:
  accounts:
    - 123456789012
    - id: 4711
supressions: []
suppressions:
  - rule: TRUST-PUBLIC
    owner: sam
    expires: tomorrow
severities: &empty {}
`;
    expect(complaints(text)).toEqual([
      "5:11 trusted.accounts[1].id: expected text",
      "11:20 severities: expected a list",
      "8:5 suppressions[0].reason: is missing",
      "10:14 suppressions[0].expires: expected a day, such as 2026-12-31",
      expect.stringMatching(/^6:1 supressions: unknown key; expected one of .*suppressions/),
    ]);
  });
});
