import type { Json, PolicyDocument, Snapshot } from "@rolepath/snapshot";
import { mapDocuments, replaceText, rewriteStatements } from "../property/variant.js";
import { resolveCaller } from "../reference/caller.js";
import { splitOperator } from "../reference/condition.js";
import { evaluate } from "../reference/evaluate.js";
import { type Keys, keysOf } from "../reference/keys.js";
import { formatMoment } from "../reference/moment.js";
import type { ConcreteRequest } from "../reference/request.js";
import { requestKeys, staticKeys } from "../reference/static-keys.js";
import { type Opinion, simulate } from "./simulation.js";

/** Why the outside simulator decides otherwise; each has a section of this name in `docs/differences.md`. */
export const CAUSES = [
  "a block of all addresses",
  "a variable without a value",
  "variables under the version of 2008",
  "dates in epoch seconds",
  "IfExists together with ForAnyValue",
  "request keys on the permission-only actions",
] as const;
export type Cause = (typeof CAUSES)[number];

/** The one cause that no rewriting of policies takes away. */
const FORETOLD = "request keys on the permission-only actions";

type Decision = Opinion["decision"];

/**
 * The cause of a disagreement, or null when none of them explains it.
 *
 * Each cause is shown, not guessed: the policies are rewritten so that they say the same by the documentation without
 * what the simulator stumbles over, and then it has to agree. The last one is foretold instead: the simulator must
 * decide as the reference evaluator does without the keys that it ignored.
 */
export async function causeOf(
  snapshot: Snapshot,
  request: ConcreteRequest,
  ours: Decision,
  theirs: Opinion,
): Promise<Cause | "several at once" | null> {
  const keys = keysOfRequest(snapshot, request);
  for (const cause of CAUSES) {
    if (cause === FORETOLD) continue;
    const rewritten = REWRITES[cause](snapshot, keys);
    if ((await simulate(rewritten, request)).decision === ours) return cause;
  }
  if (foretold(snapshot, request, theirs) === theirs.decision) return FORETOLD;
  return (await isExplainedTogether(snapshot, request, keys, theirs)) ? "several at once" : null;
}

/** With every rewriting made, as far as the keys that the simulator sees go, it decides as foretold. */
async function isExplainedTogether(
  snapshot: Snapshot,
  request: ConcreteRequest,
  keys: Keys,
  { ignoredKeys }: Opinion,
): Promise<boolean> {
  const ignored = new Set(ignoredKeys.map((key) => key.toLowerCase()));
  const seen = new Map([...keys].filter(([key]) => !ignored.has(key)));
  const rewritten = Object.values(REWRITES).reduce((done, rewrite) => rewrite(done, seen), snapshot);
  const opinion = await simulate(rewritten, request);
  return foretold(rewritten, request, opinion) === opinion.decision;
}

type Rewrite = (snapshot: Snapshot, keys: Keys) => Snapshot;

const REWRITES: Readonly<Record<Exclude<Cause, typeof FORETOLD>, Rewrite>> = {
  "a block of all addresses": (snapshot) =>
    replaceText(snapshot, { '"0.0.0.0/0"': '"0.0.0.0/1","128.0.0.0/1"' }),
  "a variable without a value": (snapshot, keys) => mapTexts(snapshot, (text) => fillUnresolved(text, keys)),
  "variables under the version of 2008": (snapshot) => mapDocuments(snapshot, withPlainVariables),
  "dates in epoch seconds": (snapshot) =>
    mapConditions(snapshot, (operator, key, values) =>
      // The clock that counts seconds is compared with seconds.
      /^Date/.test(operator) && key.toLowerCase() !== "aws:epochtime" ? isoDates(values) : values,
    ),
  // A test with IfExists whose key the request does not have is true, and can be left out.
  "IfExists together with ForAnyValue": (snapshot, keys) =>
    mapConditions(snapshot, (operator, key, values) =>
      splitOperator(operator).ifExists && !keys.has(key.toLowerCase()) ? undefined : values,
    ),
};

function keysOfRequest(snapshot: Snapshot, request: ConcreteRequest): Keys {
  const caller = resolveCaller(snapshot, request);
  return requestKeys(keysOf(request.context), staticKeys(snapshot, request, caller));
}

/** A text that equals nothing and matches nothing stands in for a variable that has neither value nor default. */
function fillUnresolved(text: string, keys: Keys): string {
  return text.replace(/\$\{([^},'*?$]+)\}/g, (whole, name: string) =>
    typeof keys.get(name.toLowerCase()) === "string" ? whole : "no-such-value",
  );
}

function mapTexts(snapshot: Snapshot, change: (text: string) => string): Snapshot {
  return JSON.parse(JSON.stringify(snapshot), (_key, value: unknown) =>
    typeof value === "string" ? change(value) : value,
  );
}

/** Under the old version a variable is plain text, which no value of a request looks like; so is this other text. */
function withPlainVariables(document: PolicyDocument): PolicyDocument {
  if (document.Version === "2012-10-17") return document;
  return JSON.parse(JSON.stringify(document).replaceAll("${", "$("));
}

function isoDates(values: Json): Json {
  const list = Array.isArray(values) ? values : [values as Json];
  return list.map((value) => (/^\d+$/.test(String(value)) ? formatMoment(Number(value)) : value));
}

/** The snapshot with the values of every condition entry changed, or the entry left out. */
function mapConditions(
  snapshot: Snapshot,
  change: (operator: string, key: string, values: Json) => Json | undefined,
): Snapshot {
  return rewriteStatements(snapshot, (statements) =>
    statements.map((statement) => {
      const { Condition: condition, ...rest } = statement as { readonly [key: string]: Json };
      if (condition === undefined) return statement;
      const operators = Object.entries(
        condition as { readonly [key: string]: { readonly [key: string]: Json } },
      );
      const kept = operators.map(([operator, block]) => {
        const entries = Object.entries(block).map(
          ([key, values]) => [key, change(operator, key, values)] as const,
        );
        return [operator, Object.fromEntries(entries.filter(([, values]) => values !== undefined))] as const;
      });
      return { ...rest, Condition: Object.fromEntries(kept) as Json };
    }),
  );
}

/** The decision when the permission-only actions are decided without the keys that the simulator ignored. */
function foretold(snapshot: Snapshot, request: ConcreteRequest, { ignoredKeys }: Opinion): Decision {
  const ignored = new Set(ignoredKeys.map((key) => key.toLowerCase()));
  const seen = Object.entries(request.context).filter(([key]) => !ignored.has(key.toLowerCase()));
  const main = evaluate(snapshot, request).failures.filter((failure) => failure.action === request.action);
  const extra = evaluate(snapshot, { ...request, context: Object.fromEntries(seen) }).failures.filter(
    (failure) => failure.action !== request.action,
  );
  return main.length + extra.length === 0 ? "allow" : "deny";
}
