import { asCallError, endsRun } from "./call-error.js";
import { accountTargets, collectAccounts, planAccounts } from "./collect-accounts.js";
import { CollectError } from "./collect-error.js";
import { collectIdentityCenter } from "./collect-identity-center.js";
import { collectOrganization } from "./collect-organization.js";
import { type CallCounts, countsOf } from "./event.js";
import { firstAnswer } from "./first-answer.js";
import { createLedger, type Ledger } from "./folder/ledger.js";
import { type CollectManifest, isComplete, notYet } from "./folder/manifest.js";
import { openSnapshotFolder, type SnapshotFolder } from "./folder/snapshot-folder.js";
import { type CollectRequest, type Job, partMeter } from "./job.js";
import { type Run, timestamp } from "./run.js";
import { readCaller } from "./source/sts.js";

/** How a collection ended. */
export interface CollectSummary {
  readonly folder: string;
  readonly manifest: CollectManifest;
  /** Nothing is missing that was asked for. */
  readonly complete: boolean;
  /** Why the run ended early. */
  readonly stopped?: string;
  /** What the calls of this run cost, in all and for each account. */
  readonly calls: CallCounts;
  readonly callsByAccount: ReadonlyMap<string, CallCounts>;
}

/**
 * Collects into a folder. What an earlier run of the same request left undone is done; what it did is kept.
 *
 * A call that AWS refuses, or that keeps failing, becomes an entry of the manifest.
 *
 * @throws CollectError where nothing can be collected at all
 */
export async function collect(request: CollectRequest, run: Run): Promise<CollectSummary> {
  const folder = await openSnapshotFolder(request.out);
  try {
    const job = await startJob(folder, request, run);
    const stopped = await collectParts(job);
    return summaryOf(job, stopped);
  } finally {
    await folder.close();
  }
}

async function startJob(folder: SnapshotFolder, request: CollectRequest, run: Run): Promise<Job> {
  const earlier = request.refresh ? null : folder.manifest;
  if (earlier !== null && isComplete(earlier))
    throw new CollectError(
      "folder-complete",
      `\`${request.out}\` holds a complete snapshot of ${earlier.createdAt}`,
      "give --refresh to collect it again, or another folder with --out",
    );
  const meters = { byPart: new Map(), byAccount: new Map(), run };
  const caller = await firstAnswer(() => readCaller(run.aws.own(partMeter(meters, "caller"))));
  const head = {
    startedAt: timestamp(run),
    source: request.source,
    collection: {
      scope: request.organization ? "organization" : "account",
      partition: caller.partition,
      callerAccount: caller.account,
    },
  } as const;
  const before = folder.manifest?.collection;
  if (
    before !== undefined &&
    (before.scope !== head.collection.scope || before.partition !== caller.partition)
  )
    throw new CollectError(
      "folder-foreign",
      `\`${request.out}\` holds a snapshot with scope ${before.scope} in partition ${before.partition}`,
      "give another folder with --out",
    );
  const ledger = createLedger(folder, head, earlier);
  if (request.organization) planParts(ledger, request);
  return { ...meters, folder, request, caller, ledger };
}

/** Notes that the parts besides the accounts are still to come, so that a run that ends early does not pass as whole. */
function planParts(ledger: Ledger, { identityCenter }: CollectRequest): void {
  const { manifest } = ledger;
  if (manifest.organization === undefined) ledger.set("organization", notYet);
  if (manifest.identityCenter?.status === "complete") return;
  ledger.set(
    "identityCenter",
    identityCenter.include ? notYet : { status: "excluded", error: "left out by the user" },
  );
}

/** Collects one part after the other; why it ended early, if it did. */
async function collectParts(job: Job): Promise<string | undefined> {
  const stopped = await untilEnd(job);
  await job.ledger.save();
  return stopped;
}

async function untilEnd(job: Job): Promise<string | undefined> {
  try {
    const targets = job.request.organization ? await collectOrganization(job) : accountTargets(job);
    await collectAccounts(job, await planAccounts(job, targets));
    if (job.request.organization && job.request.identityCenter.include) await collectIdentityCenter(job);
    return undefined;
  } catch (error) {
    const failure = asCallError(error);
    if (!endsRun(failure.kind)) throw failure;
    const reason = failure.kind === "stopped" ? "stopped by the user" : failure.message;
    job.run.emit({ kind: "stopped", reason });
    return reason;
  }
}

function summaryOf(job: Job, stopped: string | undefined): CollectSummary {
  const callsByAccount = new Map([...job.byAccount].map(([id, meter]) => [id, countsOf(meter)]));
  const { manifest } = job.ledger;
  return {
    folder: job.request.out,
    manifest,
    complete: stopped === undefined && isComplete(manifest),
    ...(stopped === undefined ? {} : { stopped }),
    calls: total([...[...job.byPart.values()].map(countsOf), ...callsByAccount.values()]),
    callsByAccount,
  };
}

function total(counts: readonly CallCounts[]): CallCounts {
  return counts.reduce((sum, one) => ({
    made: sum.made + one.made,
    minimum: sum.minimum + one.minimum,
    throttled: sum.throttled + one.throttled,
  }));
}
