import type { CheckAnswer, PathsAnswer } from "@rolepath/analyzer";
import type { Problem } from "@rolepath/snapshot";
import type { Content } from "../unpack.js";
import { UnpackError } from "../unpack-error.js";
import { checkShape, pathsShape } from "./answer-shape.js";
import type { Shape } from "./shape.js";

/** An analysis as a file: what `rolepath … --format json` wrote. */
export type AnswerFile =
  | { readonly kind: "findings"; readonly name: string; readonly answer: CheckAnswer }
  | {
      readonly kind: "paths";
      readonly name: string;
      readonly answer: PathsAnswer & { readonly problems: readonly Problem[] };
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

const kinds = "check, who-can, what-can and paths";

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
    return { kind: "findings", name, answer: fitting<CheckAnswer>(name, value, checkShape, "check") };
  if ("question" in value && "results" in value && isPathQuestion(value.question))
    return {
      kind: "paths",
      name,
      answer: fitting<PathsAnswer & { readonly problems: readonly Problem[] }>(
        name,
        value,
        pathsShape,
        value.question,
      ),
    };
  const other = otherAnswer(value);
  if (other !== null)
    throw new UnpackError(
      name,
      `is an answer of \`rolepath ${other}\`, and the page shows those of ${kinds} without their snapshot`,
      "drop the snapshot and ask the page, or write the answer of one of these commands",
    );
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The reader of snapshots says what is wrong with JSON, and where.
    return null;
  }
}

function isPathQuestion(question: unknown): question is "who-can" | "what-can" | "paths" {
  return question === "who-can" || question === "what-can" || question === "paths";
}

/** The command that wrote it, by what only its answers have; null for what is no answer. */
function otherAnswer(value: object): string | null {
  if ("question" in value && typeof value.question === "string" && /^[a-z-]{1,20}$/.test(value.question))
    return value.question === "cut" ? "paths --cut" : value.question;
  if ("verdict" in value && "evidence" in value) return "can";
  return "old" in value && "new" in value && "edges" in value ? "diff" : null;
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
