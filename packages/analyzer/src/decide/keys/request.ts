import { byText } from "../../policy/by-text.js";
import { wildcardPattern } from "../../policy/pattern.js";
import { ROOT_TASK_POLICIES } from "../caller/root-task.js";
import type { KeySpec } from "../domain/key-spec.js";
import { EXTERNAL_ID_ALPHABET, nameSpec, stringSpec, tagKeysSpec, tagValueSpec } from "../domain/spec.js";

// IAM User Guide, "IAM and AWS STS condition context keys"; AWS STS API Reference, AssumeRole: names and value spaces
// of what is passed with the request.

const SOURCE_IDENTITY = nameSpec("sts:SourceIdentity", {
  optional: true,
  // "You cannot use a value that begins with the text aws:"; the colon is not in the alphabet anyway.
  base: [{ kind: "match", patterns: [wildcardPattern([{ text: "aws:*", wild: true }])], not: true }],
});

const SPECS: ReadonlyMap<string, KeySpec> = new Map(
  [
    stringSpec("sts:ExternalId", {
      alphabet: EXTERNAL_ID_ALPHABET,
      lengthMin: 2,
      lengthMax: 1224,
      kind: "caller",
      optional: true,
    }),
    nameSpec("sts:RoleSessionName", { mayBeAbsent: false, example: "rolepath" }),
    SOURCE_IDENTITY,
    tagKeysSpec("aws:TagKeys"),
    tagKeysSpec("sts:TransitiveTagKeys"),
    stringSpec("sts:TaskPolicyArn", { mayBeAbsent: false, finite: ROOT_TASK_POLICIES, kind: "caller" }),
    stringSpec("sts:RequestContextProviders", { multivalued: true, kind: "claim", optional: true }),
  ].map((spec) => [spec.name.toLowerCase(), spec]),
);

/** Parameters that an IAM principal may pass to AssumeRole; the same object for the same key. */
export const requestSpec = byText((key): KeySpec | null => {
  const id = key.toLowerCase();
  const known = SPECS.get(id);
  if (known !== undefined) return known;
  if (id.startsWith("aws:requesttag/"))
    return tagValueSpec(`aws:RequestTag/${key.slice("aws:RequestTag/".length)}`, { optional: true });
  if (id.startsWith("sts:requestcontext/"))
    return stringSpec(`sts:RequestContext/${key.slice("sts:RequestContext/".length)}`, {
      kind: "claim",
      optional: true,
    });
  return null;
});
