import type { Role } from "@rolepath/snapshot";
import { conditionEntryHolds, splitOperator } from "./condition.js";
import { type ConditionEntry, readPolicy, type Statement } from "./document.js";
import { keysOf } from "./keys.js";
import { actionMatches } from "./match.js";

const ENTRIES = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/** Whether some session of the role may have the name, as far as single statements of its trust policy look at the name alone. */
export function mayBeNamed(role: Role, name: string): boolean {
  const { statements } = readPolicy(role.AssumeRolePolicyDocument);
  const open = ENTRIES.filter((action) => statements.some((one) => allows(one, action)));
  const opening = statements.filter((one) => open.some((action) => allows(one, action)));
  const refused = statements.some((one) => {
    const [entry, ...more] = one.condition;
    if (one.effect !== "Deny" || !isForEveryone(one) || entry === undefined || more.length > 0) return false;
    if (!open.every((action) => actionMatches(one, action)) || !isAbout(entry, "sts:RoleSessionName"))
      return false;
    return isPlain(entry) && holds(entry, name);
  });
  return !refused && isTaken(opening, "sts:RoleSessionName", name);
}

/** Whether some session of the role may have the source identity, by the statements that let one be set. */
export function mayBeIdentified(role: Role, identity: string): boolean {
  const { statements } = readPolicy(role.AssumeRolePolicyDocument);
  return isTaken(
    statements.filter((one) => allows(one, "sts:SetSourceIdentity")),
    "sts:SourceIdentity",
    identity,
  );
}

function isTaken(statements: readonly Statement[], key: string, value: string): boolean {
  return (
    statements.length === 0 ||
    statements.some((one) => {
      const entry = one.condition.find((candidate) => isAbout(candidate, key) && !isNegated(candidate));
      return entry === undefined || !isPlain(entry) || holds(entry, value);
    })
  );
}

function allows(statement: Statement, action: string): boolean {
  return statement.effect === "Allow" && actionMatches(statement, action);
}

function isForEveryone(statement: Statement): boolean {
  return statement.principal?.some(({ type, value }) => value === "*" && /^(\*|AWS)$/.test(type)) === true;
}

function isAbout(entry: ConditionEntry, key: string): boolean {
  return entry.key.toLowerCase() === key.toLowerCase();
}

function isNegated(entry: ConditionEntry): boolean {
  return splitOperator(entry.operator).base.includes("Not");
}

/** Compared with text and wildcards alone. */
function isPlain(entry: ConditionEntry): boolean {
  const { set, base } = splitOperator(entry.operator);
  return (
    set === "" &&
    /^String(Not)?(Equals|Like)$/.test(base) &&
    !entry.values.some((value) => value.includes("${"))
  );
}

function holds(entry: ConditionEntry, value: string): boolean {
  return conditionEntryHolds(entry, keysOf({ [entry.key]: value }), "2012-10-17");
}
