import type { Statement } from "../../policy/document.js";
import { matches } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import { isReadAction } from "./power.js";

// What apps let anybody do by design: send events, ask for their own identity, draw a map. Amazon Cognito Developer
// Guide, "IAM roles", and the guest roles that Amplify, Pinpoint, CloudWatch RUM and Location Service set up.
const FOR_GUESTS: readonly RegExp[] = [
  /^cognito-sync:/,
  /^cognito-identity:/,
  /^mobileanalytics:/,
  /^mobiletargeting:(putevents|updateendpoint)$/,
  /^rum:putrumevents$/,
  /^personalize:put(events|items|users)$/,
  /^geo(-maps|-places|-routes)?:(get|search|calculate|suggest|geocode|reversegeocode)/,
  /^sts:/,
];

/** What a guest may do beyond what apps let anybody do. */
export interface GuestPower {
  /** Whether it is only reading of resources that a policy names. */
  readonly onlyNamedReads: boolean;
  /** Some of the actions, as the policies write them. */
  readonly actions: readonly string[];
}

/**
 * What the policies of a role give a guest beyond that; null for nothing.
 *
 * Resources that hold the caller's own identity id (`${cognito-identity.amazonaws.com:sub}`) are the guest's own. What
 * a Deny of the same role takes away whole is not given.
 */
export function guestPower(role: RolePrincipal): GuestPower | null {
  const statements = role.identityPolicies.flatMap((ref) => ref.policy?.statements ?? []);
  const denied = statements.filter(
    (statement) =>
      statement.effect === "Deny" &&
      statement.conditions.length === 0 &&
      !statement.notActions &&
      (statement.resources ?? []).some(({ source }) => source === "*"),
  );
  const given = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => beyond(statement, denied));
  if (given.length === 0) return null;
  return {
    onlyNamedReads: given.every(({ action, named }) => named && isReadAction(action)),
    actions: [...new Set(given.map(({ action }) => action))].toSorted(),
  };
}

interface Given {
  readonly action: string;
  readonly named: boolean;
}

function beyond(statement: Statement, denied: readonly Statement[]): readonly Given[] {
  const resources = (statement.resources ?? []).map(({ source }) => source);
  const own = (source: string): boolean => /\$\{cognito-identity\.amazonaws\.com:sub\}/i.test(source);
  if (!statement.notResources && resources.length > 0 && resources.every(own)) return [];
  const named =
    !statement.notResources &&
    resources.every((source) => !/^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/.test(source));
  if (statement.notActions) return [{ action: "*", named }];
  return statement.actions
    .map(({ display }) => display)
    .filter((action) => !FOR_GUESTS.some((pattern) => pattern.test(action)))
    .filter(
      (action) =>
        !denied.some((deny) =>
          deny.actions.some((pattern) => pattern.display === action || matches(pattern, action)),
        ),
    )
    .map((action) => ({ action, named }));
}
