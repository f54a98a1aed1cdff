import { github } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { answerOf, finding, hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands of a text, as the runner of Actions reads them. */
function commandsOf(text: string): readonly Command[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => {
      const [, name = "", list = "", message = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
      const properties = list.split(",").map((item) => {
        const [key = "", ...value] = item.split("=");
        return [key, unescaped(value.join("="))];
      });
      return {
        name,
        properties: Object.fromEntries(properties) as Record<string, string>,
        message: unescaped(message),
      };
    });
}

function unescaped(text: string): string {
  return text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
}

describe("annotations", () => {
  test.each(organizations)("of %s are one line for each finding, and one that counts them", (_name, make) => {
    const answer = make().check();
    const [count, ...commands] = commandsOf(github(answer));
    expect(count).toMatchObject({ name: "notice", properties: { title: "Rolepath" } });
    expect(commands).toHaveLength(answer.findings.length);
    for (const [index, { name, properties, message }] of commands.entries()) {
      expect(["error", "warning", "notice"]).toContain(name);
      expect(properties.file).not.toBe("");
      expect(message.split("\n")[0]).toBe(answer.findings[index]?.title);
    }
  });

  test("let hostile names give no command and no property of their own", () => {
    const commands = commandsOf(github(hostileAnswer));
    expect(commands).toHaveLength(1 + hostileAnswer.findings.length + 1);
    for (const { properties } of commands)
      for (const key of Object.keys(properties)) expect(["file", "line", "title"]).toContain(key);
    expect(github(hostileAnswer)).not.toMatch(/[\u001b\u202e\r]/);
  });

  test("name columns only inside one line", () => {
    const at = (endLine: number) =>
      commandsOf(
        github(answerOf([finding({})]), (file) => ({
          path: `snapshot/${file}`,
          range: { startLine: 7, startColumn: 3, endLine, endColumn: 9 },
        })),
      )[1]?.properties;
    const file = "snapshot/accounts/111122223333/authorization-details.json";
    expect(at(7)).toEqual({
      file,
      line: "7",
      endLine: "7",
      col: "3",
      endColumn: "9",
      title: "high TRUST-PUBLIC",
    });
    expect(at(9)).toEqual({ file, line: "7", endLine: "9", title: "high TRUST-PUBLIC" });
  });
});
