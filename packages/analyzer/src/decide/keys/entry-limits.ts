import { coversAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import { literalPattern, type Pattern, wildcardPattern } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { ElementTest } from "../domain/test.js";

const ENTRIES = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/**
 * What is known of the name of every session of a role: its trust policy lets no other name in.
 *
 * How a session came about is not known, so a name counts when some statement that opens the role takes it and no Deny for
 * everyone refuses it; which other conditions go with the name is not asked.
 */
export function sessionNameTests(role: RolePrincipal): readonly ElementTest[] {
  const key = "sts:rolesessionname";
  const statements = role.trust.policy?.statements ?? [];
  const open = ENTRIES.filter((action) => statements.some((one) => allows(one, action)));
  const refused = statements
    .filter((one) => one.effect === "Deny" && open.every((action) => coversAction(one, action)))
    .filter((one) => one.principals?.some((form) => form.kind === "anyone") === true)
    .flatMap((one): ElementTest[] => {
      const [entry, ...more] = one.conditions;
      if (entry?.keyId !== key || more.length > 0) return [];
      const patterns = plainPatterns(entry);
      return patterns === null ? [] : [{ kind: "match", patterns, not: !entry.negated }];
    });
  return [
    ...someOf(
      statements.filter((one) => open.some((action) => allows(one, action))),
      key,
    ),
    ...refused,
  ];
}

/** What is known of the source identity of every session of a role that has one, as of its name. */
export function sourceIdentityTests(role: RolePrincipal): readonly ElementTest[] {
  const statements = role.trust.policy?.statements ?? [];
  return someOf(
    statements.filter((one) => allows(one, "sts:SetSourceIdentity")),
    "sts:sourceidentity",
  );
}

/** The values that an entry lists; null where they are not plain text and wildcards. */
export function fixedPatterns(entry: ConditionEntry): readonly Pattern[] | null {
  if (entry.comparison !== "StringEquals" && entry.comparison !== "StringLike") return null;
  if (entry.values.some((value) => value.hasVariable)) return null;
  return entry.values.map((value) =>
    entry.comparison === "StringEquals"
      ? literalPattern(value.source)
      : wildcardPattern([{ text: value.source, wild: true }]),
  );
}

// Of a set there is none here, and text that may be a variable is left alone.
function plainPatterns(entry: ConditionEntry): readonly Pattern[] | null {
  return entry.set !== null || entry.values.some((value) => value.source.includes("${"))
    ? null
    : fixedPatterns(entry);
}

function allows(statement: Statement, action: string): boolean {
  return statement.effect === "Allow" && coversAction(statement, action);
}

// The values of the key that some of the statements takes; nothing when one of them takes all.
function someOf(statements: readonly Statement[], keyId: string): readonly ElementTest[] {
  const taken: Pattern[] = [];
  for (const statement of statements) {
    const entry = statement.conditions.find((one) => one.keyId === keyId && !one.negated);
    const patterns = entry === undefined ? null : plainPatterns(entry);
    if (patterns === null) return [];
    taken.push(...patterns);
  }
  return statements.length === 0 ? [] : [{ kind: "match", patterns: taken, not: false }];
}
