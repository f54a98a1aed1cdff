import type { Evidence, Finding } from "../answer.js";
import { type Locate, placeOf, placeOfEvidence, type SourcePlace, statementsOf } from "./locate.js";
import { levels, scores } from "./sarif-rule.js";
import { visible } from "./visible.js";

/** Places that code scanning shows of one result. GitHub Docs, "SARIF results exceed one or more limits". */
const placeCountMax = 100;

/** A finding as a SARIF `result`. */
export function resultOf(
  finding: Finding,
  ruleIndex: number,
  locate: Locate,
): Readonly<Record<string, unknown>> {
  const { rule, severity, title, why, fix, resource, fingerprint, path, state } = finding;
  const statements = statementsOf(finding);
  const related = statements.slice(1, placeCountMax).flatMap((entry) => locationOf(entry, locate));
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: plain(`${title}. ${why} Fix: ${fix}`) },
    locations: [
      {
        physicalLocation: physical(placeOf(finding, locate)),
        logicalLocations: [{ fullyQualifiedName: visible(resource), kind: "resource" }],
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => ({ id, ...place })) }),
    ...(path === undefined ? {} : { codeFlows: flowsOf(finding, locate) }),
    // Code scanning follows a result by the first of these alone; the number tells results of one hash apart.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "rolepath/v1": fingerprint },
    ...(state === undefined ? {} : { baselineState: state === "new" ? "new" : "unchanged" }),
    properties: {
      severity,
      "security-severity": scores[severity],
      account: finding.account,
      principals: finding.principals.map(visible),
      ...(path === undefined ? {} : { path: path.map(visible) }),
    },
  };
}

/** The statements that let a chain through, in its order. */
function flowsOf(finding: Finding, locate: Locate): readonly unknown[] {
  const steps = finding.evidence
    .filter(({ match, effect }) => match !== "no" && effect === "Allow")
    .slice(0, placeCountMax)
    .flatMap((entry) => locationOf(entry, locate));
  return steps.length === 0
    ? []
    : [{ threadFlows: [{ locations: steps.map((location) => ({ location })) }] }];
}

function locationOf(entry: Evidence, locate: Locate) {
  const place = placeOfEvidence(entry, locate);
  return place === null
    ? []
    : [{ physicalLocation: physical(place), message: { text: plain(`${entry.source}: ${entry.text}`) } }];
}

function physical({ path, range }: SourcePlace) {
  return {
    artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
    region: range ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  };
}

/** Text that holds no link: `[a](b)` in a message would be one (SARIF 3.11.6). */
function plain(text: string): string {
  return visible(text).replaceAll("](", "] (");
}
