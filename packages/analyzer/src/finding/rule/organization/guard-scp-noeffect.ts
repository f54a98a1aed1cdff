import type { Evidence } from "../../../answer.js";
import { rootTarget } from "../../../decide/caller/root-task.js";
import { factsFor } from "../../../decide/keys/facts.js";
import { conditionFormula } from "../../../decide/match/condition-formula.js";
import { coversAction } from "../../../policy/action.js";
import type { Statement } from "../../../policy/document.js";
import { guardrailName } from "../../../world/organization.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { type Guardrail, guardrails } from "../../survey/guardrails.js";
import type { Survey } from "../../survey/survey.js";
import { trustPolicy } from "../../text/example.js";
import { statementProof } from "../../text/proof-of-policy.js";
import { MANAGEMENT_ACCOUNT, RCPS } from "../../text/references.js";
import { SCPS } from "../../text/references-guard.js";

const id = "GUARD-SCP-NOEFFECT";
const references: readonly FindingReference[] = [SCPS, RCPS, MANAGEMENT_ACCOUNT];

export const guardScpNoeffectInfo: FindingInfo = {
  id,
  title: "A service control policy protects nothing, though it seems to",
  severity: "info: nothing is open that was not before, but somebody relies on it",
  when:
    "An SCP names `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity` in a Deny statement; or it is attached to the management " +
    "account itself; or it denies what does not come from the organization, which for those whom an SCP binds is never so. Policies " +
    "that AWS writes or that allow everything, policies on the root, and wildcards that cover such calls among others are not reported.",
  why:
    "SCPs bind users and roles of member accounts. The callers of the federation calls are no principals yet, the management account is " +
    "exempt, and strangers are bound by their own organization. Whoever reads the policy believes the door to be shut.",
  fix:
    "Use a resource control policy, or the trust policies of the roles: they are asked whoever calls. For the management account only " +
    "the policies in it count: keep work out of it.",
  references,
  example: {
    setting: "A service control policy on the root. It is meant to keep tokens of other repositories out.",
    bad: trustPolicy({
      Effect: "Deny",
      Action: "sts:AssumeRoleWithWebIdentity",
      Resource: "*",
      Condition: { StringNotLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" } },
    }),
    good: trustPolicy({
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::111122223333:role/vault",
    }),
  },
};

const FEDERATION_CALL = /^sts:assumerolewith/;

interface Dead {
  readonly reason: "federation" | "management" | "strangers";
  readonly evidence: readonly Evidence[];
}

function deadParts(survey: Survey, guardrail: Guardrail): readonly Dead[] {
  const { ref, policy } = guardrail;
  const statements = ref.policy?.statements ?? [];
  if (policy.Type !== "SERVICE_CONTROL_POLICY") return [];
  const part = (reason: Dead["reason"], found: readonly Statement[], text: string): readonly Dead[] =>
    found.length === 0
      ? []
      : [{ reason, evidence: found.map((statement) => statementProof("scp", ref, statement, text)) }];
  const denies = statements.filter(({ effect }) => effect === "Deny");
  return [
    ...part("federation", denies.filter(namesFederation), "denies a call that no SCP is asked about"),
    ...(isOnManagement(survey, guardrail) && !isEverything(statements)
      ? part("management", statements, "binds nobody in the management account")
      : []),
    ...part(
      "strangers",
      denies.filter((statement) => isAboutStrangers(survey, guardrail, statement)),
      "denies what those whom an SCP binds never do",
    ),
  ];
}

function namesFederation({ actions, notActions }: Statement): boolean {
  return !notActions && actions.some(({ display }) => FEDERATION_CALL.test(display.toLowerCase()));
}

function isOnManagement({ world }: Survey, { policy }: Guardrail): boolean {
  return policy.Targets.some((target) => world.memberships.get(target)?.management === true);
}

function isEverything(statements: readonly Statement[]): boolean {
  return statements.every(
    (statement) =>
      statement.effect === "Allow" &&
      statement.conditions.length === 0 &&
      coversAction(statement, "rolepath-probe:Anything"),
  );
}

// The organization of the caller is settled for every principal of a member account: the test is false for all of them.
function isAboutStrangers({ world }: Survey, { accounts }: Guardrail, statement: Statement): boolean {
  const tests = statement.conditions.filter(
    ({ keyId, negated }) => negated && (keyId === "aws:principalorgid" || keyId === "aws:principalorgpaths"),
  );
  const members = accounts.filter((account) => world.memberships.get(account)?.management !== true);
  if (tests.length === 0 || members.length === 0) return false;
  return members.every((account) => {
    const target = rootTarget(world, account);
    if (typeof target === "string") return false;
    const facts = factsFor(world, { kind: "account", account }, target);
    return conditionFormula(tests, facts).kind === "false";
  });
}

const WORDS: Readonly<
  Record<Dead["reason"], { readonly title: string; readonly why: string; readonly fix: string }>
> = {
  federation: {
    title: "denies federation calls, which no SCP is asked about",
    why: "names calls of SAML users or OIDC tokens. Who makes them is no principal of an account yet, so no SCP binds them: they get in as if it were not there",
    fix: "Say it in a resource control policy on the accounts of the roles, or in their trust policies.",
  },
  management: {
    title: "is attached to the management account, which no SCP binds",
    why: "is attached to the management account, whose users and roles no SCP binds, so it has no effect there",
    fix: "Detach it there, and say what it should forbid in the policies and boundaries of that account; move work to member accounts.",
  },
  strangers: {
    title: "denies strangers, whom no SCP binds",
    why: "denies what does not come from the organization. It binds only principals of member accounts, which always do, so the statement never applies; strangers are not bound by it",
    fix: "Say it in a resource control policy: that is asked whoever calls.",
  },
};

function draft(guardrail: Guardrail, { reason, evidence }: Dead): Draft {
  const words = WORDS[reason];
  const text = guardrailName(guardrail.policy);
  return {
    identity: [guardrail.policy.Id, reason],
    about: { arn: guardrail.policy.Id, account: "" },
    severity: "info",
    title: `${text} ${words.title}`,
    principals: guardrail.policy.Targets.toSorted(),
    evidence,
    why: `${text} ${words.why}. Severity info: it opens nothing, but protects less than it seems to.`,
    fix: words.fix,
  };
}

export const guardScpNoeffect: Rule = {
  id,
  references,
  check: (survey) =>
    guardrails(survey).flatMap((guardrail) =>
      deadParts(survey, guardrail).map((dead) => draft(guardrail, dead)),
    ),
};
