import type { Snapshot } from "@rolepath/snapshot";
import { askerOf } from "../reference/case-question.js";
import { evaluate } from "../reference/evaluate.js";
import { requestsOf } from "../reference/witness/search.js";

const REQUESTS_PER_PAIR = 200;

/**
 * The roles that every principal of the snapshot can become, with the fewest hops: every pair is tried in the reference
 * evaluator, then walked breadth first. Right where no policy looks at the state of a session.
 */
export function bruteReach(snapshot: Snapshot): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const details = snapshot.accounts.map((account) => account.authorizationDetails);
  const roles = details.flatMap((detail) => detail.RoleDetailList.map((role) => role.Arn));
  const users = details.flatMap((detail) => detail.UserDetailList.map((user) => user.Arn));
  const direct = new Map(
    [...users, ...roles].map((from) => [from, roles.filter((to) => isOpen(snapshot, from, to))]),
  );
  return new Map([...direct.keys()].map((from) => [from, walk(from, direct)]));
}

function isOpen(snapshot: Snapshot, from: string, to: string): boolean {
  const question = { caller: askerOf(from).caller, to };
  for (const request of requestsOf(snapshot, question, { limit: REQUESTS_PER_PAIR, pins: {} }))
    if (evaluate(snapshot, request).decision === "allow") return true;
  return false;
}

function walk(from: string, direct: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const hops = new Map<string, number>();
  let frontier = [from];
  for (let length = 1; frontier.length > 0; length++) {
    const next = frontier.flatMap((node) => direct.get(node) ?? []).filter((to) => !hops.has(to));
    for (const to of next) hops.set(to, length);
    frontier = [...new Set(next)];
  }
  // The way back to where it started makes nobody new, unless the role trusts itself.
  if ((hops.get(from) ?? 1) > 1) hops.delete(from);
  return hops;
}
