import type { Analysis, CanQuestion } from "@rolepath/analyzer";
import { expect, test } from "vitest";
import type { Output } from "../output.js";
import { layOut, plainPaint } from "../text/layout.js";
import type { Line } from "../text/line.js";
import { answerBatch } from "./answer.js";

// An engine that says back what it was asked.
const analysis = {
  can: (question: CanQuestion) => ({ ...question, verdict: "allowed" }),
} as unknown as Analysis;

async function* stream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function answer(text: string, closed = false) {
  let written = "";
  let told = "";
  const output = {
    closed,
    raw: async (part: string) => {
      written += part;
    },
    tell: (lines: Line[]) => {
      told += layOut(lines, 200, plainPaint);
    },
  } as unknown as Output;
  const { badLineCount } = await answerBatch(analysis, stream(text), output);
  const answers = written
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { answers, told, badLineCount };
}

test("answers come in the order of the questions, one line each", async () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `{"from":"p${index}","to":"r"}`);
  const { answers, badLineCount } = await answer(lines.join("\n"));
  expect(answers.map(({ from }) => from)).toEqual(lines.map((_, index) => `p${index}`));
  expect(badLineCount).toBe(0);
});

test("a line that is no question gets an unknown in its place, with its number and the error", async () => {
  const { answers, badLineCount, told } = await answer(
    '{"from":"a","to":"b"}\nnonsense\n{"from":"c","to":"d"}\n',
  );
  expect(badLineCount).toBe(1);
  expect(answers.map(({ verdict }) => verdict)).toEqual(["allowed", "unknown", "allowed"]);
  expect(answers[1]).toMatchObject({
    from: null,
    to: null,
    line: 2,
    error: { code: "json-invalid" },
    requires: [],
    evidence: [],
    assumptions: [],
  });
  expect(told).toMatch(/^error: line 2: not JSON/);
});

test("what could be read of a bad line is said back", async () => {
  const { answers } = await answer('{"from":"a","to":5}\n');
  expect(answers[0]).toMatchObject({ from: "a", to: 5, error: { code: "question-invalid" } });
});

test("empty lines get no answer, but count as lines", async () => {
  const { answers } = await answer('\n  \n{"from":"a"}\n\n');
  expect(answers).toHaveLength(1);
  expect(answers[0]).toMatchObject({ line: 3 });
});

test("a field that no question has is warned of once", async () => {
  const { told } = await answer('{"from":"a","to":"b","maxhops":2}\n'.repeat(3));
  expect(told).toBe("warning: line 1: no question has a field `maxhops`; it is ignored\n");
});

test("ten bad lines are told one by one; more are only answered", async () => {
  const { told, badLineCount } = await answer("x\n".repeat(50));
  expect(told.trimEnd().split("\n")).toHaveLength(10);
  expect(badLineCount).toBe(50);
});

test("hostile names stay escaped in the answers", async () => {
  const { answers } = await answer('{"from":"\\u001b[2J","to":"\\u202e"}\n');
  expect(answers[0]).toMatchObject({ from: "\u001b[2J", to: "\u202e" });
});
