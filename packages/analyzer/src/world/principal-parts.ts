import type { AttachedPolicy, Group, Tag, User } from "@rolepath/snapshot";
import { type Attached, NOTHING_ATTACHED } from "./entity.js";
import { NO_TAGS, Tags } from "./tags.js";

/**
 * Parts of principals, one for all that are made from the same list.
 *
 * The reader of snapshots keeps one copy of equal lists, so that principals with the same tags have the same map.
 */
export class PrincipalParts {
  readonly #tags = new Map<readonly Tag[], Tags>();
  readonly #attached = new Map<readonly AttachedPolicy[], Attached>();
  #start = "arn:aws:";
  #partition = "aws";

  /** The tags of a list, by key. */
  tags(list: readonly Tag[]): Tags {
    if (list.length === 0) return NO_TAGS;
    const known = this.#tags.get(list);
    if (known !== undefined) return known;
    const tags = new Tags(list);
    this.#tags.set(list, tags);
    return tags;
  }

  /** What hangs on a principal that has managed policies and nothing else. */
  attached(list: readonly AttachedPolicy[]): Attached {
    if (list.length === 0) return NOTHING_ATTACHED;
    const known = this.#attached.get(list);
    if (known !== undefined) return known;
    const attached = { ...NOTHING_ATTACHED, managedPolicyArns: arnsOf(list) };
    this.#attached.set(list, attached);
    return attached;
  }

  /** The partition of an ARN. */
  partition(arn: string): string {
    if (!arn.startsWith(this.#start)) {
      const [first = "", partition = "aws"] = arn.split(":");
      this.#start = `${first}:${partition}:`;
      this.#partition = partition;
    }
    return this.#partition;
  }
}

/** The managed policies that are attached, each once. */
export function arnsOf(policies: readonly AttachedPolicy[]): readonly string[] {
  return [...new Set(policies.map((policy) => policy.PolicyArn))];
}

/** What hangs on a user who is in these groups. */
export function attachedToUser(user: User, groups: readonly Group[]): Attached {
  return {
    boundaryArn: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    managedPolicyArns: arnsOf([
      ...user.AttachedManagedPolicies,
      ...groups.flatMap((group) => group.AttachedManagedPolicies),
    ]),
    groupArns: groups.map((group) => group.Arn),
    instanceProfileArns: [],
  };
}
