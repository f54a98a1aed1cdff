import type { Evidence } from "../../../answer.js";
import { evidenceOf } from "../../../decide/answer/evidence.js";
import type { Caller } from "../../../decide/caller/caller.js";
import { callerId } from "../../../decide/caller/describe.js";
import { resolveCaller } from "../../../decide/caller/name.js";
import { decide } from "../../../decide/decide.js";
import type { Statement } from "../../../policy/document.js";
import { NOTHING_ATTACHED, type RolePrincipal } from "../../../world/entity.js";
import { guardrailName } from "../../../world/organization.js";
import { policyRef } from "../../../world/policy-ref.js";
import { NO_TAGS } from "../../../world/tags.js";
import type { Draft, FindingInfo, FindingReference, Repair, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { withCallsNarrowed, withTestIn } from "../../repair/edit.js";
import { type Guardrail, guardrails } from "../../survey/guardrails.js";
import type { Survey } from "../../survey/survey.js";
import { trustPolicy } from "../../text/example.js";
import { distinct } from "../../text/proof.js";
import { RCPS } from "../../text/references.js";
import { PERIMETER_POLICIES, RCP_SYNTAX } from "../../text/references-guard.js";
import { joined, unique } from "../../text/words.js";

const id = "GUARD-RCP-BREAKS-FEDERATION";
const references: readonly FindingReference[] = [RCPS, RCP_SYNTAX, PERIMETER_POLICIES];

/** Roles of the accounts that are tried besides those made up. */
const ROLE_COUNT_MAX = 200;
const FEDERATION_CALLS = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

export const guardRcpBreaksFederationInfo: FindingInfo = {
  id,
  title: "A resource control policy locks out federated users or AWS services",
  severity: "high: sign-in, pipelines or workloads stop, or would with the next role",
  when:
    "A Deny statement of an RCP with a negated test of the organization (`aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`, " +
    "`aws:PrincipalAccount`) hits every request of a SAML user, of an OIDC token or of an AWS service for a role of an account that " +
    "it is attached to. Exemptions count, `aws:PrincipalIsAWSService` and those by role among them. A statement that denies these " +
    "calls without a test of the organization is taken to mean it.",
  why:
    "Tokens, assertions and services have no account and no organization: the key is missing, and a negated test of a missing key " +
    "is true. What is meant to keep strangers out keeps everybody out who signs in through a provider, IAM Identity Center among them, " +
    "and every service that assumes a role. No administrator of the account can undo it.",
  fix:
    "Deny `sts:AssumeRole` instead of `sts:*`, and exempt services with `BoolIfExists` on `aws:PrincipalIsAWSService`. Bind tokens by " +
    "their own claims, in a statement of their own.",
  references,
  example: {
    setting: "A resource control policy on the root of the organization `o-exampleorgid`.",
    bad: trustPolicy({
      Effect: "Deny",
      Principal: "*",
      Action: "sts:*",
      Resource: "*",
      Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorgid" } },
    }),
    good: trustPolicy({
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Resource: "*",
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorgid" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    }),
  },
};

type Kind = "SAML users" | "OIDC tokens" | "AWS services";

interface Lockout {
  readonly kind: Kind;
  readonly caller: Caller;
  readonly role: RolePrincipal;
  /** False for a role that was made up to try. */
  readonly real: boolean;
  readonly statement: Statement;
  readonly proof: Evidence;
}

function lockouts(survey: Survey, guardrail: Guardrail): readonly Lockout[] {
  const suspects = (guardrail.ref.policy?.statements ?? []).filter(isOrganizationTest);
  if (suspects.length === 0 || guardrail.policy.Type !== "RESOURCE_CONTROL_POLICY") return [];
  const bound = guardrail.accounts.filter((id) => survey.world.memberships.get(id)?.management !== true);
  const [account] = bound;
  if (account === undefined) return [];
  const entries = [...probes(survey, account), ...entriesOf(survey, bound)];
  return entries.flatMap(({ caller, role, real }): readonly Lockout[] => {
    const decision = decide(survey.world, caller, role);
    if (decision.kind !== "denied" || decision.request === null) return [];
    for (const proof of evidenceOf(decision.call, decision.request)) {
      const statement = suspects.find(
        ({ pointer }) => proof.pointer === `${guardrail.ref.documentPointer}${pointer}`,
      );
      if (statement !== undefined && proof.layer === "rcp" && proof.match === "yes")
        return [{ kind: kindOf(caller), caller, role, real, statement, proof }];
    }
    return [];
  });
}

function isOrganizationTest({ effect, conditions }: Statement): boolean {
  return (
    effect === "Deny" &&
    conditions.some(({ keyId, negated }) => negated && /^aws:principal(orgid|orgpaths|account)$/.test(keyId))
  );
}

interface Entry {
  readonly caller: Caller;
  readonly role: RolePrincipal;
  readonly real: boolean;
}

// Roles that take one such caller each: whether or not the account has one today, it may tomorrow.
function probes(survey: Survey, account: string): readonly Entry[] {
  const entry = survey.world.accounts.get(account);
  const partition = (entry?.roles[0] ?? entry?.users[0])?.partition ?? "aws";
  const provider = (kind: string): string => `arn:${partition}:iam::${account}:${kind}`;
  return [
    probe(
      survey,
      account,
      partition,
      { Service: "ec2.amazonaws.com" },
      "sts:AssumeRole",
      "ec2.amazonaws.com",
    ),
    probe(
      survey,
      account,
      partition,
      { Federated: provider("saml-provider/rolepath-probe") },
      "sts:AssumeRoleWithSAML",
      null,
    ),
    probe(
      survey,
      account,
      partition,
      { Federated: provider("oidc-provider/rolepath-probe.example") },
      "sts:AssumeRoleWithWebIdentity",
      null,
    ),
  ].flatMap((found) => found ?? []);
}

function probe(
  survey: Survey,
  account: string,
  partition: string,
  principal: { readonly Service: string } | { readonly Federated: string },
  action: string,
  service: string | null,
): Entry | null {
  const name = "rolepath-probe";
  const role: RolePrincipal = {
    kind: "role",
    arn: `arn:${partition}:iam::${account}:role/${name}`,
    partition,
    account,
    name,
    path: "/",
    uniqueId: "",
    tags: NO_TAGS,
    identityPolicies: [],
    boundary: null,
    createdAt: null,
    lastUsed: null,
    attached: NOTHING_ATTACHED,
    trust: policyRef(trustPolicy({ Effect: "Allow", Principal: principal, Action: action }), name, "", ""),
    maxSessionSeconds: 3600,
    serviceLinked: false,
    identityCenter: false,
  };
  const caller =
    service === null && "Federated" in principal ? tokenCaller(survey, principal.Federated) : null;
  if (service !== null) return { caller: { kind: "service", name: service }, role, real: false };
  return caller === null ? null : { caller, role, real: false };
}

// As if the provider were there: whether it is, another layer decides.
function tokenCaller({ world }: Survey, provider: string): Caller | null {
  const type = provider.includes(":saml-provider/") ? "saml" : "oidc";
  const named = resolveCaller(world, { type, provider });
  return named.kind === "caller" ? named.caller : null;
}

function entriesOf(survey: Survey, accounts: readonly string[]): readonly Entry[] {
  const found: Entry[] = [];
  for (const role of accounts.flatMap((account) => survey.world.accounts.get(account)?.roles ?? [])) {
    if (role.serviceLinked) continue;
    for (const statement of role.trust.policy?.statements ?? []) {
      if (statement.effect !== "Allow") continue;
      for (const form of statement.principals ?? []) {
        const caller =
          form.kind === "service"
            ? { kind: "service" as const, name: form.name }
            : form.kind === "federated"
              ? tokenCaller(survey, form.provider)
              : null;
        if (caller !== null) found.push({ caller, role, real: true });
        if (found.length >= ROLE_COUNT_MAX) return found;
      }
    }
  }
  return found;
}

function kindOf(caller: Caller): Kind {
  if (caller.kind === "service") return "AWS services";
  return caller.kind === "federated" && caller.type === "saml" ? "SAML users" : "OIDC tokens";
}

function draft(survey: Survey, guardrail: Guardrail, found: readonly Lockout[]): readonly Draft[] {
  const [first] = found;
  if (first === undefined) return [];
  const kinds = unique(found.map(({ kind }) => kind));
  const real = found.filter((lockout) => lockout.real);
  const roles = unique(real.map(({ role }) => role.name));
  const repair = repairOf(survey, guardrail, found);
  return [
    {
      identity: [guardrail.policy.Id],
      about: { arn: guardrail.policy.Id, account: "" },
      severity: "high",
      title: `${guardrailName(guardrail.policy)} locks out ${joined(kinds)}`,
      principals: unique((real.length > 0 ? real : found).map(({ caller }) => callerId(caller))).slice(0, 20),
      evidence: distinct(found.map(({ proof }) => proof)),
      why:
        `${guardrailName(guardrail.policy)} denies what does not come from the organization, and ${joined(kinds)} come from no organization: ` +
        `none of their requests gets into roles of ${guardrail.accounts.length} account${guardrail.accounts.length === 1 ? "" : "s"}.` +
        `${roles.length > 0 ? ` So it is with ${joined(roles)}.` : " No role that was collected takes them; the next one that should will not."}` +
        " Severity high: what depends on them stops.",
      fix:
        "Deny sts:AssumeRole instead of all of STS" +
        `${kinds.includes("AWS services") ? ", and exempt services with BoolIfExists on aws:PrincipalIsAWSService" : ""}; bind tokens by their own claims.`,
      ...(repair === null ? {} : { repair }),
    },
  ];
}

function repairOf(survey: Survey, { ref }: Guardrail, found: readonly Lockout[]): Repair | null {
  const operations = groupBy(found, ({ statement }) => statement.pointer).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { statement } = first;
    const tokens = group.some(({ kind }) => kind !== "AWS services");
    const services = group.some(({ kind }) => kind === "AWS services");
    const exemption = { operator: "BoolIfExists", key: "aws:PrincipalIsAWSService", values: ["false"] };
    return [
      tokens ? withCallsNarrowed(survey, ref, statement, FEDERATION_CALLS, "sts:AssumeRole") : [],
      services ? withTestIn(survey, ref, statement, exemption) : [],
    ];
  });
  return operations.includes(null)
    ? null
    : { policy: ref, operations: operations.flatMap((list) => list ?? []) };
}

export const guardRcpBreaksFederation: Rule = {
  id,
  references,
  check: (survey) =>
    guardrails(survey).flatMap((guardrail) => draft(survey, guardrail, lockouts(survey, guardrail))),
};
