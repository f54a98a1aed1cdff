import type { AccountSnapshot, Problem } from "@rolepath/snapshot";
import { type Part, partOf } from "../part.js";
import type { CoverageRow, CoverageView, ProblemView } from "../protocol.js";
import { accountRoute } from "../route.js";
import { type Shown, shown } from "../text.js";
import type { AccountModel, Dataset } from "./dataset.js";
import { inOrder } from "./overview-lanes.js";

/** A problem with the input, for lists. */
export function problemView(problem: Problem): ProblemView {
  const where = problem.pointer === "" ? problem.file : `${problem.file} ${problem.pointer}`;
  return {
    level: problem.level,
    where: shown(where),
    message: shown(problem.message),
    remedy: shown(problem.remedy),
  };
}

function gapsOf(dataset: Dataset, model: AccountModel, data: AccountSnapshot | undefined): readonly string[] {
  const said = dataset.analysis.snapshot.manifest.accounts?.[model.id]?.error;
  const gaps = said === undefined ? [] : [said];
  if (data === undefined)
    return said === undefined ? ["nothing of it is in the snapshot; what others say about it is"] : gaps;
  if (data.listRoles === undefined) gaps.push("no role list: sessions are taken to last at most 1 h");
  if (data.identityProviders === undefined)
    gaps.push("no identity providers: whether one exists and what it accepts is not known");
  return gaps;
}

function rowOf(dataset: Dataset, model: AccountModel): CoverageRow {
  const data = dataset.analysis.snapshot.accounts.find((one) => one.id === model.id);
  const gaps = gapsOf(dataset, model, data);
  return {
    id: shown(model.id),
    name: shown(model.name),
    state: data === undefined ? "missing" : gaps.length > 0 ? "partly" : "collected",
    users: data?.authorizationDetails.UserDetailList.length ?? 0,
    roles: data?.authorizationDetails.RoleDetailList.length ?? 0,
    gaps: gaps.map((text) => shown(text)),
    go: accountRoute(model.id),
  };
}

function organizationWords(dataset: Dataset): readonly Shown[] {
  const { organization, manifest } = dataset.analysis.snapshot;
  if (organization === undefined) {
    const why = manifest.organization?.error;
    return [
      shown(
        "organization.json is missing: nothing is known of service control policies and resource control policies, and answers are given as if there were none",
      ),
      ...(why === undefined ? [] : [shown(why)]),
    ];
  }
  const count = (type: string): number => organization.Policies.filter((one) => one.Type === type).length;
  return [
    shown(
      `${organization.Organization.Id}: ${organization.Accounts.length} accounts, ${organization.OrganizationalUnits.length} organizational units, ${count("SERVICE_CONTROL_POLICY")} service control policies, ${count("RESOURCE_CONTROL_POLICY")} resource control policies`,
    ),
    ...(manifest.organization?.error === undefined ? [] : [shown(manifest.organization.error)]),
  ];
}

const stateOrder: readonly CoverageRow["state"][] = ["missing", "partly", "collected"];

/** How far the snapshot goes: what is missing first, since an answer is only as good as its data. */
export function coverageView(dataset: Dataset): CoverageView {
  const { analysis } = dataset;
  const summary = analysis.summary();
  const problems = analysis.problems();
  return {
    createdAt: shown(summary.createdAt),
    source: shown(summary.source ?? ""),
    accounts: inOrder(dataset)
      .map((model) => rowOf(dataset, model))
      .sort((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state)),
    organization: organizationWords(dataset),
    gaps: summary.coverageGaps.map((text) => shown(text)),
    assumptions: dataset.check.assumptions.map((text) => shown(text)),
    problems: problemRows(dataset, { from: 0 }),
    problemsTotal: problems.length,
  };
}

/** Problems with the input from some place on. */
export function problemRows(dataset: Dataset, { from }: Part): readonly ProblemView[] {
  return partOf(dataset.analysis.problems(), from).map(problemView);
}
