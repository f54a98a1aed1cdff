import type { HopAnswer } from "../../answer.js";
import type { UseAnswer, UseHop } from "../answer.js";
import { configText, placeholder, shellWord } from "./shell.js";
import { switchRole } from "./switch-role.js";
import { type Parameters, parametersOf } from "./use-parameters.js";

const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
const FIELDS = ["AccessKeyId", "SecretAccessKey", "SessionToken"] as const;

/**
 * How a path is walked with the AWS CLI and in the console: a chain of profiles for `~/.aws/config`, the same as commands,
 * and the link that switches roles where the console can. Nothing is executed.
 *
 * Values come from the witness of each hop; what only the user has is a placeholder in angle brackets.
 */
export function howToUse(hops: readonly HopAnswer[], durationSeconds?: number): UseAnswer {
  const used: UseHop[] = [];
  for (const [index, hop] of hops.entries()) {
    const before = used[index - 1];
    used.push(
      hop.class === undefined
        ? oneHop(hop, index, before?.profile ?? null, durationSeconds)
        : byHand(hop, index),
    );
  }
  return {
    config: used.flatMap(({ config }) => (config === null ? [] : [config])).join("\n\n"),
    commands: used.flatMap(({ command }) => (command === null ? [] : [command])),
    hops: used,
  };
}

function byHand({ to, action }: HopAnswer, index: number): UseHop {
  return {
    hop: index + 1,
    profile: null,
    config: null,
    command: null,
    console: null,
    remarks: [`no profile does this hop: it takes ${action} to get at ${to}`],
  };
}

function oneHop(
  hop: HopAnswer,
  index: number,
  sourceProfile: string | null,
  asked: number | undefined,
): UseHop {
  const profile = `rolepath-${index + 1}-${nameOf(hop.to)
    .replace(/[^A-Za-z0-9_.@+=,-]/g, "-")
    .slice(0, 64)}`;
  const parameters = parametersOf(hop, asked);
  const remarks = [...remarksOf(hop, parameters)];
  const source = sourceProfile ?? startProfile(hop.from);
  const console = index === 0 ? switchRole(hop, parameters) : null;
  if (index > 0) remarks.push("the console does not chain: it always switches from the sign-in");
  else if (console === null) remarks.push("the console cannot switch to the role on this hop");
  return {
    hop: index + 1,
    profile,
    config: configOf(hop, profile, source, parameters),
    command: commandOf(hop, index === 0 ? source : null, parameters),
    console,
    remarks,
  };
}

// The profile that the path starts from is the user's own.
function startProfile(from: string): string {
  return placeholder(`profile with the credentials of ${nameOf(from)}`);
}

function configOf(hop: HopAnswer, profile: string, source: string, parameters: Parameters): string | null {
  if (hop.action === "sts:AssumeRoot") return null;
  const lines = [`[profile ${profile}]`];
  if (hop.action === "sts:AssumeRoleWithSAML") {
    lines.push(
      `credential_process = ${placeholder("command that signs in with SAML and prints credentials")}`,
    );
    return lines.join("\n");
  }
  lines.push(`role_arn = ${configText(hop.to, "ARN of the role")}`);
  if (hop.action === "sts:AssumeRoleWithWebIdentity")
    lines.push(`web_identity_token_file = ${placeholder("file with the token")}`);
  else lines.push(CREDENTIAL_SOURCES.get(hop.from) ?? `source_profile = ${source}`);
  if (parameters.externalId !== null)
    lines.push(`external_id = ${configText(parameters.externalId, "external ID")}`);
  if (parameters.mfa) lines.push(`mfa_serial = ${placeholder("ARN of the MFA device")}`);
  lines.push(`role_session_name = ${configText(parameters.sessionName, "session name")}`);
  if (parameters.seconds !== null) lines.push(`duration_seconds = ${parameters.seconds}`);
  return lines.join("\n");
}

// AWS CLI User Guide, "Configuration and credential file settings": where a service leaves the credentials of its role.
const CREDENTIAL_SOURCES: ReadonlyMap<string, string> = new Map([
  ["ec2.amazonaws.com", "credential_source = Ec2InstanceMetadata"],
  ["ecs-tasks.amazonaws.com", "credential_source = EcsContainer"],
]);

function commandOf(hop: HopAnswer, source: string | null, parameters: Parameters): string | null {
  const words: [string, string][] = [];
  switch (hop.action) {
    case "sts:AssumeRoot":
      words.push(["--target-principal", hop.to.split(":")[4] ?? ""]);
      words.push(["--task-policy-arn", `arn=${placeholder("ARN of the task policy")}`]);
      break;
    case "sts:AssumeRoleWithSAML":
      words.push(["--role-arn", hop.to], ["--principal-arn", hop.from]);
      words.push(["--saml-assertion", placeholder("assertion, base64")]);
      break;
    case "sts:AssumeRoleWithWebIdentity":
      words.push(["--role-arn", hop.to], ["--role-session-name", parameters.sessionName]);
      words.push(["--web-identity-token", placeholder("token")]);
      break;
    default:
      // A service calls by itself; there is no command for it.
      if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(hop.from)) return null;
      words.push(["--role-arn", hop.to], ["--role-session-name", parameters.sessionName]);
      words.push(...assumeRoleWords(parameters));
  }
  if (parameters.seconds !== null && hop.action !== "sts:AssumeRoot")
    words.push(["--duration-seconds", String(parameters.seconds)]);
  const signed = hop.action === "sts:AssumeRole" || hop.action === "sts:AssumeRoot";
  if (source !== null && signed) words.push(["--profile", source]);
  const verb = {
    "sts:AssumeRole": "assume-role",
    "sts:AssumeRoleWithSAML": "assume-role-with-saml",
    "sts:AssumeRoleWithWebIdentity": "assume-role-with-web-identity",
    "sts:AssumeRoot": "assume-root",
  }[hop.action as "sts:AssumeRole"];
  // Fixed text without anything that double quotes would let the shell see.
  const assignments = CREDENTIALS.map((name, index) => `join('=', ['${name}', ${FIELDS[index]}])`);
  const query = `--query "Credentials.[${assignments.join(", ")}]"`;
  const call = [`aws sts ${verb}`, ...words.map(option), query, "--output text"];
  return `export $(${call.join(" ")})`;
}

function assumeRoleWords(parameters: Parameters): readonly [string, string][] {
  const { externalId, mfa, sourceIdentity, tags, transitive } = parameters;
  return [
    ...(externalId === null ? [] : [["--external-id", externalId] as [string, string]]),
    ...(mfa
      ? ([
          ["--serial-number", placeholder("ARN of the MFA device")],
          ["--token-code", placeholder("code")],
        ] as [string, string][])
      : []),
    ...(sourceIdentity === null ? [] : [["--source-identity", sourceIdentity] as [string, string]]),
    ...(tags.length === 0
      ? []
      : [["--tags", JSON.stringify(tags.map(([Key, Value]) => ({ Key, Value })))] as [string, string]]),
    ...(transitive.length === 0
      ? []
      : [["--transitive-tag-keys", JSON.stringify(transitive)] as [string, string]]),
  ];
}

// A value that starts with a dash would be taken for an option.
function option([name, value]: readonly [string, string]): string {
  return value.startsWith("-") ? `${name}=${shellWord(value)}` : `${name} ${shellWord(value)}`;
}

function remarksOf(hop: HopAnswer, parameters: Parameters): readonly string[] {
  const remarks: string[] = [];
  if (parameters.tags.length > 0) remarks.push("a profile cannot pass session tags: use the command");
  if (parameters.sourceIdentity !== null)
    remarks.push("a profile cannot set a source identity: use the command");
  if (parameters.externalId !== null) remarks.push("the external ID is what the trust policy shows");
  if (hop.action === "sts:AssumeRoleWithSAML")
    remarks.push("SAML: a helper must sign in; the CLI has none of its own");
  if (hop.action === "sts:AssumeRoot") remarks.push("no profile takes a root session: use the command");
  const around = hop.requires.filter(({ kind }) => kind !== "caller").map(({ text }) => text);
  if (around.length > 0) remarks.push(`must hold besides: ${around.join(" and ")}`);
  return remarks;
}

function nameOf(id: string): string {
  return id.startsWith("arn:") ? id.slice(id.lastIndexOf("/") + 1) : id;
}
