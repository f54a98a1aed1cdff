import { type Organization, organizationFile } from "@rolepath/snapshot";
import { textOf } from "./account.js";
import { CollectError } from "./collect-error.js";
import { countsOf } from "./event.js";
import { firstAnswer } from "./first-answer.js";
import { type Job, partMeter } from "./job.js";
import { timestamp } from "./run.js";
import { readOrganization } from "./source/organizations.js";
import { fileText } from "./stored.js";
import { chooseTargets, type OrganizationView, type Targets } from "./target.js";

/** Collects what the organization says of itself, unless an earlier run has, and chooses the accounts. */
export async function collectOrganization(job: Job): Promise<Targets> {
  const organization = (await fromEarlierRun(job)) ?? (await fromAws(job));
  job.ledger.identify(organization.Organization.Id);
  const members = new Set(organization.Accounts.map(({ Id }) => Id));
  for (const id of Object.keys(job.folder.manifest?.accounts ?? {})) {
    if (members.has(id)) continue;
    // It has left the organization since the earlier run.
    await job.folder.removeAccount(id);
    job.ledger.dropAccount(id);
  }
  return chooseTargets(viewOf(organization), job.request.filter);
}

async function fromEarlierRun({ folder, ledger, caller }: Job): Promise<Organization | null> {
  const before = folder.manifest?.collection;
  if (ledger.manifest.organization?.status !== "complete" || before?.callerAccount !== caller.account)
    return null;
  const text = await folder.read(organizationFile);
  return text === null ? null : parseOrganization(text);
}

/** The file of an earlier run; null where it is not whole any more. */
function parseOrganization(text: string): Organization | null {
  try {
    const value = JSON.parse(text) as Partial<Organization>;
    const whole =
      typeof value.Organization?.Id === "string" &&
      [value.Roots, value.OrganizationalUnits, value.Accounts, value.Policies].every(Array.isArray);
    return whole ? (value as Organization) : null;
  } catch {
    return null;
  }
}

async function fromAws(job: Job): Promise<Organization> {
  const { run, folder, ledger, request } = job;
  run.emit({ kind: "phase", phase: "organization" });
  const meter = partMeter(job, "organization");
  const facts = await firstAnswer(() =>
    readOrganization(run.aws.own(meter), run.pool, request.withAccountTags),
  );
  const before = folder.manifest?.collection.organizationId;
  if (before !== undefined && before !== facts.id)
    throw new CollectError(
      "folder-foreign",
      `\`${request.out}\` holds a snapshot of the organization ${before}, not of ${facts.id}`,
      "give another folder with --out",
    );
  const text = fileText(facts.file);
  ledger.identify(facts.id);
  await ledger.save();
  await folder.write(organizationFile, text);
  const coverage =
    facts.gaps.length === 0
      ? ({ status: "complete" } as const)
      : ({ status: "partial", error: textOf(facts.gaps) } as const);
  ledger.set("organization", { ...coverage, collectedAt: timestamp(run) });
  run.emit({ kind: "part-done", part: "organization", ...coverage, calls: countsOf(meter) });
  // The text was just made from an organization.
  return JSON.parse(text) as Organization;
}

function viewOf(organization: Organization): OrganizationView {
  return {
    accounts: organization.Accounts.map(({ Id, Name, Tags, Status, ParentId }) => ({
      id: Id,
      name: Name,
      tags: Tags,
      status: Status,
      parent: ParentId,
    })),
    parents: new Map<string, string | null>([
      ...organization.Roots.map(({ Id }) => [Id, null] as const),
      ...organization.OrganizationalUnits.map(({ Id, ParentId }) => [Id, ParentId] as const),
    ]),
    hasTags: organization.Accounts.some(({ Tags }) => Tags !== undefined),
  };
}
