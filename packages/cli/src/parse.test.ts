import { expect, test } from "vitest";
import type { Arguments } from "./arguments.js";
import { UsageError } from "./error.js";
import { optionsOf, parseArguments, parseRequest } from "./parse.js";
import { commandsFor } from "./registry.js";

const commands = await commandsFor([]);

function given(...argv: string[]): Arguments {
  const request = parseRequest(argv, commands);
  if (request.kind !== "command") throw new Error(`expected a command, got ${request.kind}`);
  const parsed = parseArguments(request.command, request.rest);
  if (parsed === null) throw new Error("expected arguments, got help");
  return parsed;
}

function complaint(...argv: string[]): string {
  try {
    given(...argv);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("expected a complaint");
}

test("options stand before or after the command, with = or a space, in short form", () => {
  expect(given("--snapshot", "a", "check").text("snapshot")).toBe("a");
  expect(given("check", "--snapshot=a").text("snapshot")).toBe("a");
  expect(given("check", "-s", "a", "-f", "json").format()).toBe("json");
});

test("a positional argument and a lone dash are values", () => {
  expect(given("who-can", "role/x").positional(0)).toBe("role/x");
  expect(given("can", "--batch", "-").text("batch")).toBe("-");
});

test("a repeatable option keeps every value in order", () => {
  expect(given("can", "--context", "a=1", "--context", "b=2").texts("context")).toEqual(["a=1", "b=2"]);
});

test("an unknown command names the nearest", () => {
  expect(complaint("chek")).toBe("unknown command `chek`; did you mean `check`?");
  expect(complaint("xyzzyx")).toMatch(/^unknown command `xyzzyx`; the commands are demo, /);
});

test("an unknown option names the nearest of this command", () => {
  expect(complaint("check", "--fail-onn", "high")).toBe(
    "check: unknown option --fail-onn; did you mean --fail-on?",
  );
  expect(complaint("check", "--via", "x")).toBe("check: unknown option --via");
  expect(complaint("check", "-q")).toBe("check: unknown option -q");
});

test("an option without a command says so", () => {
  expect(() => parseRequest(["--snapshot", "x"], commands)).toThrow(
    "--snapshot belongs to a command, and none was given",
  );
});

test("a forgotten value is not filled with the next option", () => {
  expect(complaint("can", "--from", "--to", "x")).toBe(
    "--from needs a value: P (write --from=--to if it begins with a dash)",
  );
  expect(complaint("can", "--from")).toBe("--from needs a value: P");
  expect(given("can", "--from=--to").text("from")).toBe("--to");
});

test("a flag takes no value, and a single option is given once", () => {
  expect(complaint("can", "--exit-code=yes")).toBe("--exit-code takes no value");
  expect(complaint("check", "-s", "a", "--snapshot", "b")).toBe("--snapshot was given twice");
});

test("missing and surplus arguments are named", () => {
  expect(complaint("who-can")).toBe("who-can: ROLE is missing");
  expect(complaint("who-can", "a", "b")).toBe("who-can: unexpected argument `b`");
});

test("an argument that may be left out is empty then, and is one at most", () => {
  expect(given("explain").positional(0)).toBe("");
  expect(given("explain", "TRUST-PUBLIC").positional(0)).toBe("TRUST-PUBLIC");
  expect(complaint("explain", "a", "b")).toBe("explain: unexpected argument `b`");
});

test("a choice lists the valid words", () => {
  expect(() => given("check", "--format", "sarif").format()).toThrow(
    "--format `sarif`: expected one of text, json",
  );
});

test("a number must be whole and in range", () => {
  for (const value of ["0", "33", "1.5", "two", "", "1e1"])
    expect(() => given("who-can", "r", `--max-hops=${value}`).maxHops()).toThrow(
      "expected a whole number from 1 to 32",
    );
  expect(given("who-can", "r", "--max-hops", "3").maxHops()).toBe(3);
});

test("help is asked for by flag or by command, the version by flag", () => {
  expect(parseRequest(["--help"], commands)).toEqual({ kind: "help", command: null });
  expect(parseRequest(["help", "check"], commands)).toMatchObject({
    kind: "help",
    command: { name: "check" },
  });
  expect(parseRequest(["--version"], commands)).toEqual({ kind: "version" });
  expect(parseRequest([], commands)).toEqual({ kind: "nothing" });
  const request = parseRequest(["check", "--help"], commands);
  expect(request.kind === "command" && parseArguments(request.command, request.rest)).toBeNull();
});

test("an option means the same in every command, so that it can stand before the command", () => {
  const kinds = new Map<string, string>();
  for (const command of commands)
    for (const [name, spec] of Object.entries(optionsOf(command))) {
      const kind = `${spec.value === undefined ? "flag" : "value"} ${spec.short ?? ""}`;
      expect(kinds.get(name) ?? kind, `--${name} of ${command.name}`).toBe(kind);
      kinds.set(name, kind);
    }
});

test("options named like parts of an object are unknown like any other", () => {
  expect(complaint("check", "--__proto__")).toMatch(/unknown option --__proto__/);
  expect(complaint("check", "--constructor", "x")).toMatch(/unknown option --constructor/);
});
