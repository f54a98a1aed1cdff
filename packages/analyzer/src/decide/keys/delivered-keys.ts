import type { RolePrincipal } from "../../world/entity.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { addressSpec, idSpec, numberSpec, stringSpec } from "../domain/spec.js";

// IAM User Guide, "AWS global condition context keys", "Properties of a role session": what a service writes into the
// credentials of a role that it delivers to compute. They stay with these credentials and do not go on to the next role.
const ARN = { prefix: "arn:" };
const GLUE = { finite: ["glue.amazonaws.com"] };
const DELIVERED: Readonly<Record<string, readonly KeySpec[]>> = {
  "chatbot.amazonaws.com": [stringSpec("aws:ChatbotSourceArn", ARN)],
  "codebuild.amazonaws.com": [stringSpec("codebuild:BuildArn", ARN), stringSpec("codebuild:ProjectArn", ARN)],
  "ec2.amazonaws.com": [
    idSpec("aws:Ec2InstanceSourceVpc", "vpc-"),
    addressSpec("aws:Ec2InstanceSourcePrivateIPv4", { example: String(0x0a00000an) }),
    // The version of the metadata service, 1.0 or 2.0.
    numberSpec("ec2:RoleDelivery", { universe: [[1n, 2n]] }),
    stringSpec("ec2:SourceInstanceArn", ARN),
  ],
  "glue.amazonaws.com": [
    stringSpec("glue:CredentialIssuingService", GLUE),
    stringSpec("glue:RoleAssumedBy", GLUE),
  ],
  "lambda.amazonaws.com": [stringSpec("lambda:SourceFunctionArn", ARN)],
  "ssm.amazonaws.com": [stringSpec("ssm:SourceInstanceArn", ARN)],
};

interface DeliveredKey {
  readonly service: string;
  readonly open: KeyKnowledge;
  /** Open, and missing where nothing is said of it. */
  readonly optional: KeyKnowledge;
  readonly absent: KeyKnowledge;
}

const KEYS: ReadonlyMap<string, DeliveredKey> = new Map(
  Object.entries(DELIVERED).flatMap(([service, specs]) =>
    specs.map((spec): [string, DeliveredKey] => [
      spec.name.toLowerCase(),
      {
        service,
        open: { kind: "open", spec },
        optional: { kind: "open", spec: { ...spec, optional: true } },
        absent: { kind: "absent", name: spec.name },
      },
    ]),
  ),
);

/** Keys, in lower case, that are all there or all missing: those of one instance, those of one build. */
export const DELIVERED_TOGETHER: readonly (readonly string[])[] = [
  "ec2.amazonaws.com",
  "codebuild.amazonaws.com",
].map((service) => [...KEYS].filter(([, key]) => key.service === service).map(([id]) => id));

/** Whether a key, by its lower-case name, is one that a service writes into credentials of a role. */
export function isDelivered(id: string): boolean {
  return KEYS.has(id);
}

/** The service whose credentials carry the key; null for other keys. */
export function deliveringService(id: string): string | null {
  return KEYS.get(id)?.service ?? null;
}

/** The key in some session of the role: open where the service may enter the role, else missing; null for other keys. */
export function deliveredKey(role: RolePrincipal, id: string): KeyKnowledge | null {
  const key = KEYS.get(id);
  if (key === undefined) return null;
  return letsIn(role, key.service) ? key.open : key.absent;
}

/**
 * The key in the session of some principal of which nothing is known; null for other keys.
 *
 * Whoever makes the principal decides what it is: a plain one is not delivered to anything.
 */
export function anyDeliveredKey(id: string): KeyKnowledge | null {
  return KEYS.get(id)?.optional ?? null;
}

/** The key in a session that somebody else opened than the service; null for other keys. */
export function undeliveredKey(id: string): KeyKnowledge | null {
  return KEYS.get(id)?.absent ?? null;
}

// In China the service may be named as of that partition. IAM User Guide, "AWS JSON policy elements: Principal".
function letsIn({ trust }: RolePrincipal, service: string): boolean {
  // A trust policy that could not be read may let anybody in.
  if (trust.policy === null) return true;
  return trust.policy.statements.some(
    ({ effect, principals, notPrincipals }) =>
      effect === "Allow" &&
      ((notPrincipals ?? []).length > 0 ||
        (principals ?? []).some(
          (form) =>
            form.kind === "anyone" ||
            (form.kind === "service" && (form.name === service || form.name === `${service}.cn`)),
        )),
  );
}
