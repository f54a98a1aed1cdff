import type { CheckAnswer, DiffAnswer } from "@rolepath/analyzer";
import type { Problem } from "@rolepath/snapshot";
import type { Content } from "../unpack.js";
import { UnpackError } from "../unpack-error.js";
import { checkShape, diffShape } from "./answer-shape.js";
import { type ChainsAnswer, chainsReader } from "./chains-answer.js";
import type { Shape } from "./shape.js";

/** An analysis as a file: what `rolepath … --format json` wrote. */
export type AnswerFile =
  | { readonly kind: "findings"; readonly name: string; readonly answer: CheckAnswer }
  | {
      readonly kind: "paths";
      readonly name: string;
      readonly command: string;
      readonly answer: ChainsAnswer;
    }
  | {
      readonly kind: "diff";
      readonly name: string;
      readonly answer: DiffAnswer & { readonly problems: readonly Problem[] };
    };

/** What was opened, told apart. */
export interface Sorted {
  readonly answer: AnswerFile | null;
  /** The files of the snapshot: path → content. */
  readonly rest: ReadonlyMap<string, Content>;
}

// Bundles may be hundreds of megabytes, so only what begins like an answer is parsed here.
const answerStart =
  /^\s*\{\s*"(?:tool|snapshot|findings|summary|question|from|to|maxHops|results|truncated|assumptions|problems|suppressed|fixed|gate|notices|old|new|verdict)"\s*:/;
const sarifStart = /^\s*\{[\s\S]{0,400}"runs"\s*:|^\s*\{[\s\S]{0,200}sarif/i;

/**
 * Takes the answer of the command out of what was opened.
 *
 * @throws UnpackError for an answer that the page cannot show, and for more than one
 */
export function sortAnswers(contents: ReadonlyMap<string, Content>): Sorted {
  const found = [...contents].flatMap(([path, content]) => {
    const answer = typeof content === "string" ? readAnswer(path, content) : null;
    return answer === null ? [] : [answer];
  });
  const [answer = null, second] = found;
  if (second !== undefined)
    throw new UnpackError(
      second.name,
      `is a second analysis beside \`${answer?.name}\``,
      "drop one at a time, alone or with the snapshot that it was made of",
    );
  return { answer, rest: new Map([...contents].filter(([path]) => path !== answer?.name)) };
}

function readAnswer(name: string, text: string): AnswerFile | null {
  if (!name.includes("/") && sarifStart.test(text.slice(0, 600)))
    throw new UnpackError(
      name,
      "is SARIF, made for other tools",
      "write the findings with `rolepath check --format json` and drop that file",
    );
  if (!answerStart.test(text.slice(0, 200))) return null;
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return null;
  if ("findings" in value && "tool" in value)
    return { kind: "findings", name, answer: fitting(name, value, checkShape, "check") };
  if ("old" in value && "new" in value && "edges" in value)
    return { kind: "diff", name, answer: fitting(name, value, diffShape, "diff") };
  const reader = chainsReader(value);
  if (reader === null) return null;
  const { command, shape, chains } = reader;
  return { kind: "paths", name, command, answer: chains(fitting(name, value, shape, command)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The reader of snapshots says what is wrong with JSON, and where.
    return null;
  }
}

function fitting<Answer>(name: string, value: object, shape: Shape, command: string): Answer {
  const misfit = shape(value, "");
  if (misfit !== null)
    throw new UnpackError(
      `${name} ${misfit.pointer}`.trim(),
      `looks like an answer of \`rolepath ${command}\` and is not a whole one: expected ${misfit.expected}`,
      `write it again with \`rolepath ${command} … --format json\` of this version`,
    );
  return value as Answer;
}
