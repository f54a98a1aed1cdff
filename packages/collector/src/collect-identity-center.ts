import { identityCenterFile } from "@rolepath/snapshot";
import { without } from "./account.js";
import { asCallError, endsRun } from "./call-error.js";
import { countsOf } from "./event.js";
import type { Coverage } from "./folder/manifest.js";
import { type Job, partMeter } from "./job.js";
import { timestamp } from "./run.js";
import { readIdentityCenter } from "./source/identity-center.js";
import { fileText } from "./stored.js";

const reservedPath = /"\/aws-reserved\/sso\.amazonaws\.com\/(?:([a-z0-9-]+)\/)?"/;
/** The roles of an instance in this region have a path without it. */
const regionWithoutPath = "us-east-1";

/** Collects the assignments of IAM Identity Center, unless an earlier run has. */
export async function collectIdentityCenter(job: Job): Promise<void> {
  const { run, ledger } = job;
  if (ledger.manifest.identityCenter?.status === "complete") return;
  run.emit({ kind: "phase", phase: "identity-center" });
  const coverage = await readOrSayWhy(job);
  ledger.set("identityCenter", { ...coverage, collectedAt: timestamp(run) });
  await ledger.save();
  run.emit({
    kind: "part-done",
    part: "identity-center",
    ...coverage,
    calls: countsOf(partMeter(job, "identity-center")),
  });
}

async function readOrSayWhy(job: Job): Promise<Pick<Coverage, "status" | "error">> {
  const { run, folder, request } = job;
  const known = request.identityCenter.region ?? (await regionOfRoles(job));
  const region = known ?? (await run.aws.region());
  try {
    const facts = await readIdentityCenter(
      run.aws.own(partMeter(job, "identity-center"), region),
      run.pool,
      region,
    );
    if (facts !== null) await folder.write(identityCenterFile, fileText(facts));
    // Without an instance, and without a role that one made, Identity Center is not in use.
    if (facts !== null || known === null) return { status: "complete" };
    return {
      status: "failed",
      error: `sso:ListInstances: no Identity Center instance that can be seen in ${region}`,
    };
  } catch (error) {
    const failure = asCallError(error);
    if (endsRun(failure.kind)) throw failure;
    return without([failure]).coverage;
  }
}

/** The region of the instance, as the roles that it made in the accounts tell it. */
async function regionOfRoles({ folder, ledger }: Job): Promise<string | null> {
  for (const id of Object.keys(ledger.manifest.accounts)) {
    const text = await folder.read(`accounts/${id}/authorization-details.json`);
    const found = text === null ? null : reservedPath.exec(text);
    if (found !== null) return found[1] ?? regionWithoutPath;
  }
  return null;
}
