import type {
  AttachedPolicy,
  AuthorizationDetails,
  Group,
  InlinePolicy,
  ManagedPolicy,
  User,
} from "@rolepath/snapshot";
import type { GroupEntry } from "./entity.js";
import { InlinePolicyRef, type PolicyOwner, type PolicyRef, policyRef } from "./policy-ref.js";

const noPolicies: readonly PolicyRef[] = [];

/**
 * The policies of one account, where they are attached.
 *
 * A managed policy is one reference wherever it is attached, and principals with the same list of managed policies and
 * nothing else have the same list of references.
 */
export class AccountPolicies {
  readonly #file: string;
  readonly #managed: ReadonlyMap<string, PolicyRef>;
  readonly #boundaries = new Map<string, PolicyRef>();
  readonly #absent = new Map<string, PolicyRef>();
  readonly #attached = new Map<readonly AttachedPolicy[], readonly PolicyRef[]>();
  readonly #groups: ReadonlyMap<string, readonly PolicyRef[]>;
  readonly #memberships = new Map<readonly string[], readonly PolicyRef[]>();

  constructor(file: string, details: AuthorizationDetails) {
    this.#file = file;
    this.#managed = new Map(
      details.Policies.map((policy, index) => [policy.Arn, this.#managedRef(policy, index)]),
    );
    this.#groups = new Map(
      details.GroupDetailList.map((group, index) => [
        group.GroupName,
        this.of(group.GroupPolicyList, group.AttachedManagedPolicies, {
          kind: "group",
          name: group.GroupName,
          index,
        }),
      ]),
    );
  }

  /** The groups, with what their members hold. */
  groupEntries(groups: readonly Group[]): readonly GroupEntry[] {
    return groups.map((group) => ({
      arn: group.Arn,
      name: group.GroupName,
      policies: this.#groups.get(group.GroupName) ?? noPolicies,
    }));
  }

  /** The policies of a user: `own`, and those of the groups. */
  ofUser(user: User, own: readonly PolicyRef[]): readonly PolicyRef[] {
    if (user.GroupList.length === 0) return own;
    const fromGroups = this.#memberships.get(user.GroupList) ?? this.#ofGroups(user.GroupList);
    return own.length === 0 ? fromGroups : [...own, ...fromGroups];
  }

  /** Inline policies and attached ones. */
  of(
    inline: readonly InlinePolicy[],
    attached: readonly AttachedPolicy[],
    owner: PolicyOwner,
  ): readonly PolicyRef[] {
    const managed = this.managed(attached);
    if (inline.length === 0) return managed;
    const own = inline.map(
      (policy, index): PolicyRef =>
        new InlinePolicyRef(policy.PolicyDocument, this.#file, policy.PolicyName, owner, index),
    );
    return managed.length === 0 ? own : [...own, ...managed];
  }

  /** The attached policies of a list. */
  managed(list: readonly AttachedPolicy[]): readonly PolicyRef[] {
    if (list.length === 0) return noPolicies;
    const known = this.#attached.get(list);
    if (known !== undefined) return known;
    const refs = list.map(({ PolicyArn }) => this.#managedOrAbsent(PolicyArn));
    this.#attached.set(list, refs);
    return refs;
  }

  /** The managed policy as a permissions boundary. */
  boundary(arn: string): PolicyRef {
    const known = this.#boundaries.get(arn);
    if (known !== undefined) return known;
    const ref = this.#managedOrAbsent(arn);
    const source = ref.source.replace(/^managed policy/, "permissions boundary");
    const boundary = { policy: ref.policy, source, file: ref.file, documentPointer: ref.documentPointer };
    this.#boundaries.set(arn, boundary);
    return boundary;
  }

  #ofGroups(names: readonly string[]): readonly PolicyRef[] {
    const refs = names.flatMap((name) => this.#groups.get(name) ?? [this.#missing(`group ${name}`)]);
    this.#memberships.set(names, refs);
    return refs;
  }

  #managedOrAbsent(arn: string): PolicyRef {
    return this.#managed.get(arn) ?? this.#missing(`managed policy ${arn}`);
  }

  #managedRef(policy: ManagedPolicy, index: number): PolicyRef {
    // Only the default version counts (IAM User Guide, "Versioning IAM policies").
    const at = policy.PolicyVersionList.findIndex((version) => version.IsDefaultVersion);
    const byId = policy.PolicyVersionList.findIndex(
      (version) => version.VersionId === policy.DefaultVersionId,
    );
    const chosen = at === -1 ? byId : at;
    const version = policy.PolicyVersionList[chosen];
    const source = `managed policy ${policy.PolicyName}`;
    if (version === undefined) return this.#missing(source);
    return policyRef(
      version.Document,
      source,
      this.#file,
      `/Policies/${index}/PolicyVersionList/${chosen}/Document`,
    );
  }

  #missing(source: string): PolicyRef {
    const known = this.#absent.get(source);
    if (known !== undefined) return known;
    const ref: PolicyRef = { policy: null, source, file: this.#file, documentPointer: "" };
    this.#absent.set(source, ref);
    return ref;
  }
}
