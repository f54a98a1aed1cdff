import { conditionKeyId } from "../../policy/condition.js";
import { foldedPattern, literalPattern, type Pattern } from "../../policy/pattern.js";
import type { Call } from "../caller/call.js";
import { absent, and, FALSE, type Formula, leaf, present, TRUE } from "../formula/formula.js";

// IAM User Guide, "Pass session tags in AWS STS": `aws:TagKeys` is the set of the keys of `aws:RequestTag/…`, and
// transitive keys are among them. A question that pins one of these says something of the others.

const TAG_KEYS = "aws:tagkeys";
const TRANSITIVE_KEYS = "sts:transitivetagkeys";
const REQUEST_TAG = "aws:requesttag/";

/** Whether the question pins the key. */
export function isPinned(call: Call, keyId: string): boolean {
  return call.pinnedKeys.some((key) => conditionKeyId(key) === keyId);
}

/** The keys of session tags that the question says are passed, as it spells them. */
export function pinnedTags(call: Call): readonly string[] {
  const found = call.pinnedKeys.flatMap((key): readonly string[] => {
    const id = conditionKeyId(key);
    const knowledge = call.facts(id);
    if (knowledge.kind !== "known") return [];
    if (id === TAG_KEYS || id === TRANSITIVE_KEYS) return knowledge.values;
    return id.startsWith(REQUEST_TAG) ? [key.slice(REQUEST_TAG.length)] : [];
  });
  return [...new Map(found.map((tag) => [tag.toLowerCase(), tag])).values()].toSorted();
}

/** What the pinned tags of a request say of its other keys: a tag that is passed is among the tag keys, one that is not is not. */
export function pinnedTagRules(call: Call): Formula {
  const passed = pinnedTags(call);
  const left = call.pinnedKeys.filter(
    (key) => conditionKeyId(key).startsWith(REQUEST_TAG) && call.facts(key).kind === "absent",
  );
  return and([
    ...passed.map((tag) => hasValue(call, REQUEST_TAG + tag.toLowerCase())),
    ...passed.map((tag) => amongKeys(call, tag)),
    ...left.map((key) => notAmongKeys(call, key.slice(REQUEST_TAG.length))),
  ]);
}

/** The tag keys of a request that passes the pinned tags and no others. */
export function onlyPinnedTags(call: Call): Formula {
  const tags = pinnedTags(call);
  return tags.length === 0
    ? absent(TAG_KEYS)
    : leaf(TAG_KEYS, false, { over: "all", element: one(tags.map(literalPattern)) });
}

function hasValue(call: Call, keyId: string): Formula {
  const { kind } = call.facts(keyId);
  return kind === "open" ? present(keyId) : kind === "known" ? TRUE : FALSE;
}

function amongKeys(call: Call, tag: string): Formula {
  const keys = call.facts(TAG_KEYS);
  if (keys.kind === "open")
    return leaf(TAG_KEYS, false, { over: "some", element: one([literalPattern(tag)]) });
  return keys.kind === "known" && hasTag(keys.values, tag) ? TRUE : FALSE;
}

function notAmongKeys(call: Call, tag: string): Formula {
  const keys = call.facts(TAG_KEYS);
  if (keys.kind === "open")
    return leaf(TAG_KEYS, true, { over: "all", element: { ...one([foldedPattern(tag)]), not: true } });
  return keys.kind === "known" && hasTag(keys.values, tag) ? FALSE : TRUE;
}

function one(patterns: readonly Pattern[]) {
  return { kind: "match", patterns, not: false } as const;
}

function hasTag(keys: readonly string[], tag: string): boolean {
  return keys.some((key) => key.toLowerCase() === tag.toLowerCase());
}
