import type { CheckAnswer, Finding, FindingPatch, SnapshotSummary } from "../answer.js";
import { rules } from "./catalog.js";
import { wasCut } from "./chain/chain-search.js";
import type { Draft, Rule } from "./finding.js";
import { fingerprint } from "./fingerprint.js";
import { countsOf, inOrder } from "./order.js";
import { type Survey, type SurveyInput, surveyOf } from "./survey/survey.js";

/** What rules look at, and the summary that the answer carries. */
export interface CheckInput extends SurveyInput {
  readonly summary: SnapshotSummary;
  /** Makes the patch of a draft among all that its rule gives; null where nobody looks at them. */
  readonly patchOf: PatchMaker | null;
}

/** What finds, tries out and writes down repairs; apart, so that the page, which shows none, need not do it. */
export interface Repairs {
  readonly patchOf: PatchMaker;
  readonly repairing: NonNullable<Survey["repairing"]>;
}

type PatchMaker = (survey: Survey, rule: Rule, drafts: readonly Draft[], draft: Draft) => FindingPatch | null;

/** Characters of the fingerprint that the id of a finding shows. */
const ID_HEX_COUNT = 10;

/** Every finding of the catalogue, most severe first, then by rule and resource. */
export function checkFindings(input: CheckInput): CheckAnswer {
  const survey = surveyOf(input);
  const findings = inOrder(rules.flatMap((rule) => findingsOf(survey, rule, input.patchOf)));
  return {
    tool: { name: "rolepath", version: "0.1.0" },
    snapshot: input.summary,
    findings,
    summary: countsOf(findings),
    problems: input.snapshot.problems,
    assumptions: assumptionsOf(survey),
  };
}

function findingsOf(survey: Survey, rule: Rule, patchOf: PatchMaker | null): readonly Finding[] {
  const drafts = rule.check(survey);
  return drafts.map((draft) => findingOf(rule, draft, patchOf?.(survey, rule, drafts, draft) ?? null));
}

function findingOf(rule: Rule, draft: Draft, patch: FindingPatch | null): Finding {
  const { identity, about, repair: _, ...shown } = draft;
  const print = fingerprint(rule.id, identity);
  return {
    id: `${rule.id}-${print.slice(0, ID_HEX_COUNT)}`,
    rule: rule.id,
    ...shown,
    resource: about.arn,
    account: about.account,
    ...(patch === null ? {} : { patch }),
    references: rule.references,
    fingerprint: print,
  };
}

// What the findings rest on where the snapshot is silent; without it, "no findings" would say too much.
function assumptionsOf(survey: Survey): readonly string[] {
  const { world } = survey;
  const assumptions: string[] = [];
  if (!world.organizationKnown)
    assumptions.push(
      "organization.json is missing: accounts that are not in the snapshot count as outside, and SCPs and RCPs are taken as if none applied",
    );
  const absent = [...world.memberships.keys()].filter((account) => !world.accounts.has(account)).length;
  if (absent > 0)
    assumptions.push(
      `${absent} account${absent === 1 ? "" : "s"} of the organization ${absent === 1 ? "was" : "were"} not collected: chains that begin or pass there are not seen`,
    );
  const lost = [...world.memberships.values()].filter(({ lostAbove }) => lostAbove !== null).length;
  if (lost > 0)
    assumptions.push(
      `the place of ${lost} account${lost === 1 ? "" : "s"} in the organization is not wholly known: SCPs and RCPs that are missing are taken as if none applied`,
    );
  const blind = [...world.accounts.values()].filter((account) => account.providers === null).length;
  if (blind > 0)
    assumptions.push(
      `the identity providers of ${blind} account${blind === 1 ? "" : "s"} were not collected: those that roles trust are taken to exist`,
    );
  if (wasCut(survey))
    assumptions.push("a search for chains met its limit: some findings about chains may be missing");
  return assumptions;
}
