import { isAdmin } from "../../decide/admin/admin.js";
import { actionOf } from "../../decide/caller/call.js";
import type { Caller } from "../../decide/caller/caller.js";
import { IDENTITY_CENTER } from "../../decide/decide.js";
import type { HopDecision } from "../../path/walk/search.js";
import type { Width } from "../severity.js";
import { isOutside, type Survey } from "../survey/survey.js";
import { sharedIssuer } from "../token/issuer.js";
import { isOpenTenant } from "../token/tenant.js";
import { nodesNearAdmins } from "./admin-reach.js";

/** A weaker principal at which a chain may begin. */
export interface ChainStart {
  readonly id: string;
  readonly caller: Caller;
}

/**
 * Where chains to administrators begin: users who are none, everybody outside, and roles that people sign in to
 * (IAM Identity Center, SAML) and that are none.
 *
 * Pipelines stand as their OIDC provider. Services are no start: nobody holds a session of theirs.
 */
export function chainStarts(survey: Survey): readonly ChainStart[] {
  const { graph, world } = survey;
  const near = nodesNearAdmins(survey);
  return [...near]
    .filter((id) => graph.trust.hasNode(id))
    .toSorted()
    .flatMap((id) => {
      const caller = graph.trust.getNodeAttribute(id, "caller");
      return isWeaker(survey, caller) && !isAdminCaller(world, caller) ? [{ id, caller }] : [];
    });
}

function isAdminCaller(world: Survey["world"], caller: Caller): boolean {
  if (caller.kind === "user") return isAdmin(world, caller.user);
  return caller.kind === "role" && isAdmin(world, caller.role);
}

function isWeaker(survey: Survey, caller: Caller): boolean {
  switch (caller.kind) {
    case "user":
    case "anyone":
      return true;
    case "account":
    case "foreign":
      return isOutside(survey.world, caller.account);
    case "federated":
      return caller.type === "oidc";
    case "role":
      return peopleSignIn(survey, caller.role.arn);
    default:
      return false;
  }
}

function peopleSignIn(survey: Survey, arn: string): boolean {
  // Whoever is neither user nor role stands in a cell alone.
  return survey.graph.trust.hopsInto(arn).some(({ cell: { first } }) => {
    return (
      (first.kind === "service" && first.name === IDENTITY_CENTER) ||
      (first.kind === "federated" && actionOf(first) === "sts:AssumeRoleWithSAML")
    );
  });
}

/** How wide the start is; for tokens, whether the first hop tells the issuer's customers apart. */
export function startWidth(caller: Caller, first: HopDecision | undefined): Width {
  switch (caller.kind) {
    case "anyone":
      return "anyone";
    case "account":
    case "foreign":
      return "party";
    case "federated": {
      const issuer = caller.issuer === null ? null : sharedIssuer(caller.issuer);
      const open = issuer !== null && first !== undefined && isOpenTenant(first, issuer);
      return open ? "tenants" : "principal";
    }
    default:
      return "principal";
  }
}
