import type { ResolvedCaller } from "../caller.js";
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
  const looked = entries.some(
    (entry) => REQUEST_TAG.test(entry.key) || /^(aws:TagKeys|sts:TransitiveTagKeys)$/i.test(entry.key),
  );
  const isPod = caller.type === "service" && caller.name === "pods.eks.amazonaws.com";
  // Of services only Pod Identity is known to pass tags as request tags (2.7).
  if (caller.type === "service" && !isPod) return { name: "tags", ways: [{}], optional: true };
  if (!looked) return { name: "tags", ways: [isPod ? tagContext(podTags({})) : {}], optional: !isPod };
  const tested = entries.filter((entry) => REQUEST_TAG.test(entry.key)).map((entry) => entry.key);
  const listed = candidateValues("aws:TagKeys", entries, known).filter((key) => key.length <= 128);
  const tagKeys = uniqueKeys([...tested.map((key) => key.replace(REQUEST_TAG, "")), ...listed]);
  const parts = tagKeys.map((key): Context[] => {
    const values = candidateValues(`aws:RequestTag/${key}`, entries, known);
    const isTested = tested.some((name) => name.toLowerCase() === `aws:requesttag/${key.toLowerCase()}`);
    const tried = isTested ? values : [freshValue(key)];
    return [{}, ...tried.map((value) => ({ [key]: value }))];
  });
  const ways = combine(parts, 60).flatMap((tags) => {
    const passed = tagContext(isPod ? podTags(tags) : tags);
    const transitive = Object.keys(tags)[0];
    const marked = transitive === undefined ? [] : [{ ...passed, "sts:TransitiveTagKeys": [transitive] }];
    return entries.some((entry) => /^sts:TransitiveTagKeys$/i.test(entry.key))
      ? [passed, ...marked]
      : [passed];
  });
  return { name: "tags", ways, optional: !isPod };
}

function podTags(tags: Context): Context {
  const sent = Object.fromEntries(POD_TAGS.map((key) => [key, freshValue(key)]));
  const own = Object.entries(tags).filter(([key]) => POD_TAGS.includes(key));
  return { ...sent, ...Object.fromEntries(own) };
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
