import { type Analysis, type CanAnswer, checkDuration, type HopAnswer, howToUse } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import { answerBatch } from "../batch/answer.js";
import type { Command, Context } from "../command.js";
import { exitCode, UsageError } from "../error.js";
import { openPieces } from "../input/files.js";
import { keyLines } from "../key-lines.js";
import { loadAnalysis } from "../load.js";
import { nearNames } from "../near-names.js";
import { analysisOptions, indirectOption, maxHopsOption, sessionOptions, useOption } from "../option.js";
import { questionFrom } from "../question.js";
import { canLines } from "../render/can.js";
import { Names } from "../render/names.js";
import { durationLines } from "../render/paths.js";
import { useLines } from "../render/use.js";
import { readSessionPolicy } from "../session-policy.js";
import { snapshotPath } from "../snapshot-path.js";
import { line, styled } from "../text/line.js";

/** Options that describe the one question; a batch has them in its lines. */
const questionOptions = {
  from: { value: "P", summary: "who asks: ARN, unique id, service, account, provider, *, user/x or role/y" },
  to: { value: "ROLE", summary: "the role to become" },
  context: {
    value: "KEY=VALUE",
    repeatable: true,
    summary: "pin a condition key; the same key again makes a list",
  },
  absent: { value: "KEY", repeatable: true, summary: "pin a condition key to absent" },
  claim: {
    value: "KEY=VALUE",
    repeatable: true,
    summary: "a claim of the token (sub) or assertion (saml:sub), with a provider as --from",
  },
  "absent-claim": { value: "KEY", repeatable: true, summary: "a claim that the token does not have" },
  "claims-complete": { summary: "claims that are not listed are absent, not open" },
  "session-tag": {
    value: "KEY=VALUE",
    repeatable: true,
    summary: "a session tag inside the token or assertion",
  },
  "source-identity": { value: "TEXT", summary: "the source identity inside the token or assertion" },
  "max-hops": maxHopsOption(1),
  indirect: indirectOption,
  ...sessionOptions,
  use: useOption,
} as const;

/** One question with its evidence, or thousands of them a line each. */
export const can: Command = {
  name: "can",
  summary: "can P become ROLE? one question, with the evidence",
  usage: [
    "can --from P --to ROLE [--context KEY=VALUE …] [--max-hops N] [--indirect]",
    "can --from PROVIDER --claim KEY=VALUE … --to ROLE",
    "can --batch FILE.jsonl",
  ],
  description: [
    "Answers allowed (a plain request succeeds), conditional (it works if what is listed holds), denied, or unknown (the snapshot does not hold enough to tell).",
    'A batch holds one question a line, {from, to, context?, maxHops?, indirect?}, and gets one JSON answer a line, in order. `from` is text, or {type: "saml" or "oidc", provider, claims?, claimsComplete?, sessionTags?, sourceIdentity?}. A line that is no question gets an answer in its place with the verdict unknown, `line` and `error`, and the exit code is then 2; empty lines get none. Problems of the snapshot are told on stderr once, not in every answer.',
  ],
  options: {
    ...questionOptions,
    batch: { value: "FILE", summary: "questions to answer, one JSON object a line; - for stdin" },
    "exit-code": { summary: "exit with 1 where the answer is denied, 2 where it is unknown" },
    ...analysisOptions,
  },
  positionals: [],
  examples: [
    { does: "one question", line: "rolepath can --from user/alice --to role/deploy -s ./snapshot" },
    {
      does: "with a fact pinned",
      line: "rolepath can --from 999988887777 --to role/vendor --context sts:ExternalId=s3cret",
    },
    {
      does: "a GitHub workflow",
      line: "rolepath can --from arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com --claim aud=sts.amazonaws.com --claim sub=repo:acme/app:ref:refs/heads/main --to role/ci",
    },
    {
      does: "many questions from another program",
      line: "make-questions | rolepath can --batch - > answers.jsonl",
    },
  ],
  run: (given, context) => (given.has("batch") ? runBatch(given, context) : runOne(given, context)),
};

async function runOne(given: Arguments, context: Context): Promise<number> {
  const question = questionFrom(given);
  const format = given.format();
  const seconds = given.duration();
  const sessionPolicy = await readSessionPolicy(given, context);
  const analysis = await loadAnalysis(given, context);
  context.output.tell(keyLines(Object.keys(question.context ?? {})));
  const answer = analysis.can(question, sessionPolicy === undefined ? {} : { sessionPolicy });
  const hops = hopsOf(answer);
  const duration = seconds === undefined || hops.length === 0 ? undefined : checkDuration(hops, seconds);
  const use = given.has("use") && hops.length > 0 ? howToUse(hops, seconds) : undefined;
  if (answer.verdict === "unknown")
    for (const name of namesIn(question)) {
      const near = nearNames(analysis, name);
      if (near !== undefined) context.output.tell([line(0, [styled("muted", `\`${name}\`: ${near}`)])]);
    }
  if (format === "json")
    await context.output.json({
      ...answer,
      ...(duration !== undefined && { duration }),
      ...(use !== undefined && { use }),
      problems: analysis.problems(),
    });
  else
    await context.output.answer([
      ...canLines(answer, new Names(analysis.principals())),
      ...durationLines(duration, 0),
      ...useLines(use),
    ]);
  if (!given.has("exit-code")) return exitCode.answered;
  return {
    allowed: exitCode.answered,
    conditional: exitCode.answered,
    denied: exitCode.findings,
    unknown: exitCode.input,
  }[answer.verdict];
}

// An answer about one hop has no list of hops: it is the hop.
function hopsOf(answer: CanAnswer): readonly HopAnswer[] {
  if (answer.verdict !== "allowed" && answer.verdict !== "conditional") return [];
  const { verdict, action, requires, to, witness, maxSessionSeconds = null } = answer;
  const from = typeof answer.from === "string" ? answer.from : answer.from.provider;
  const hop = { from, to, action, verdict, requires, maxSessionSeconds };
  return answer.hops ?? [witness === undefined ? hop : { ...hop, witness }];
}

function namesIn({ from, to }: Parameters<Analysis["can"]>[0]): string[] {
  return [typeof from === "string" ? from : from.provider, to];
}

async function runBatch(given: Arguments, context: Context): Promise<number> {
  const misplaced = [...Object.keys(questionOptions), "exit-code"].find((name) => given.has(name));
  if (misplaced !== undefined)
    throw new UsageError(`can: --${misplaced} and --batch do not go together; say it in the lines`);
  if (given.has("format") && given.format() !== "json")
    throw new UsageError("can: a batch is answered in JSON, one answer a line");
  const path = given.text("batch")!;
  if (path === "-" && snapshotPath(given, context) === "-")
    throw new UsageError("can: the batch and the snapshot cannot both be stdin");
  const analysis = await loadAnalysis(given, context);
  const { badLineCount } = await answerBatch(analysis, openPieces(path, context.host), context.output);
  if (badLineCount === 0) return exitCode.answered;
  const verb = badLineCount === 1 ? "line was no question" : "lines were no questions";
  context.output.tell([line(0, [styled("denied", "error:"), ` ${badLineCount} ${verb}`])]);
  return exitCode.input;
}
