import type { Snapshot, Tag } from "@rolepath/snapshot";
import { parseArn } from "./arn.js";
import type { IamCaller, ResolvedCaller } from "./caller.js";
import type { Keys } from "./keys.js";
import { organizationIdOf, organizationPathOf } from "./organization.js";
import type { ConcreteRequest } from "./request.js";
import { findRole } from "./world.js";

/** What the snapshot fixes for a request: a value, or null for a key that is known to be absent (3.4). */
export type StaticKeys = ReadonlyMap<string, string | readonly string[] | null>;

/** The static keys of clause 3.4, by lower-case name. Tags of the caller are among them; see `isTagOpen`. */
export function staticKeys(snapshot: Snapshot, request: ConcreteRequest, caller: ResolvedCaller): StaticKeys {
  const keys = new Map<string, string | readonly string[] | null>();
  const set = (name: string, value: string | readonly string[] | null | undefined) =>
    keys.set(name.toLowerCase(), value ?? null);
  setResourceKeys(snapshot, request, set);
  // Direct calls over HTTPS; no service stands between (3.4).
  set("aws:SecureTransport", "true");
  set("aws:ViaAWSService", "false");
  for (const name of ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:AssumedRoot"])
    set(name, null);
  if (caller.type === "service") {
    setAbsent(set, ["aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:username"]);
    set("aws:PrincipalIsAWSService", "true");
    set("aws:PrincipalServiceName", caller.name);
    set("aws:PrincipalServiceNamesList", [caller.name]);
    setAbsent(set, [...CREDENTIAL_KEYS, "aws:FederatedProvider", "aws:SourceIdentity"]);
  } else if (caller.type === "federated") {
    // Clause 2.1: principal keys do not exist on federation calls.
    setAbsent(set, [...PRINCIPAL_KEYS, ...SERVICE_KEYS, ...SOURCE_KEYS, ...CREDENTIAL_KEYS]);
    setAbsent(set, ["aws:PrincipalIsAWSService", "aws:SourceIdentity"]);
    set("aws:FederatedProvider", caller.provider);
  } else if (caller.type !== "nobody") {
    setIamKeys(snapshot, caller, set);
  }
  return keys;
}

const PRINCIPAL_KEYS = [
  "aws:PrincipalArn",
  "aws:PrincipalAccount",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalType",
  "aws:userid",
  "aws:username",
];
const SERVICE_KEYS = ["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"];
const SOURCE_KEYS = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];
const CREDENTIAL_KEYS = ["aws:TokenIssueTime", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];

type Set = (name: string, value: string | readonly string[] | null | undefined) => void;

function setAbsent(set: Set, names: readonly string[]): void {
  for (const name of names) set(name, null);
}

function setResourceKeys(snapshot: Snapshot, request: ConcreteRequest, set: Set): void {
  const account = parseArn(request.to)?.account ?? "";
  const path = organizationPathOf(snapshot, account);
  set("aws:ResourceAccount", account);
  set("aws:ResourceOrgID", organizationIdOf(snapshot, account));
  set("aws:ResourceOrgPaths", path === undefined ? null : [path]);
  const tags = tagMap(findRole(snapshot, request.to)?.Tags ?? []);
  // Clause 1.7: transitive tags of the calling session replace the tags of the next role.
  for (const [key, value] of Object.entries(request.inheritedTags ?? {})) tags.set(key.toLowerCase(), value);
  for (const [key, value] of tags) {
    set(`aws:ResourceTag/${key}`, value);
    set(`iam:ResourceTag/${key}`, value);
  }
}

function setIamKeys(snapshot: Snapshot, caller: IamCaller, set: Set): void {
  const path = organizationPathOf(snapshot, caller.account);
  set("aws:PrincipalArn", caller.arn);
  set("aws:PrincipalAccount", caller.account);
  if (path !== undefined || caller.home !== undefined) {
    set("aws:PrincipalOrgID", organizationIdOf(snapshot, caller.account));
    set("aws:PrincipalOrgPaths", path === undefined ? null : [path]);
  }
  set("aws:PrincipalIsAWSService", "false");
  setAbsent(set, [...SERVICE_KEYS, ...SOURCE_KEYS]);
  if (caller.type === "user") {
    set("aws:PrincipalType", "User");
    set("aws:username", caller.arn.split("/").at(-1));
    if (caller.user !== undefined) set("aws:userid", caller.user.UserId);
    setAbsent(set, ["aws:FederatedProvider", "aws:SourceIdentity"]);
  }
  if (caller.type === "session") {
    set("aws:PrincipalType", "AssumedRole");
    set("aws:username", null);
    if (caller.role !== undefined) set("aws:userid", `${caller.role.RoleId}:${caller.sessionName}`);
    // Clause 1.7: sessions of roles carry no MFA; the key is there and false.
    set("aws:MultiFactorAuthPresent", "false");
    set("aws:MultiFactorAuthAge", null);
  }
  for (const [key, value] of tagMap(caller.user?.Tags ?? caller.role?.Tags ?? [])) {
    set(`aws:PrincipalTag/${key}`, value);
  }
}

function tagMap(tags: readonly Tag[]): Map<string, string> {
  return new Map(tags.map((tag) => [tag.Key.toLowerCase(), tag.Value]));
}

/** The keys under which policies are evaluated: static ones, with the context on top. */
export function requestKeys(context: Keys, fixed: StaticKeys): Keys {
  const keys = new Map<string, string | readonly string[]>();
  for (const [name, value] of fixed) if (value !== null) keys.set(name, value);
  for (const [name, value] of context) keys.set(name, value);
  return keys;
}
