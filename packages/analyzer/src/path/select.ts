import type { PrincipalInfo } from "../answer.js";
import type { Caller } from "../decide/caller/caller.js";
import { callerId } from "../decide/caller/describe.js";
import { resolveCaller } from "../decide/caller/name.js";
import { resolveTarget } from "../decide/caller/target.js";
import type { Graph } from "../graph/build.js";
import { matches, wildcardPattern } from "../policy/pattern.js";

/**
 * The principals that a selector names: `admin`, `outside`, a bare account id (every principal of it), an ARN or name
 * with `*`, or what a question can name.
 *
 * @returns ids of nodes, or null when the selector is no pattern and must be resolved as a name
 */
export function selectNodes(infos: readonly PrincipalInfo[], selector: string): readonly string[] | null {
  const ids = (test: (info: PrincipalInfo) => boolean): readonly string[] =>
    infos.filter(test).map((info) => info.id);
  if (selector === "admin") return ids((info) => info.admin);
  if (selector === "outside") return ids((info) => info.outside);
  if (selector === "*") return null;
  if (/^\d{12}$/.test(selector)) {
    // The account as a whole is one of them where it was not collected.
    const members = ids((info) => info.account === selector);
    return members.length === 0 ? null : members;
  }
  if (!selector.includes("*")) return null;
  const pattern = wildcardPattern([{ text: selector, wild: true }]);
  return ids((info) => [info.id, info.name, resourceOf(info.id)].some((text) => matches(pattern, text)));
}

// `role/ci/deploy` of an ARN; other ids as they are.
function resourceOf(id: string): string {
  return id.startsWith("arn:") ? id.split(":").slice(5).join(":") : id;
}

/** A question that names nobody the snapshot knows. */
export class UnknownName extends Error {}

/** The roles that a selector names. @throws UnknownName */
export function selectTargets(
  graph: Graph,
  infos: readonly PrincipalInfo[],
  selector: string,
): readonly string[] {
  const selected = selectNodes(infos, selector);
  if (selected !== null) return selected.filter((id) => graph.world.roles.has(id));
  const target = resolveTarget(graph.world, selector);
  if (target.kind === "missing") throw new UnknownName(target.why);
  return [target.role.arn];
}

/** The callers that a selector names, with the ids that answers call them by. @throws UnknownName */
export function selectSources(
  graph: Graph,
  infos: readonly PrincipalInfo[],
  selector: string,
): readonly { readonly id: string; readonly caller: Caller }[] {
  const selected = selectNodes(infos, selector);
  if (selected !== null)
    return selected.map((id) => ({ id, caller: graph.trust.getNodeAttribute(id, "caller") }));
  const named = resolveCaller(graph.world, selector);
  if (named.kind === "missing") throw new UnknownName(named.why);
  return [{ id: callerId(named.caller), caller: named.caller }];
}
