import { coversAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import { foldAscii, literalPattern, matches, type Pattern, wildcardPattern } from "../../policy/pattern.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { nameSpec, tagValueSpec } from "../domain/spec.js";
import type { ElementTest } from "../domain/test.js";
import { fixedPatterns, sourceIdentityTests } from "./entry-limits.js";
import { perRole } from "./once.js";

/**
 * Whether some statement of the role's trust policy allows the extra action, so that its sessions may carry what it brings.
 *
 * A trust policy that could not be read may allow it.
 */
function trustAllows({ trust }: RolePrincipal, action: "sts:TagSession" | "sts:SetSourceIdentity"): boolean {
  if (trust.policy === null) return true;
  return trust.policy.statements.some(
    (statement) => statement.effect === "Allow" && coversAction(statement, action),
  );
}

/**
 * A principal tag of some session of a role, by the key as it is spelled.
 *
 * The role's own tag, unless its trust policy lets whoever enters set session tags: then also every value that the
 * statements which allow `sts:TagSession` let through (IAM User Guide, "Pass session tags in AWS STS").
 */
export const roleSessionTag = perRole((role, key): KeyKnowledge => {
  const name = key.slice("aws:PrincipalTag/".length);
  const own = role.tags.get(name.toLowerCase());
  const settable = settableValues(role, name);
  if (settable === "none") {
    return own === undefined
      ? { kind: "absent", name: key }
      : { kind: "known", name: key, values: [own.Value], multivalued: false };
  }
  const base: readonly ElementTest[] =
    settable === "any"
      ? []
      : [
          {
            kind: "match",
            patterns: [...settable, ...(own === undefined ? [] : [literalPattern(own.Value)])],
            not: false,
          },
        ];
  return { kind: "open", spec: tagValueSpec(key, { mayBeAbsent: own === undefined, base, kind: "caller" }) };
});

function settableValues(role: RolePrincipal, name: string): "none" | "any" | readonly Pattern[] {
  const { policy } = role.trust;
  if (policy === null) return "any";
  const patterns: Pattern[] = [];
  let some = false;
  for (const statement of policy.statements) {
    if (statement.effect !== "Allow" || !coversAction(statement, "sts:TagSession")) continue;
    const entries = statement.conditions.filter(
      (candidate) => candidate.keyId === `aws:requesttag/${name.toLowerCase()}` && !candidate.negated,
    );
    // A transitive tag of the calling session comes along without being passed: what is asked of tags passes it by.
    if (mayBeInherited(statement) && entries.every(holdsWhenNotPassed)) return "any";
    if (!admitsKey(statement, name)) continue;
    const [entry] = entries;
    some = true;
    const values = entry === undefined ? null : fixedPatterns(entry);
    if (values === null) return "any";
    patterns.push(...values);
  }
  return some ? patterns : "none";
}

function holdsWhenNotPassed(entry: ConditionEntry): boolean {
  if (entry.comparison === "Null") return entry.values.some((value) => value.source.toLowerCase() === "true");
  return entry.ifExists || entry.set === "all";
}

// Only the sessions of roles have tags that come along.
function mayBeInherited(statement: Statement): boolean {
  const forms = statement.principals;
  if (forms === null) return true;
  return forms.some((form) => ["anyone", "account", "role", "session"].includes(form.kind));
}

// Tag keys are compared in the case in which they are passed, and any case may be passed.
function admitsKey(statement: Statement, name: string): boolean {
  return statement.conditions.every((entry) => {
    if (entry.keyId !== "aws:tagkeys" || entry.set !== "all" || entry.negated) return true;
    if (fixedPatterns(entry) === null) return true;
    return entry.values.some(({ source }) =>
      matches(
        wildcardPattern([{ text: foldAscii(source), wild: entry.comparison === "StringLike" }]),
        foldAscii(name),
      ),
    );
  });
}

const SOURCE_IDENTITY = "aws:SourceIdentity";
const ANY_SOURCE_IDENTITY: KeyKnowledge = {
  kind: "open",
  spec: nameSpec(SOURCE_IDENTITY, { optional: true, kind: "caller" }),
};

/** The source identity that a session of a role of which nothing is known may carry. */
export function anySourceIdentity(): KeyKnowledge {
  return ANY_SOURCE_IDENTITY;
}

const sourceIdentities = perRole((role): KeyKnowledge => {
  const base = sourceIdentityTests(role);
  if (base.length === 0) return ANY_SOURCE_IDENTITY;
  return { kind: "open", spec: nameSpec(SOURCE_IDENTITY, { optional: true, kind: "caller", base }) };
});

/** The source identity that some session of a role may carry. */
export function roleSessionSourceIdentity(role: RolePrincipal): KeyKnowledge {
  return trustAllows(role, "sts:SetSourceIdentity")
    ? sourceIdentities(role, "")
    : { kind: "absent", name: SOURCE_IDENTITY };
}
