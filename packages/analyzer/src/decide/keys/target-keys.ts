import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { type Known, known } from "./known.js";
import { perWorld } from "./once.js";
import { organizationKeys } from "./organization-keys.js";

/**
 * A key, by its lower-case name, of the role that is asked for; undefined when it is none of them.
 *
 * IAM User Guide, "AWS global condition context keys", properties of the resource.
 *
 * @param key the name as it is spelled
 */
export function targetKey(
  world: World,
  target: RolePrincipal,
  key: string,
  id: string,
): KeyKnowledge | undefined {
  if (id.startsWith("aws:resource")) {
    const known = accountKeys(world, target.account).get(id);
    if (known !== undefined) return known;
  }
  const prefix = TAG_PREFIXES.find((start) => id.startsWith(start));
  if (prefix === undefined) return undefined;
  const tag = target.tags.get(id.slice(prefix.length));
  return tag === undefined
    ? { kind: "absent", name: key }
    : { kind: "known", name: key, values: [tag.Value], multivalued: false };
}

const TAG_PREFIXES: readonly string[] = ["aws:resourcetag/", "iam:resourcetag/"];

const accountKeys = perWorld(
  (world, account): Known =>
    new Map([known("aws:ResourceAccount", account), ...organizationKeys(world, account, "aws:Resource")]),
);
