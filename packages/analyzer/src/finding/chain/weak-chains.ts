import type { RolePrincipal } from "../../world/entity.js";
import { publicRoles } from "../door/public.js";
import { wideRoles } from "../door/wide.js";
import { perSurvey, type Survey } from "../survey/survey.js";
import { type AdminChain, adminChains } from "./admin-reach.js";
import { type ChainStart, chainStarts } from "./chain-start.js";

/** A chain of two or more hops from a weaker principal to an administrator. */
export interface WeakChain extends AdminChain {
  readonly start: ChainStart;
  /** The weaker role at the last hop. */
  readonly last: RolePrincipal;
}

/** Every such chain; whoever finds a door that is open to all needs none, and the finding about the door says so. */
export const weakChains = perSurvey((survey: Survey): readonly WeakChain[] => {
  const wide = new Set([...publicRoles(survey), ...wideRoles(survey)]);
  return chainStarts(survey).flatMap((start) =>
    adminChains(survey, start.caller).flatMap(({ target, chain }) => {
      const last = chain.hops.at(-2)?.call.target;
      return last === undefined || wide.has(target) ? [] : [{ start, target, chain, last }];
    }),
  );
});

const lastHops = perSurvey(
  (survey: Survey): ReadonlySet<string> =>
    new Set(weakChains(survey).map(({ last, target }) => `${last.arn} ${target.arn}`)),
);

/** Whether the hop is told already as the last one to an administrator. */
export function isToldAsAdminChain(survey: Survey, last: RolePrincipal, target: RolePrincipal): boolean {
  return lastHops(survey).has(`${last.arn} ${target.arn}`);
}
