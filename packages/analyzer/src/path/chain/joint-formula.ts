import { testAfter } from "../../decide/domain/test.js";
import {
  absent,
  and,
  type Formula,
  has,
  keysOf,
  type LinkLeaf,
  present,
  TRUE,
} from "../../decide/formula/formula.js";
import { scoped } from "../../decide/formula/scope.js";
import { conditionKeyId } from "../../policy/condition.js";
import { foldedPattern, type Pattern } from "../../policy/pattern.js";
import type { TemplatePart } from "../../policy/variable.js";
import { type JointKeys, tagOf } from "./joint-keys.js";
import type { Chain } from "./step.js";

const USER_ID = "aws:userid";
const SESSION_NAME = "sts:rolesessionname";

/**
 * When all hops of a chain can be made one after the other, each in the session that the one before opens.
 *
 * The formulas of the hops over joint keys, and for each session what the hop before must do so that the session is in
 * the state in which the next hop was decided. Semantics 1.7.
 */
export function jointFormula(chain: Chain, keys: JointKeys): Formula {
  return and(
    chain.hops.flatMap((hop, index) => [
      translated(and([hop.open.formula, hop.open.background]), index, keys),
      openedBy(chain, index, keys),
    ]),
  );
}

function translated(formula: Formula, hop: number, keys: JointKeys): Formula {
  switch (formula.kind) {
    case "and":
    case "or": {
      const parts = formula.parts.map((part) => translated(part, hop, keys));
      return { kind: formula.kind, parts };
    }
    case "leaf": {
      const prefix = formula.keyId === USER_ID ? keys.userIdPrefix(hop) : null;
      if (prefix === null) return { ...formula, keyId: keys.of(hop, formula.keyId) };
      // What is asked of the user id is asked of the name that the hop before gives the session.
      const { test } = formula;
      const asked = typeof test === "boolean" ? test : { ...test, element: testAfter(test.element, prefix) };
      return { ...formula, keyId: scoped(hop - 1, SESSION_NAME), test: asked };
    }
    case "link":
      return and([linked(formula, hop, keys), userIdAgrees(formula, hop, keys)]);
    case "opaque":
      return { ...formula, id: scoped(hop, formula.id) };
    default:
      return formula;
  }
}

function linked(link: LinkLeaf, hop: number, keys: JointKeys): LinkLeaf {
  const template = link.template.map(
    (part): TemplatePart =>
      part.kind === "variable" ? { ...part, key: keys.of(hop, conditionKeyId(part.key)) } : part,
  );
  return { ...link, id: scoped(hop, link.id), template, keyId: keys.of(hop, link.keyId) };
}

// A link that speaks of the user id needs it as a key of its own, made of the name that the hop before gives.
function userIdAgrees(link: LinkLeaf, hop: number, keys: JointKeys): Formula {
  const prefix = keys.userIdPrefix(hop);
  if (prefix === null || !keysOf(link).has(USER_ID)) return TRUE;
  const [userId, name] = [scoped(hop, USER_ID), scoped(hop - 1, SESSION_NAME)];
  const template: readonly TemplatePart[] = [
    { kind: "text", text: prefix, wild: false },
    { kind: "variable", key: name, fallback: null },
  ];
  return and([
    present(userId),
    present(name),
    {
      kind: "link",
      keyId: userId,
      over: "value",
      comparison: "StringEquals",
      template,
      not: false,
      id: scoped(hop, "the name in the user id"),
    },
  ]);
}

// What the hop before must do, so that the session of this hop has the state in which it was decided.
function openedBy(chain: Chain, hop: number, keys: JointKeys): Formula {
  const session = keys.session(hop);
  const before = chain.hops[hop - 1];
  if (session === null || before === undefined) return TRUE;
  const passed: string[] = [];
  const demands: Formula[] = [];
  const isChosen = (key: string): boolean => before.call.facts(key).kind === "open";
  for (const [keyId, knowledge] of session.fixed) {
    const tag = tagOf(keyId);
    // The other keys of a transitive tag, and the source identity of the request, are the same joint keys again.
    if (/^(?:aws:resourcetag|iam:resourcetag|aws:requesttag)\/|^sts:sourceidentity$/.test(keyId)) continue;
    if (keyId === USER_ID) {
      if (knowledge.kind === "open") demands.push(present(scoped(hop - 1, SESSION_NAME)));
    } else if (knowledge.kind === "open") demands.push(present(keys.of(hop, keyId)));
    else if (keyId === "aws:sourceidentity") {
      if (knowledge.kind === "absent" && isChosen("sts:SourceIdentity"))
        demands.push(absent(keys.of(hop - 1, "sts:sourceidentity")));
    } else if (tag !== null) {
      // A known value is the tag of the role itself, or comes with a service: the caller passes none.
      const passed = `aws:requesttag/${tag}`;
      if (isChosen(passed)) demands.push(absent(keys.of(hop - 1, passed)));
    } else if (knowledge.kind === "absent" && isChosen(keyId)) demands.push(absent(keys.of(hop - 1, keyId)));
    if (tag !== null && keys.inherits(hop, tag) && !keys.inherits(hop - 1, tag)) passed.push(tag);
  }
  if (isChosen("sts:TransitiveTagKeys")) demands.push(transitiveAre(passed, hop - 1));
  return and(demands);
}

// The transitive tags that the hop passes are these and no others.
function transitiveAre(tags: readonly string[], hop: number): Formula {
  const key = scoped(hop, "sts:transitivetagkeys");
  const among = (patterns: readonly Pattern[], over: "some" | "all"): Formula =>
    has(key, { kind: "match", patterns, not: false }, over);
  if (tags.length === 0) return absent(key);
  const patterns = tags.map(foldedPattern);
  return and([...patterns.map((pattern) => among([pattern], "some")), among(patterns, "all")]);
}
