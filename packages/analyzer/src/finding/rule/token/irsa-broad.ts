import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import { unlessNothing } from "../../survey/judge.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { STS_KEYS } from "../../text/references.js";
import { askText, roleText } from "../../text/words.js";
import { testsOf } from "../../token/tenant.js";
import {
  exactly,
  issuerText,
  like,
  passage,
  type TokenDoor,
  tokenDoors,
  valueIn,
  valueNotIn,
} from "../../token/token-door.js";
import { claimText, type OpenDoor, shownPassage, tokenProof } from "../../token/token-finding.js";
import { isWrongKeyDoor } from "../../token/wrong-key.js";

const CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${CLUSTER}`;

/** A name that no namespace and no service account has. */
const NEW = "rolepath-newcomer";

const IRSA: FindingReference = {
  title: "Assign IAM roles to Kubernetes service accounts (Amazon EKS User Guide)",
  url: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
};

const id = "IRSA-BROAD";
const references: readonly FindingReference[] = [IRSA, STS_KEYS];

export const irsaBroadInfo: FindingInfo = {
  id,
  title: "More pods of a cluster than one service account can become the role",
  severity:
    "medium; low when the role has no permissions, or when one namespace is named and it is no administrator",
  when:
    "The role trusts the issuer of an EKS cluster (or another Kubernetes cluster, told by subjects that begin with " +
    "`system:serviceaccount:`), and a service account in a namespace that nobody has named gets in, or any service account of a " +
    "namespace. The cluster's own issuer is nobody else's, so this is not about strangers. Not reported where the namespace is " +
    "tied by a part of its name.",
  why:
    "Every pod can ask for a token of the cluster's issuer. Whoever may start a pod in any namespace, or breaks into one, becomes the " +
    "role, and the borders between namespaces mean nothing to it.",
  fix: "Test `sub` with `StringEquals` and the exact service account: `system:serviceaccount:NAMESPACE:NAME`, and `aud`.",
  references,
  example: {
    setting: "A role for the pods of one service account.",
    bad: trustPolicy(
      assumeRoleWithToken(PROVIDER, { StringEquals: { [`${CLUSTER}:aud`]: "sts.amazonaws.com" } }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(PROVIDER, {
        StringEquals: {
          [`${CLUSTER}:aud`]: "sts.amazonaws.com",
          [`${CLUSTER}:sub`]: "system:serviceaccount:shop:checkout",
        },
      }),
    ),
  },
};

interface BroadDoor extends OpenDoor {
  /** Null: service accounts of every namespace. */
  readonly namespace: string | null;
}

// oidc.eks.REGION.amazonaws.com, oidc-eks.REGION.api.aws, and their like in China.
function isEks(host: string): boolean {
  return /^oidc[.-]eks\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)\/id\/[^/]+$/.test(
    host,
  );
}

const PREFIX = "system:serviceaccount:";

const broadDoor = unlessNothing((survey, token: TokenDoor): BroadDoor | null => {
  const subject = `${token.host}:sub`;
  const tests = testsOf(token.decision.open, subject);
  const kubernetes = isEks(token.host) || tests.some(({ display }) => display.startsWith(PREFIX));
  if (!kubernetes || isWrongKeyDoor(survey, token)) return null;
  const anywhere = passage(token.decision, [
    valueIn(subject, [like(`${PREFIX}${NEW}:?*`)]),
    // No name holds a colon.
    valueNotIn(subject, [like(`${PREFIX}${NEW}:*:*`)]),
  ]);
  if (anywhere !== null) return { token, passage: anywhere, namespace: null };
  for (const { display } of tests) {
    const namespace = /^system:serviceaccount:([^:*?]+):/.exec(display)?.[1];
    if (namespace === undefined) continue;
    const found = passage(token.decision, [valueIn(subject, [exactly(`${PREFIX}${namespace}:${NEW}`)])]);
    if (found !== null) return { token, passage: found, namespace };
  }
  return null;
});

function draft(survey: Survey, doors: readonly BroadDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.token.door;
  const widest = doors.find(({ namespace }) => namespace === null) ?? first;
  const power = powerOf(survey, role);
  const strong = power === "admin" || power === "escalation";
  const { severity, text } = judge("cluster", power, [power === "none" ? "low" : "medium", "medium"], {
    relief: widest.namespace !== null && !strong && power !== "none" ? "one namespace is named" : null,
  });
  const who =
    widest.namespace === null
      ? "service accounts of every namespace"
      : `every service account of namespace \`${widest.namespace}\``;
  return [
    {
      identity: [role.arn, first.token.provider],
      about: role,
      severity,
      title: `${widest.namespace === null ? "Pods of every namespace" : `Every pod of namespace ${widest.namespace}`} can become ${role.name}`,
      principals: [first.token.provider],
      evidence: tokenProof(survey, doors, `allows ${who}`),
      ...shownPassage(widest.passage),
      why:
        `The trust policy of ${roleText(survey.world, role)} lets in ${who} of the cluster, for example ` +
        `${claimText(widest, ["sub"])}.${askText(widest.passage.way)} ${text}`,
      fix: `Test ${issuerText(first.token.provider)}:sub with StringEquals and the exact service account that needs ${role.name}.`,
    },
  ];
}

export const irsaBroad: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      tokenDoors(survey).flatMap((token) => broadDoor(survey, token) ?? []),
      ({ token: { door, provider } }) => `${door.role.arn} ${provider}`,
    ).flatMap((doors) => draft(survey, doors)),
};
