import type { ResolvedCaller } from "../caller.js";
import type { ConditionEntry } from "../document.js";
import type { Keys } from "../keys.js";
import type { Context } from "../request.js";
import { candidateValues, freshValue } from "./candidates.js";
import { type Choice, combine } from "./choice.js";
import type { Mentioned } from "./mentioned.js";

const REQUEST_TAG = /^aws:RequestTag\//i;

// Clause 2.7: the tags that EKS Pod Identity sends.
const POD_TAGS = [
  "eks-cluster-arn",
  "eks-cluster-name",
  "kubernetes-namespace",
  "kubernetes-service-account",
  "kubernetes-pod-name",
  "kubernetes-pod-uid",
];

/** Session tags passed with the call: none, or some of those that policies look at, with their keys listed. */
export function tagChoice(mentioned: Mentioned, known: Keys, caller: ResolvedCaller): Choice {
  const { entries } = mentioned;
  if (caller.type === "service") return serviceTagChoice(entries, known, caller.name);
  const looksAtTransitive = entries.some((entry) => /^sts:TransitiveTagKeys$/i.test(entry.key));
  const looksAtKeys = entries.some((entry) => /^aws:TagKeys$/i.test(entry.key));
  const tested = testedTags(entries);
  if (tested.length === 0 && !looksAtKeys && !looksAtTransitive)
    return { name: "tags", ways: [{}], optional: true };
  const listed = candidateValues("aws:TagKeys", entries, known).filter((key) => key.length <= 128);
  const parts = uniqueKeys([...tested, ...listed]).map((key): Context[] => [
    {},
    ...tagWays(key, entries, known),
  ]);
  const ways = combine(parts, 60).flatMap((tags) => {
    const passed = tagContext(tags);
    const [transitive] = Object.keys(tags);
    const isMarked = looksAtTransitive && transitive !== undefined;
    return isMarked ? [passed, { ...passed, "sts:TransitiveTagKeys": [transitive] }] : [passed];
  });
  return { name: "tags", ways, optional: true };
}

/** Of services only Pod Identity is known to pass tags as request tags: six of them, all transitive (2.7). */
function serviceTagChoice(entries: readonly ConditionEntry[], known: Keys, service: string): Choice {
  if (service !== "pods.eks.amazonaws.com") return { name: "tags", ways: [{}], optional: true };
  const tested = testedTags(entries).map((key) => key.toLowerCase());
  const parts = POD_TAGS.map((key) =>
    tested.includes(key) ? tagWays(key, entries, known) : [{ [key]: freshValue(key) }],
  );
  const ways = combine(parts, 60).map((tags) => ({
    ...tagContext(tags),
    "sts:TransitiveTagKeys": [...POD_TAGS],
  }));
  return { name: "tags", ways, optional: false };
}

/** Keys of the request tags that some policy looks at. */
function testedTags(entries: readonly ConditionEntry[]): string[] {
  return entries
    .filter((entry) => REQUEST_TAG.test(entry.key))
    .map((entry) => entry.key.replace(REQUEST_TAG, ""));
}

/** The tag with every value worth trying; one value when no policy looks at it. */
function tagWays(key: string, entries: readonly ConditionEntry[], known: Keys): Context[] {
  const isTested = testedTags(entries).some((name) => name.toLowerCase() === key.toLowerCase());
  const values = isTested ? candidateValues(`aws:RequestTag/${key}`, entries, known) : [freshValue(key)];
  return values.map((value) => ({ [key]: value }));
}

/** Clause 3.4: `aws:TagKeys` is the key set of the request tags. */
function tagContext(tags: Context): Context {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  const requestTags = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  return { ...Object.fromEntries(requestTags), "aws:TagKeys": keys };
}

/** Tag keys that differ only in case cannot stand side by side; the spelling of the last one stays. */
function uniqueKeys(keys: readonly string[]): string[] {
  return [...new Map(keys.map((key) => [key.toLowerCase(), key])).values()];
}
