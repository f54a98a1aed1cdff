import { isAdmin } from "../../decide/admin/admin.js";
import { bySomeSession } from "../../decide/caller/caller.js";
import type { Outline } from "../../policy/document.js";
import { outlinesOf } from "../../policy/lazy-policy.js";
import { matches, type Pattern } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import { adminChains, nodesNearAdmins } from "../chain/admin-reach.js";
import type { Power } from "../severity.js";
import { perGraph, type Survey } from "../survey/survey.js";

// Verbs of actions that change nothing.
const READ_VERB =
  /^(get|list|describe|view|lookup|search|query|scan|batchget|batchdescribe|head|select|check|read|filter|simulate|test|validate|preview|detect)/;

// Reads that give out what an account holds, and not only how it is set up.
const DATA_READS: readonly string[] = [
  "s3:getobject",
  "dynamodb:getitem",
  "dynamodb:query",
  "dynamodb:scan",
  "secretsmanager:getsecretvalue",
  "ssm:getparameter",
  "kms:decrypt",
  "sqs:receivemessage",
  "athena:getqueryresults",
  "rds-data:executestatement",
  "codecommit:gitpull",
  "ecr:batchgetimage",
  "lambda:getfunction",
  "logs:getlogevents",
  "logs:filterlogevents",
];

// Who can enter a role changes nothing about what it can do, so a trust policy that is changed for a trial does not either.
const powers = perGraph((_survey: Survey) => new Map<string, Power>());

/** Whether an action, as a policy writes it in lower case, changes nothing. */
export function isReadAction(action: string): boolean {
  return READ_VERB.test(action.slice(action.indexOf(":") + 1));
}

/**
 * What the role can do, as far as a severity needs it.
 *
 * `admin` and `escalation` are decided by the engine; the rest by the actions that the identity policies allow,
 * whatever a boundary or an SCP may take away again.
 */
export function powerOf(survey: Survey, role: RolePrincipal): Power {
  const cache = powers(survey);
  const known = cache.get(role.arn);
  if (known !== undefined) return known;
  const power = computePower(survey, role);
  cache.set(role.arn, power);
  return power;
}

function computePower(survey: Survey, role: RolePrincipal): Power {
  if (isAdmin(survey.world, role)) return "admin";
  if (nodesNearAdmins(survey).has(role.arn)) {
    const session = bySomeSession(role);
    if (adminChains(survey, session).length > 0) return "escalation";
  }
  // A policy that is attached and not in the snapshot may allow anything.
  if (role.identityPolicies.some((ref) => ref.policy === null)) return "data";
  const allows = role.identityPolicies.flatMap(({ policy }) =>
    policy === null ? [] : outlinesOf(policy).filter(({ effect }) => effect === "Allow"),
  );
  if (allows.length === 0) return "none";
  return allows.some(touchesData) ? "data" : "read";
}

function touchesData({ actions, notActions }: Outline): boolean {
  if (notActions) return true;
  const known = touching.get(actions) ?? actions.some(actsOnData);
  touching.set(actions, known);
  return known;
}

// Many statements have the same actions.
const touching = new WeakMap<readonly Pattern[], boolean>();

function actsOnData(pattern: Pattern): boolean {
  // A further hop counts by where it leads, not by itself.
  if (/^sts:/.test(pattern.display)) return false;
  return !isReadAction(pattern.display) || DATA_READS.some((action) => matches(pattern, action));
}
