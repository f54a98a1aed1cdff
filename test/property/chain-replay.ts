import type { Analysis, HopAnswer } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { askerOf } from "../reference/case-question.js";
import { enteredSession } from "../reference/chain.js";
import { evaluate } from "../reference/evaluate.js";
import type { ConcreteRequest } from "../reference/request.js";
import { validateContext } from "../reference/validate.js";

/** A chain that was walked in the reference evaluator. */
export type Replay =
  | { readonly kind: "fault"; readonly text: string }
  | { readonly kind: "walked"; readonly requests: readonly ConcreteRequest[] };

/**
 * Walks a chain hop by hop in the reference evaluator, each hop under its witness, in the session that the one before opens.
 *
 * @returns the requests, or the first hop that cannot exist, is denied, or takes its session for another one
 */
export function replay(snapshot: Snapshot, from: string, hops: readonly HopAnswer[]): Replay {
  const fault = (text: string): Replay => ({ kind: "fault", text });
  const requests: ConcreteRequest[] = [];
  let session: ReturnType<typeof enteredSession> | null = null;
  for (const [index, hop] of hops.entries()) {
    const at = `hop ${index + 1} of ${hops.length}, to ${hop.to}`;
    if (hop.witness === undefined) return fault(`${at}: no witness`);
    const held = Object.entries(session?.pins ?? {}).filter(([key]) => !key.endsWith("*"));
    const wrong = held.find(([key, value]) => isTakenForAnother(hop, key, value));
    if (wrong !== undefined) return fault(`${at}: takes ${wrong[0]} for what it is not (${wrong[1]})`);
    const present = held.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
    const request: ConcreteRequest = {
      caller: session?.caller ?? askerOf(from).caller,
      to: hop.to,
      action: hop.action as ConcreteRequest["action"],
      context: { ...hop.witness, ...Object.fromEntries(present) },
      ...(session !== null && { inheritedTags: session.inheritedTags }),
    };
    const problems = validateContext(snapshot, request);
    if (problems.length > 0) return fault(`${at}: cannot exist: ${problems.join("; ")} ${show(request)}`);
    const { decision, layer } = evaluate(snapshot, request);
    if (decision === "deny") return fault(`${at}: is denied by ${layer} ${show(request)}`);
    requests.push(request);
    session = enteredSession([from, hop.to], request);
  }
  return { kind: "walked", requests };
}

/**
 * The first of the requests that the engine, asked about its hop alone, denies under all that the request says.
 *
 * Sessions with inherited tags are left out: a question cannot give them.
 */
export function deniedAlone(
  analysis: Analysis,
  from: string,
  requests: readonly ConcreteRequest[],
): string | null {
  for (const { caller, to, context, inheritedTags } of requests) {
    if (Object.keys(inheritedTags ?? {}).length > 0) continue;
    const name = caller.kind === "principal" ? caller.arn : from;
    const { verdict, reason } = analysis.can({ from: name, to, context });
    if (verdict !== "allowed" && verdict !== "conditional") return `${reason} ${JSON.stringify(context)}`;
  }
  return null;
}

function show(request: ConcreteRequest): string {
  return JSON.stringify({ caller: request.caller, context: request.context, tags: request.inheritedTags });
}

/** Whether the witness names a key of the session and says something else of it than the session has. */
function isTakenForAnother({ witness = {} }: HopAnswer, key: string, value: unknown): boolean {
  const named = Object.entries(witness).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return named !== undefined && named[1] !== value;
}
