import { asCaller } from "../../../decide/caller/caller.js";
import { known } from "../../../decide/keys/known.js";
import type { IndirectHop } from "../../../indirect/hop.js";
import { homeOf } from "../../../indirect/iam-hops.js";
import { Asking } from "../../../indirect/permission.js";
import { serviceHops } from "../../../indirect/service-hops.js";
import type { RolePrincipal, UserPrincipal } from "../../../world/entity.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { bySource, isStrong, sourceOf, weakerSpeakers } from "../../power/strong.js";
import type { Survey } from "../../survey/survey.js";
import { trustPolicy } from "../../text/example.js";
import { indirectParts } from "../../text/indirect-draft.js";
import { STS_KEYS } from "../../text/references.js";
import { PASS_ROLE } from "../../text/references-guard.js";
import { accountText, joined, unique } from "../../text/words.js";

const id = "PASSROLE-OPEN";
const references: readonly FindingReference[] = [PASS_ROLE, STS_KEYS];
const PROBE = "rolepath-probe";

export const passroleOpenInfo: FindingInfo = {
  id,
  title: "Somebody can hand an administrator's role to compute of their own",
  severity:
    "high; medium when it takes something that the snapshot does not show, such as an instance that runs already",
  when:
    "A user or role that is no administrator may pass any role of the account (`iam:PassRole` on `*` or a pattern that covers roles " +
    "nobody has made yet), may make the service run something with it (`lambda:CreateFunction` and `lambda:InvokeFunction`, " +
    "`ec2:RunInstances`, …), and a role that is an administrator, or can become one, trusts that service. Boundaries, SCPs, Deny " +
    "statements and `iam:PassedToService` count. Rights to pass roles by name are not reported, nor administrators. A permission set " +
    "is reported once for all accounts.",
  why:
    "Whoever passes a role to compute of their own has that role's credentials. The right to pass everything grows with every role " +
    "that anybody makes in the account, and no trust policy shows it.",
  fix:
    "Name the roles, or a path that is kept for them, in `Resource`, and the service in `iam:PassedToService`. Let no administrator's " +
    "role trust compute that others may start.",
  references,
  example: {
    setting:
      "An identity policy of a role that is no administrator. Another role of the account is one and trusts Lambda.",
    bad: trustPolicy({
      Effect: "Allow",
      Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
      Resource: "*",
    }),
    good: trustPolicy(
      { Effect: "Allow", Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: "*" },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/functions/*",
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      },
    ),
  },
};

interface Found {
  readonly principal: UserPrincipal | RolePrincipal;
  readonly hops: readonly IndirectHop[];
}

function openHops(survey: Survey, principal: UserPrincipal | RolePrincipal): readonly Found[] {
  const { world } = survey;
  const caller = asCaller(principal);
  const account = homeOf(world, caller);
  if (account === null || !passesAnyRole(survey, principal, null)) return [];
  const hops = [
    ...serviceHops(world, caller, account, (role) => role !== principal && isStrong(survey, role)),
  ]
    .filter(({ way }) => way.class === "pass-role")
    .filter((hop) => passesAnyRole(survey, principal, serviceOf(hop)))
    .toSorted((a, b) => a.given.length - b.given.length || (targetOf(a) < targetOf(b) ? -1 : 1));
  return hops.length === 0 ? [] : [{ principal, hops }];
}

// A role that nobody has made yet is named by no policy: whoever may pass it may pass any.
function passesAnyRole(
  { world }: Survey,
  principal: UserPrincipal | RolePrincipal,
  service: string | null,
): boolean {
  const asking = new Asking(world, asCaller(principal), principal);
  const resource = `arn:${principal.partition}:iam::${principal.account}:role/${PROBE}`;
  const keys = new Map(service === null ? [] : [known("iam:PassedToService", service)]);
  return asking.decide(asking.may("iam:PassRole", resource, keys, false)) !== null;
}

function serviceOf(hop: IndirectHop): string {
  const [entry] = hop.decisions;
  return entry?.call.caller.kind === "service" ? entry.call.caller.name : "";
}

function targetOf({ to }: IndirectHop): string {
  return to.kind === "role" ? to.role.arn : "";
}

function draft({ world }: Survey, group: readonly Found[]): readonly Draft[] {
  const [first] = group;
  const hop = first?.hops[0];
  if (first === undefined || hop === undefined || hop.to.kind !== "role") return [];
  const { principal } = first;
  const certain = hop.given.length === 0;
  const services = unique(group.flatMap(({ hops }) => hops.map(serviceOf)));
  const targets = unique(group.flatMap(({ hops }) => hops.map(targetOf)));
  const severity = certain ? "high" : "medium";
  const elsewhere = group.length - 1;
  return [
    {
      identity: [sourceOf(principal)],
      about: principal,
      severity,
      title: `${principal.name} may pass any role to ${joined(services)}, that of an administrator as well`,
      principals: group.map((found) => found.principal.arn),
      ...indirectParts(hop),
      why:
        `${principal.kind === "user" ? "User" : "Role"} ${principal.name} of ${accountText(world, principal.account)} is no administrator, but may call ` +
        `${hop.calls.join(", ")} with any role, and ${hop.to.role.name}, which is or can become an administrator, trusts ${serviceOf(hop)}.` +
        `${targets.length > 1 ? ` ${targets.length - 1} more role${targets.length === 2 ? " is" : "s are"} open the same way.` : ""}` +
        `${elsewhere > 0 ? ` The permission set is in ${elsewhere} more account${elsewhere === 1 ? "" : "s"} where that holds.` : ""}` +
        ` Severity ${severity}: the way ends at an administrator${certain ? "" : `; one step lower, since ${joined(hop.given.map(({ text }) => text))} must be so`}.`,
      fix:
        `Name the roles that ${principal.name} may pass in Resource, and the service in iam:PassedToService; else take the trust in ` +
        `${serviceOf(hop)} from ${hop.to.role.name}.`,
    },
  ];
}

export const passroleOpen: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    bySource(
      weakerSpeakers(survey, ["iam:PassRole"]).flatMap((principal) => openHops(survey, principal)),
    ).flatMap((group) => draft(survey, group)),
};
