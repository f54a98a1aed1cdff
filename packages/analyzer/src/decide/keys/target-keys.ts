import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { KeyKnowledge } from "../facts.js";
import { known } from "./known.js";
import { organizationKeys } from "./organization-keys.js";

/** Keys of the role that is asked for. IAM User Guide, "AWS global condition context keys", properties of the resource. */
export function targetKeys(world: World, target: RolePrincipal): readonly [string, KeyKnowledge][] {
  return [
    known("aws:ResourceAccount", target.account),
    ...organizationKeys(world, target.account, "aws:Resource"),
  ];
}

/** `aws:ResourceTag/K` and `iam:ResourceTag/K`; null for other keys. */
export function targetTag(target: RolePrincipal, key: string): KeyKnowledge | null {
  const match = /^(?:aws|iam):resourcetag\/(.*)$/is.exec(key);
  if (match === null) return null;
  const tag = target.tags.get((match[1] ?? "").toLowerCase());
  return tag === undefined
    ? { kind: "absent", name: key }
    : { kind: "known", name: key, values: [tag.value], multivalued: false };
}
