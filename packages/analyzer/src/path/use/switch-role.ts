import type { HopAnswer } from "../../answer.js";
import type { Parameters } from "./use-parameters.js";

// IAM User Guide, "Switch from a user to an IAM role (console)"; one sign-in host for each partition.
const SIGN_IN_HOSTS: ReadonlyMap<string, string> = new Map([
  ["aws", "signin.aws.amazon.com"],
  ["aws-us-gov", "signin.amazonaws-us-gov.com"],
  ["aws-cn", "signin.amazonaws.cn"],
]);

/**
 * The link by which the console switches to the role; null where it cannot.
 *
 * The console switches from a signed-in user or role, and passes no external ID, tags or source identity.
 */
export function switchRole(hop: HopAnswer, parameters: Parameters): string | null {
  const role = /^arn:([^:]+):iam::(\d{12}):role\/(.+)$/s.exec(hop.to);
  const signedIn = /^arn:[^:]+:(iam::\d{12}:(user|role)|sts::\d{12}:assumed-role)\//.test(hop.from);
  const host = SIGN_IN_HOSTS.get(role?.[1] ?? "");
  if (role === null || host === undefined || hop.action !== "sts:AssumeRole" || !signedIn) return null;
  const { externalId, sourceIdentity, tags } = parameters;
  if (externalId !== null || sourceIdentity !== null || tags.length > 0) return null;
  // A lone half of a character has no encoding.
  const name = encodeURIComponent((role[3] ?? "").replace(/\p{Cs}/gu, "?"));
  return `https://${host}/switchrole?account=${role[2]}&roleName=${name}`;
}
