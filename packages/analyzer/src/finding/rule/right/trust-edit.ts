import { asCaller } from "../../../decide/caller/caller.js";
import type { IndirectHop } from "../../../indirect/hop.js";
import { homeOf, providerHops, takeOverHops } from "../../../indirect/iam-hops.js";
import type { RolePrincipal, UserPrincipal } from "../../../world/entity.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { bySource, isStrong, sourceOf, weakerSpeakers } from "../../power/strong.js";
import { perGraph, type Survey } from "../../survey/survey.js";
import { trustPolicy } from "../../text/example.js";
import { indirectParts } from "../../text/indirect-draft.js";
import { SCPS, UPDATE_TRUST } from "../../text/references-guard.js";
import { accountText, joined, shortId, unique } from "../../text/words.js";

const id = "TRUST-EDIT";
const references: readonly FindingReference[] = [UPDATE_TRUST, SCPS];
const REWRITE = "iam:UpdateAssumeRolePolicy";
const METADATA = "iam:UpdateSAMLProvider";

export const trustEditInfo: FindingInfo = {
  id,
  title: "Somebody can write themselves into an administrator's trust policy",
  severity: "high",
  when:
    "A user or role that is no administrator may call `iam:UpdateAssumeRolePolicy` on a role that is an administrator or can become " +
    "one, and could then enter it; or `iam:UpdateSAMLProvider` on a provider that such a role trusts. Boundaries, SCPs and Deny " +
    "statements count. Administrators are not reported, nor roles whose trust nobody can edit: service-linked ones and those of IAM " +
    "Identity Center. A permission set is reported once for all accounts.",
  why:
    "The trust policy is the lock of the role, and who may change it holds every key. The provider's metadata hold the certificate " +
    "that its assertions are checked against: whoever writes them signs for everybody.",
  fix:
    "Take the action away, or name in `Resource` the roles that it is for. Keep the trust of administrators for the pipeline that sets " +
    "accounts up: an SCP that denies the action on their ARNs to everybody else.",
  references,
  example: {
    setting:
      "An identity policy of a role that is no administrator; role `platform-admin` of its account is one.",
    bad: trustPolicy({ Effect: "Allow", Action: REWRITE, Resource: "arn:aws:iam::444455556666:role/*" }),
    good: trustPolicy({
      Effect: "Allow",
      Action: REWRITE,
      Resource: "arn:aws:iam::444455556666:role/apps/*",
    }),
  },
};

interface Found {
  readonly principal: UserPrincipal | RolePrincipal;
  readonly hops: readonly IndirectHop[];
}

/** The SAML providers that strong roles trust. IAM Identity Center keeps its own from being edited. */
const strongProviders = perGraph(
  (survey: Survey): ReadonlySet<string> =>
    new Set(
      survey.doors.flatMap(({ role, form }) =>
        form.kind === "federated" && form.provider.includes(":saml-provider/") && isStrong(survey, role)
          ? [form.provider]
          : [],
      ),
    ),
);

function edits(survey: Survey, principal: UserPrincipal | RolePrincipal): readonly Found[] {
  const { world } = survey;
  const caller = asCaller(principal);
  const account = homeOf(world, caller);
  if (account === null) return [];
  const roles = takeOverHops(
    world,
    caller,
    account,
    (entity) => entity.kind === "role" && isStrong(survey, entity),
  );
  const providers = providerHops(world, caller, account).filter(
    ({ to }) => to.kind === "federated" && strongProviders(survey).has(to.provider),
  );
  const hops = [...roles, ...providers];
  return hops.length === 0 ? [] : [{ principal, hops }];
}

function endOf({ to }: IndirectHop): string {
  return to.kind === "role" ? to.role.arn : to.kind === "federated" ? to.provider : "";
}

function draft({ world }: Survey, group: readonly Found[]): readonly Draft[] {
  const [first] = group;
  const hop = first?.hops[0];
  if (first === undefined || hop === undefined) return [];
  const { principal } = first;
  const ends = unique(group.flatMap(({ hops }) => hops.map(endOf)));
  const names = unique(ends.map(shortId));
  const what = hop.to.kind === "role" ? "the trust policy" : "the certificate";
  const elsewhere = group.length - 1;
  return [
    {
      identity: [sourceOf(principal)],
      about: principal,
      severity: "high",
      title: `${principal.name} may change ${what} of ${joined(names, 2)}`,
      principals: group.map((found) => found.principal.arn),
      ...indirectParts(hop),
      why:
        `${principal.kind === "user" ? "User" : "Role"} ${principal.name} of ${accountText(world, principal.account)} is no administrator, but may call ` +
        `${unique(first.hops.flatMap(({ calls }) => calls)).join(" and ")} on ${joined(names)}` +
        `${hop.to.kind === "role" ? ", write itself in and enter" : ", and then sign assertions that strong roles take"}.` +
        `${elsewhere > 0 ? ` The permission set is in ${elsewhere} more account${elsewhere === 1 ? "" : "s"} where that holds.` : ""}` +
        " Severity high: the way ends at a role that is an administrator or can become one.",
      fix:
        `Take ${unique(group.flatMap(({ hops }) => hops.flatMap(({ calls }) => calls))).join(" and ")} from ${principal.name}, or name in Resource what it is for; ` +
        "deny it by an SCP on strong roles and their providers to everybody but the pipeline that sets accounts up.",
    },
  ];
}

export const trustEdit: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) =>
    bySource(
      weakerSpeakers(survey, [REWRITE, METADATA]).flatMap((principal) => edits(survey, principal)),
    ).flatMap((group) => draft(survey, group)),
};
