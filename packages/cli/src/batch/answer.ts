import type { Analysis } from "@rolepath/analyzer";
import type { Output } from "../output.js";
import { line, styled } from "../text/line.js";
import { safeJson } from "../text/safe.js";
import { linesOf, type NumberedLine } from "./lines.js";
import { type LineError, readQuestion } from "./question.js";

const chunkLengthMin = 64 * 1024;
const badLinesToldMax = 10;

/**
 * Answers one question a line with one line of JSON each, in order, and returns how many lines were no questions.
 *
 * A line that is no question gets an answer in its place, with the verdict `unknown`, its number as `line`, and `error`.
 * Lines with nothing but white space get none. Answers are written as they come: the input may be endless.
 */
export async function answerBatch(
  analysis: Analysis,
  pieces: AsyncIterable<Uint8Array>,
  output: Output,
): Promise<{ readonly badLineCount: number }> {
  const batch = new Batch(analysis, output);
  for await (const group of linesOf(pieces)) {
    let chunk = "";
    for (const numbered of group) {
      chunk += batch.answer(numbered);
      if (chunk.length < chunkLengthMin) continue;
      await output.raw(chunk);
      chunk = "";
    }
    if (chunk !== "") await output.raw(chunk);
    if (output.closed) break;
  }
  return { badLineCount: batch.badLineCount };
}

class Batch {
  readonly #analysis: Analysis;
  readonly #output: Output;
  readonly #surplusTold = new Set<string>();
  badLineCount = 0;

  constructor(analysis: Analysis, output: Output) {
    this.#analysis = analysis;
    this.#output = output;
  }

  answer({ number, text }: NumberedLine): string {
    if (text === null)
      return this.#refuse(
        number,
        { code: "line-too-long", message: "the line is longer than 4 MB" },
        null,
        null,
      );
    if (text.trim() === "") return "";
    const read = readQuestion(text);
    if (!read.ok) return this.#refuse(number, read.error, read.from, read.to);
    for (const field of read.surplus) this.#tellSurplus(field, number);
    return `${safeJson(this.#analysis.can(read.question))}\n`;
  }

  #refuse(number: number, error: LineError, from: unknown, to: unknown): string {
    this.badLineCount++;
    if (this.badLineCount <= badLinesToldMax)
      this.#output.tell([line(0, [styled("denied", "error:"), ` line ${number}: ${error.message}`])]);
    return `${safeJson({
      from: from ?? null,
      to: to ?? null,
      verdict: "unknown",
      action: "sts:AssumeRole",
      requires: [],
      reason: `line ${number} is not a question: ${error.message}`,
      evidence: [],
      assumptions: [],
      missing: ["a question"],
      line: number,
      error,
    })}\n`;
  }

  #tellSurplus(field: string, number: number): void {
    if (this.#surplusTold.has(field)) return;
    this.#surplusTold.add(field);
    this.#output.tell([
      line(0, [
        styled("conditional", "warning:"),
        ` line ${number}: no question has a field \`${field}\`; it is ignored`,
      ]),
    ]);
  }
}
