import { resolve } from "node:path";
import type { CollectRequest, CollectSummary } from "@rolepath/collector";
import type { Arguments } from "../arguments.js";
import { askMfaCode } from "../collect/mfa.js";
import {
  collectOptions,
  collectRequest,
  endpointOf,
  policyQuestion,
  printedRole,
  regionOf,
} from "../collect/options.js";
import { type ProgressKind, showProgress } from "../collect/progress.js";
import { summaryJson, summaryLines } from "../collect/summary.js";
import type { Command, Context } from "../command.js";
import { exitCode, InputError } from "../error.js";
import { line } from "../text/line.js";
import { version } from "../version.js";

/** The shell's own code for a command that Ctrl-C ended. */
const interruptedCode = 130;

/** AWS to snapshot. */
export const collect: Command = {
  name: "collect",
  summary: "make a snapshot from AWS: one account, or the whole organization",
  usage: [
    "collect --out DIR [--profile P]",
    "collect --org --out DIR [--role-name NAME] [--external-id ID] [--account ID …] [--ou ID …] [--tag K=V …]",
    "collect [--org] --print-policy",
    "collect --print-role cloudformation|terraform [--role-name NAME] [--trust ARN] [--external-id ID]",
  ],
  description: [
    "Reads IAM, and with --org the organization's accounts, units, SCPs and RCPs and the assignments of Identity Center, with read-only calls. Each account is written when it is whole. What AWS refuses is noted in the manifest and shows in every later answer.",
    "A run that was stopped goes on when the same command is given again. Exit codes: 0 complete, 1 something is missing, 130 stopped with Ctrl-C.",
    "The files tell an attacker the way in: they are for the owner's eyes (0600), and so should be wherever they are kept.",
  ],
  options: collectOptions,
  positionals: [],
  examples: [
    { does: "one account", line: "rolepath collect --profile audit --out ./snapshot" },
    { does: "the organization", line: "rolepath collect --org --external-id 4f1c-9 --out ./snapshot" },
    {
      does: "the role for the other accounts",
      line: "rolepath collect --print-role cloudformation --trust arn:aws:iam::111122223333:role/audit > role.yaml",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const print = given.choice("print-role", ["cloudformation", "terraform"]);
  // Loading the AWS SDK takes a while, which only this command should wait for.
  const collector = await import("@rolepath/collector");
  if (print !== undefined) {
    const role = printedRole(given, context);
    await context.output.raw(
      print === "terraform" ? collector.terraformModule(role) : collector.cloudFormationTemplate(role),
    );
    return exitCode.answered;
  }
  if (given.has("print-policy")) {
    await context.output.json(collector.requiredPolicy(policyQuestion(given, collector.partitionOfRegion)));
    return exitCode.answered;
  }
  const format = given.format();
  const request = collectRequest(given, context, `rolepath collect ${version()}`);
  const stop = new AbortController();
  const summary = await collectWith(collector, request, given, context, stop);
  if (summary === null) {
    context.output.tell([line(0, ["stopped before anything was collected"])]);
    return interruptedCode;
  }
  if (format === "json") await context.output.json(summaryJson(summary));
  else await context.output.answer(summaryLines(summary));
  if (stop.signal.aborted) return interruptedCode;
  return summary.complete ? exitCode.answered : exitCode.findings;
}

/** Runs the collection; null where it was stopped before it began. */
async function collectWith(
  collector: typeof import("@rolepath/collector"),
  request: CollectRequest,
  given: Arguments,
  context: Context,
  stop: AbortController,
): Promise<CollectSummary | null> {
  const { host } = context;
  const concurrency = given.number("concurrency", 1, 64) ?? 8;
  const kind: ProgressKind = given.choice("progress", ["auto", "plain", "json", "none"]) ?? "auto";
  const profile = given.text("profile");
  const region = regionOf(given);
  const endpointUrl = endpointOf(given);
  void host.interrupted().then(() => stop.abort());
  const transport = collector.sdkTransport({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    mfaCode: askMfaCode(context),
    redactor: collector.createRedactor(),
    signal: stop.signal,
  });
  const pace = collector.createPace({ signal: stop.signal });
  const progress = showProgress(kind, context, collector);
  try {
    return await collector.collect(
      { ...request, out: resolve(host.folder, request.out) },
      {
        aws: collector.persistentAws(transport, pace),
        pace,
        pool: collector.createPool(concurrency),
        clock: host.now,
        emit: progress.onEvent,
      },
    );
  } catch (error) {
    if (!(error instanceof collector.CollectError)) throw error;
    if (stop.signal.aborted) return null;
    throw new InputError(error.message, error.remedy);
  } finally {
    progress.end();
    transport.close();
  }
}
