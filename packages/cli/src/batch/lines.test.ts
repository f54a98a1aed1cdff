import { expect, test } from "vitest";
import { lineLengthMax, linesOf } from "./lines.js";

async function* pieces(...texts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield typeof text === "string" ? Buffer.from(text) : text;
}

async function read(...texts: (string | Uint8Array)[]) {
  const lines = [];
  for await (const group of linesOf(pieces(...texts))) lines.push(...group);
  return lines;
}

test("lines are numbered from 1, whatever pieces they arrive in", async () => {
  const lines = [
    { number: 1, text: "one" },
    { number: 2, text: "" },
    { number: 3, text: "three" },
  ];
  expect(await read("one\n\nthree\n")).toEqual(lines);
  expect(await read("o", "ne", "\n", "\nthr", "ee")).toEqual(lines);
});

test("Windows line ends and a byte order mark are no part of a line", async () => {
  expect(await read("\ufeffa\r", "\nb\r\n")).toEqual([
    { number: 1, text: "a" },
    { number: 2, text: "b" },
  ]);
});

test("a character cut in two by a piece is one character", async () => {
  const bytes = Buffer.from("é\n");
  expect(await read(bytes.subarray(0, 1), bytes.subarray(1))).toEqual([{ number: 1, text: "é" }]);
});

test("a line too long to hold is told as such, and the next one is read", async () => {
  const long = "x".repeat(lineLengthMax);
  expect(await read(long, "xx\nnext\n")).toEqual([
    { number: 1, text: null },
    { number: 2, text: "next" },
  ]);
});

test("an empty stream has no line", async () => {
  expect(await read("")).toEqual([]);
});
