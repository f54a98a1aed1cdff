import { type AccountResult, type AccountTarget, collectAccount } from "./account.js";
import type { Client } from "./client.js";
import { CollectError } from "./collect-error.js";
import { countsOf } from "./event.js";
import { isSettled, notYet } from "./folder/manifest.js";
import type { Job } from "./job.js";
import type { Meter } from "./meter.js";
import { meterOf, timestamp } from "./run.js";
import { openSession } from "./source/sts.js";
import type { Targets } from "./target.js";

/** The accounts to collect without an organization: those that were named, else the caller's. */
export function accountTargets({ request, caller }: Job): Targets {
  const { accounts, units, tags } = request.filter;
  if (units !== undefined || tags !== undefined)
    throw new CollectError(
      "request",
      "units and tags choose among the accounts of an organization",
      "add --org",
    );
  return { collect: (accounts ?? [caller.account]).map((id) => ({ id })), leave: new Map() };
}

/** Notes what is to be done in the manifest, and gives the accounts that are still to be collected. */
export async function planAccounts({ folder, ledger, run }: Job, targets: Targets): Promise<AccountTarget[]> {
  const known = ledger.manifest.accounts;
  const open: AccountTarget[] = [];
  for (const target of targets.collect) {
    const before = known[target.id];
    if (before !== undefined && isSettled(before) && (await folder.hasAccount(target.id))) continue;
    open.push(target);
    if (before === undefined || isSettled(before)) ledger.setAccount(target.id, notYet);
  }
  for (const [id, coverage] of targets.leave)
    if (known[id]?.status !== "complete") ledger.setAccount(id, coverage);
  await ledger.save();
  run.emit({
    kind: "planned",
    accounts: open.length,
    earlier: targets.collect.length - open.length,
    left: targets.leave.size,
  });
  return open;
}

/** Collects the accounts, and, when all had their turn, once more those that failed by bad luck. */
export async function collectAccounts(job: Job, targets: readonly AccountTarget[]): Promise<void> {
  if (targets.length === 0) return;
  job.run.emit({ kind: "phase", phase: "accounts" });
  const unlucky = await collectRound(job, targets);
  if (unlucky.length === 0) return;
  job.run.emit({ kind: "phase", phase: "second-pass" });
  await collectRound(job, unlucky);
}

/** Collects each account once, and gives those that are worth another try. */
async function collectRound(job: Job, targets: readonly AccountTarget[]): Promise<AccountTarget[]> {
  const again = await job.run.pool(targets, async (target) =>
    (await collectOne(job, target)) ? [target] : [],
  );
  return again.flat();
}

/** Collects one account; true where it is worth another try. Its data is not kept in memory. */
async function collectOne(job: Job, target: AccountTarget): Promise<boolean> {
  const { run, folder, ledger } = job;
  await run.pace.beforeAccount();
  const named = { id: target.id, ...(target.name === undefined ? {} : { name: target.name }) };
  run.emit({ kind: "account-started", ...named });
  const meter = job.byAccount.get(target.id) ?? meterOf(run);
  job.byAccount.set(target.id, meter);
  const result = await collectAccount(clientFor(job, target.id, meter), target);
  if (result.files !== null) {
    await folder.writeAccount(target.id, result.files);
    ledger.setAccount(target.id, { ...result.coverage, collectedAt: timestamp(run) });
  } else ledger.setAccount(target.id, await withoutNewData(job, target.id, result));
  await ledger.save();
  run.emit({ kind: "account-done", ...named, ...result.coverage, calls: countsOf(meter) });
  return result.mayPass;
}

/** A client that acts in the account: with the caller's own credentials in its own, else with a session of the role. */
function clientFor({ run, caller, request }: Job, id: string, meter: Meter): Client {
  if (id === caller.account) return run.aws.own(meter);
  const sts = run.aws.own(meter);
  let opened = false;
  return run.aws.session(meter, () => {
    // A session that expires costs a call more than need be.
    if (!opened) meter.need(1);
    opened = true;
    return openSession(sts, caller, id, request.entry);
  });
}

/**
 * What to say of an account that could not be read. Data that is there stays: a part of the account from an earlier try
 * still misses what it missed, and data that was to be refreshed is called old.
 */
async function withoutNewData({ folder, ledger }: Job, id: string, { coverage }: AccountResult) {
  if (!(await folder.hasAccount(id))) return coverage;
  const known = ledger.manifest.accounts[id];
  if (known?.status === "partial") return known;
  return { ...coverage, error: `${coverage.error}; the data in the snapshot is of an earlier run` };
}
