import type { PolicyDocument } from "@rolepath/snapshot";
import type { Policy } from "../policy/document.js";
import { LazyPolicy } from "../policy/lazy-policy.js";

/** A policy where it is attached: what it says, and where it stands in the snapshot. */
export interface PolicyRef {
  /** Null when the document is missing from the snapshot or could not be read. */
  readonly policy: Policy | null;
  /** For people: `trust policy of Deploy`, `managed policy ReadOnly`, `SCP NoSts on ou-ab12-11111111`. */
  readonly source: string;
  readonly file: string;
  /** JSON pointer of the document in the file; empty when it is not there. */
  readonly documentPointer: string;
}

const policies = new WeakMap<PolicyDocument, Policy>();

/** A reference to a document; each document object is one policy, which is parsed when it is looked into. */
export function policyRef(
  document: PolicyDocument | null,
  source: string,
  file: string,
  documentPointer: string,
): PolicyRef {
  return { policy: policyOf(document), source, file, documentPointer };
}

/** The place of `ref`, as if another policy stood there. References must not be spread: some make their texts when asked. */
export function withPolicy(ref: PolicyRef, policy: Policy | null): PolicyRef {
  const { source, file, documentPointer } = ref;
  return { policy, source, file, documentPointer };
}

/** The trust policy of a role. Every role has one, and few are named in an answer: then its texts are made. */
export class TrustPolicyRef implements PolicyRef {
  readonly policy: Policy | null;

  /** @param index of the role in its list */
  constructor(
    document: PolicyDocument | null,
    readonly file: string,
    private readonly role: string,
    private readonly index: number,
  ) {
    this.policy = policyOf(document);
  }

  get source(): string {
    return `trust policy of ${this.role}`;
  }

  get documentPointer(): string {
    return `/RoleDetailList/${this.index}/AssumeRolePolicyDocument`;
  }
}

/** Who has inline policies. */
export interface PolicyOwner {
  readonly kind: "user" | "group" | "role";
  readonly name: string;
  /** In the list of all of the kind. */
  readonly index: number;
}

const INLINE_LISTS = {
  user: ["UserDetailList", "UserPolicyList"],
  group: ["GroupDetailList", "GroupPolicyList"],
  role: ["RoleDetailList", "RolePolicyList"],
} as const;

/** An inline policy. As of trust policies, there are many, and few are named. */
export class InlinePolicyRef implements PolicyRef {
  readonly policy: Policy | null;

  /** @param index of the policy in the list of its owner */
  constructor(
    document: PolicyDocument | null,
    readonly file: string,
    private readonly name: string,
    private readonly owner: PolicyOwner,
    private readonly index: number,
  ) {
    this.policy = policyOf(document);
  }

  get source(): string {
    return `inline policy ${this.name} of ${this.owner.kind} ${this.owner.name}`;
  }

  get documentPointer(): string {
    const [owners, list] = INLINE_LISTS[this.owner.kind];
    return `/${owners}/${this.owner.index}/${list}/${this.index}/PolicyDocument`;
  }
}

function policyOf(document: PolicyDocument | null): Policy | null {
  if (document === null) return null;
  const known = policies.get(document);
  if (known !== undefined) return known;
  const policy = new LazyPolicy(document);
  policies.set(document, policy);
  return policy;
}
