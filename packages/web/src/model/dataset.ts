import type { CheckAnswer, Explorer, Finding, HopInfo, PrincipalInfo } from "@rolepath/analyzer";
import { linesIn } from "@rolepath/snapshot";

export interface AccountModel {
  readonly id: string;
  readonly name: string;
  /** Names of the organizational units from the root down; empty directly under the root. */
  readonly units: readonly string[];
  readonly management: boolean;
  readonly collected: boolean;
  /** Named by the organization, or collected. */
  readonly own: boolean;
}

/** The questions that the page asks of an analysis. */
export type AskedAnalysis = Pick<
  Explorer,
  | "snapshot"
  | "problems"
  | "summary"
  | "principals"
  | "hops"
  | "hopsFrom"
  | "hopsInto"
  | "can"
  | "whoCan"
  | "whatCan"
  | "paths"
  | "cycles"
  | "check"
>;

/** An analysis with the indexes that the views need, made once. */
export interface Dataset {
  readonly name: string;
  /** Made of an analysis without its snapshot: only what stands in it can be shown. */
  readonly alone: boolean;
  readonly analysis: AskedAnalysis;
  readonly principals: ReadonlyMap<string, PrincipalInfo>;
  /** The principals of an account, by its id; those of none under the empty text. */
  readonly principalsIn: ReadonlyMap<string, readonly PrincipalInfo[]>;
  readonly accounts: ReadonlyMap<string, AccountModel>;
  /** Direct edges, those of callers whom nothing tells apart in one. */
  readonly hops: readonly HopInfo[];
  readonly check: CheckAnswer;
  readonly findingsOf: ReadonlyMap<string, readonly Finding[]>;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list === undefined) groups.set(keyOf(item), [item]);
    else list.push(item);
  }
  return groups;
}

function accountModels(analysis: AskedAnalysis): ReadonlyMap<string, AccountModel> {
  const { organization, accounts } = analysis.snapshot;
  const models = new Map<string, AccountModel>();
  const collected = new Map(accounts.map((account) => [account.id, account]));
  const listed = new Map((organization?.Accounts ?? []).map((account) => [account.Id, account]));
  const units = new Map(organization?.OrganizationalUnits.map((unit) => [unit.Id, unit.Name ?? unit.Id]));
  const lineOf = linesIn(organization);
  for (const id of [...new Set([...collected.keys(), ...listed.keys()])].sort()) {
    const entry = listed.get(id);
    const info = collected.get(id)?.account;
    models.set(id, {
      id,
      name: entry?.Name ?? info?.name ?? info?.alias ?? id,
      units: lineOf(id).flatMap((above) => units.get(above) ?? []),
      management: organization?.Organization.MasterAccountId === id,
      collected: collected.has(id),
      own: true,
    });
  }
  return models;
}

/**
 * The indexes over an analysis.
 *
 * @param check the findings to show, where they are not those that the analysis finds
 */
export function makeDataset(
  name: string,
  analysis: AskedAnalysis,
  check: CheckAnswer = analysis.check(),
): Dataset {
  const principals = analysis.principals();
  return {
    name,
    alone: false,
    analysis,
    principals: new Map(principals.map((principal) => [principal.id, principal])),
    principalsIn: group(principals, (principal) => principal.account),
    accounts: accountModels(analysis),
    hops: [...analysis.hops()],
    check,
    findingsOf: group(check.findings, (finding) => finding.resource),
  };
}

/** Whether a principal can become anybody directly. */
export function entersAny(dataset: Dataset, id: string): boolean {
  for (const _ of dataset.analysis.hopsFrom(id)) return true;
  return false;
}

/** What is known of an account, also of one that nobody listed. */
export function accountOf(dataset: Dataset, id: string): AccountModel {
  return (
    dataset.accounts.get(id) ?? { id, name: id, units: [], management: false, collected: false, own: false }
  );
}
