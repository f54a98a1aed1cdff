import { literalPattern, wildcardPattern } from "../../policy/pattern.js";
import type { World } from "../../world/world.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { stringSpec } from "../domain/spec.js";
import { known, knownSet, missing } from "./known.js";
import { perWorld } from "./once.js";

/**
 * `…OrgID` and `…OrgPaths` of an account. IAM User Guide, "AWS global condition context keys".
 *
 * A collected account outside the organization is taken as belonging to none; of one that was not collected only
 * that it is not of this organization is known, if that.
 */
export function organizationKeys(
  world: World,
  account: string | null,
  prefix: "aws:Principal" | "aws:Resource",
): readonly [string, KeyKnowledge][] {
  const membership = account === null ? undefined : world.memberships.get(account);
  if (membership !== undefined) {
    return [
      known(`${prefix}OrgID`, membership.organizationId),
      knownSet(`${prefix}OrgPaths`, [membership.path]),
    ];
  }
  if (account !== null && world.accounts.has(account)) {
    return [missing(`${prefix}OrgID`), missing(`${prefix}OrgPaths`)];
  }
  return strangerKeys(world, prefix);
}

const strangerKeys = perWorld((world, prefix): readonly [string, KeyKnowledge][] => {
  const own = world.organizationId;
  const notOwn = own === null ? [] : [{ kind: "match" as const, patterns: [literalPattern(own)], not: true }];
  const notInside =
    own === null
      ? []
      : [
          {
            kind: "match" as const,
            patterns: [wildcardPattern([{ text: `${own}/*`, wild: true }])],
            not: true,
          },
        ];
  return [
    [
      `${prefix}OrgID`.toLowerCase(),
      { kind: "open", spec: stringSpec(`${prefix}OrgID`, { prefix: "o-", base: notOwn }) },
    ],
    [
      `${prefix}OrgPaths`.toLowerCase(),
      {
        kind: "open",
        spec: stringSpec(`${prefix}OrgPaths`, { prefix: "o-", multivalued: true, base: notInside }),
      },
    ],
  ];
});
