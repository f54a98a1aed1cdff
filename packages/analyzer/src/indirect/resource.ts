import { coversAction } from "../policy/action.js";
import type { Principal } from "../world/entity.js";
import type { GuardrailLevel } from "../world/organization.js";

/** More resources than these are not tried for one call; the first that policies name come first. */
const RESOURCE_COUNT_MAX = 24;

interface ResourceKind {
  readonly service: string;
  readonly region: string;
  /** What the part after the account starts with; empty for any. */
  readonly prefix: string;
  readonly probe: string;
}

const INSTANCE: ResourceKind = {
  service: "ec2",
  region: "us-east-1",
  prefix: "instance/",
  probe: "instance/i-0123456789abcdef0",
};
const FUNCTION: ResourceKind = {
  service: "lambda",
  region: "us-east-1",
  prefix: "function:",
  probe: "function:rolepath-probe",
};

const KINDS: Readonly<Record<string, ResourceKind>> = {
  "ssm:StartSession": INSTANCE,
  "ssm:SendCommand": INSTANCE,
  "ec2-instance-connect:SendSSHPublicKey": INSTANCE,
  "ec2-instance-connect:SendSerialConsoleSSHPublicKey": INSTANCE,
  "ec2:RunInstances": INSTANCE,
  "ec2:ModifyInstanceAttribute": INSTANCE,
  "ec2:AssociateIamInstanceProfile": INSTANCE,
  "lambda:CreateFunction": FUNCTION,
  "lambda:UpdateFunctionCode": FUNCTION,
  "lambda:UpdateFunctionConfiguration": FUNCTION,
  "iam:CreateRole": { service: "iam", region: "", prefix: "role/", probe: "role/rolepath-probe" },
  "iam:CreateUser": { service: "iam", region: "", prefix: "user/", probe: "user/rolepath-probe" },
  "iam:CreateInstanceProfile": {
    service: "iam",
    region: "",
    prefix: "instance-profile/",
    probe: "instance-profile/rolepath-probe",
  },
};

function kindOf(action: string): ResourceKind {
  const service = action.slice(0, action.indexOf(":"));
  return KINDS[action] ?? { service, region: "us-east-1", prefix: "", probe: "rolepath-probe" };
}

/**
 * Resources on which calls may be allowed where the snapshot does not know the resources themselves: one that no policy
 * names, and one for each name or pattern in a policy that speaks of the calls.
 *
 * @param actions calls that are made on one and the same resource; the first tells its kind
 */
export function resourcesFor(
  actions: readonly string[],
  principal: Principal | null,
  levels: readonly GuardrailLevel[],
  place: { readonly partition: string; readonly account: string },
): readonly string[] {
  const kind = kindOf(actions[0] ?? "");
  const { partition, account } = place;
  const found = new Set([`arn:${partition}:${kind.service}:${kind.region}:${account}:${kind.probe}`]);
  const refs = [
    ...(principal?.identityPolicies ?? []),
    ...(principal?.boundary == null ? [] : [principal.boundary]),
    ...levels.flatMap((level) => level.policies),
  ];
  for (const ref of refs) {
    for (const statement of ref.policy?.statements ?? []) {
      if (!actions.some((action) => coversAction(statement, action))) continue;
      for (const template of statement.resources ?? []) {
        const resource = exampleOf(template.source, kind, place);
        if (resource !== null && found.size < RESOURCE_COUNT_MAX) found.add(resource);
      }
    }
  }
  return [...found];
}

// One ARN that the pattern covers; null where it is of another service, account or kind.
function exampleOf(
  pattern: string,
  kind: ResourceKind,
  place: { readonly partition: string; readonly account: string },
): string | null {
  const parts = pattern.split(":");
  if (parts.length < 6 || pattern.includes("${")) return null;
  const [, , service = "", region = "", account = "", ...rest] = parts;
  if (service !== kind.service) return null;
  const owner = account.includes("*") || account === "" ? place.account : account;
  const name = rest.join(":").replaceAll("*", "x").replaceAll("?", "x");
  if (owner !== place.account || !name.startsWith(kind.prefix)) return null;
  return `arn:${place.partition}:${service}:${/[*?]/.test(region) ? kind.region : region}:${account === "" ? "" : owner}:${name}`;
}
