import { type Evidence, exampleSends, type Finding, type PrincipalInfo } from "@rolepath/analyzer";
import { type Line, line, type Span, styled, together } from "../text/line.js";
import type { Names } from "./names.js";
import { count } from "./words.js";

const principalsShownMax = 5;
const statementsShownMax = 4;

/** One finding in full: title, where, who, why, the statement, the fix. */
export function findingLines(finding: Finding, names: Names): Line[] {
  const { id, resource, account, principals, path, why, fix, evidence } = finding;
  const place = account === "" ? [] : ["  ", together("muted", names.account(account))];
  return [
    titleLine(2, finding, [styled("muted", `  ${id}`)]),
    field("in", [resource, ...place]),
    ...(principals.length === 0 ? [] : [field("who", whoSpans(principals, names))]),
    ...(path === undefined || path.length === 0
      ? []
      : [field("path", [path.map((one) => names.short(one)).join(" → ")])]),
    field("why", [why]),
    ...exampleLines(finding, names),
    ...noteLines(finding),
    ...statementLines(evidence),
    field("fix", [fix]),
    ...patchLines(finding),
  ];
}

/** The title behind the mark of its severity; new ones say so. */
export function titleLine(indent: number, { severity, title, state }: Finding, rest: readonly Span[]): Line {
  const isNew = state === "new" ? [styled("strong", "NEW "), " "] : [];
  return line(indent, [styled(severity, "■ "), ...isNew, styled("strong", title), ...rest], 2);
}

function field(name: string, spans: readonly Span[]): Line {
  return line(4, [styled("muted", name.padEnd(5)), ...spans], 5);
}

function whoSpans(principals: readonly string[], names: Names): Span[] {
  const shown = principals
    .slice(0, principalsShownMax)
    .map((id) => (id === "*" ? "anyone (*)" : whoText(id, names.info(id))));
  const rest = principals.length - shown.length;
  return [shown.join(", "), rest > 0 ? styled("muted", ` and ${rest} more`) : ""];
}

// The name of a role says nothing about who has it in an account that is not ours.
function whoText(id: string, info: PrincipalInfo | undefined): string {
  const stranger = info?.outside === true && /:(role|user|assumed-role|federated-user)\//.test(id);
  return stranger ? id : (info?.name ?? id);
}

/** Somebody who gets in, and what must be sent along; nothing where nothing must. */
function exampleLines(finding: Finding, names: Names): Line[] {
  const sends = exampleSends(finding);
  if (finding.example === undefined || sends.length === 0) return [];
  const pairs = sends.map(([key, value]) => `${key} = ${value}`).join(", ");
  return [field("e.g.", [`${names.short(finding.example.from)} with ${pairs}`])];
}

/** What the configuration changed about it. */
function noteLines({ severity, severityBefore, expired }: Finding): Line[] {
  return [
    ...(severityBefore === undefined
      ? []
      : [field("note", [`The rule says ${severityBefore}, the configuration ${severity}.`])]),
    ...(expired === undefined
      ? []
      : [
          field("note", [
            styled("denied", `Suppressed until ${expired.expires}`),
            ` by ${expired.owner} (${expired.reason}), and no longer.`,
          ]),
        ]),
  ];
}

function statementLines(evidence: readonly Evidence[]): Line[] {
  const matching = evidence.filter(({ match }) => match !== "no");
  const rest = matching.length - statementsShownMax;
  return [
    ...matching.slice(0, statementsShownMax).map((entry) => field("at", [statementText(entry)])),
    ...(rest > 0
      ? [field("", [styled("muted", `and ${count(rest, "statement")} more (see --format json)`)])]
      : []),
  ];
}

function statementText({ source, statement, sid, file, pointer }: Evidence): string {
  const place = [file, pointer].filter((part) => part !== undefined && part !== "").join(" ");
  const which = statement === null ? "" : `, statement ${statement}${sid === undefined ? "" : ` (${sid})`}`;
  return `${source}${which}${place === "" ? "" : ` — ${place}`}`;
}

function patchLines({ patch }: Finding): Line[] {
  if (patch === undefined) return [];
  const changes = patch.operations.map((operation) =>
    operation.op === "remove"
      ? `remove ${operation.path}`
      : `${operation.op} ${operation.path} ${JSON.stringify(operation.value)}`,
  );
  const tried = patch.verified ? styled("muted", " (tried: the finding is gone)") : "";
  return [field("edit", [`${patch.source}: ${changes.join("; ")}`, tried])];
}
