import { isAdmin } from "../../decide/admin/admin.js";
import type { Caller } from "../../decide/caller/caller.js";
import type { Chain } from "../../path/walk/search.js";
import type { RolePrincipal } from "../../world/entity.js";
import { isBaselineHop } from "../survey/baseline.js";
import { perGraph, type Survey } from "../survey/survey.js";
import { ChainsToEnds, nodesNear } from "./chain-search.js";

/** The roles that are administrators, but for those that only AWS can enter. */
const adminRoles = perGraph(
  ({ world }: Survey): ReadonlySet<string> =>
    new Set(
      [...world.roles.values()]
        .filter((role) => !role.serviceLinked && isAdmin(world, role))
        .map((role) => role.arn),
    ),
);

/** The nodes from which the trust graph leads to a role that is an administrator, those roles among them. */
export const nodesNearAdmins = perGraph(
  (survey: Survey): ReadonlySet<string> => nodesNear(survey, adminRoles(survey)),
);

const chainsToAdmins = perGraph(
  (survey: Survey) =>
    new ChainsToEnds(survey, { through: nodesNearAdmins(survey), ends: adminRoles(survey) }),
);

/** A chain from a principal to an administrator, through roles that are none. */
export interface AdminChain {
  readonly target: RolePrincipal;
  readonly chain: Chain;
}

/**
 * The administrators that a caller can become, with a shortest chain each.
 *
 * Ways on from one administrator to the next are not followed: it controls its account. Hops of the baseline that AWS
 * itself lays are left out.
 */
export function adminChains(survey: Survey, caller: Caller): readonly AdminChain[] {
  return chainsToAdmins(survey)
    .from(caller)
    .flatMap(([arn, chain]): readonly AdminChain[] => {
      const target = survey.world.roles.get(arn);
      return target === undefined || chain.hops.some(({ call }) => isBaselineHop(call))
        ? []
        : [{ target, chain }];
    });
}
