import type { Json, Problem } from "@rolepath/snapshot";

// The JSON shapes of the answers: contract 3 of the design. Extended freely, never renamed or dropped.

export type VerdictKind = "allowed" | "conditional" | "denied" | "unknown";

/** What can decide a request, named as AWS names it; `sts` is a rule of the call itself, `provider` the IAM identity provider entity. */
export type Layer = "sts" | "provider" | "scp" | "rcp" | "trust" | "identity" | "boundary" | "session";

export type DenyType = "explicit" | "implicit";

/** Which call makes the hop. */
export type HopAction =
  | "sts:AssumeRole"
  | "sts:AssumeRoleWithSAML"
  | "sts:AssumeRoleWithWebIdentity"
  | "sts:AssumeRoot";

/** What an indirect hop rests on instead of an entry into the role. */
export type WayClass = "iam-change" | "pass-role" | "use-compute" | "credential";

/** The calls of an indirect hop, joined with `+`: `iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction`. */
export type IndirectAction = `${string}:${string}`;

/** One residual constraint: something that the snapshot does not decide and that must hold when the request is made. */
export interface Requirement {
  /** The condition key, as the policy spells it (`sts:ExternalId`). */
  readonly key: string;
  /** What must hold of it, in the words of IAM (`StringEquals`, `IpAddress`, `Null`, …; `not` forms included). */
  readonly operator: string;
  readonly values: readonly string[];
  /** Who supplies it: the caller, the environment (network, time, device), or a token or assertion. */
  readonly kind: "caller" | "environment" | "claim";
  /** The constraint as a person would say it. */
  readonly text: string;
}

/** One statement (or rule) that took part in a decision. */
export interface Evidence {
  readonly layer: Layer;
  /** What holds the statement, for people: `trust policy of Deploy`, `inline policy next of user alice`, `SCP NoSts (p-…) on ou-…`. */
  readonly source: string;
  /** Index of the statement in its document; null where no single statement is meant. */
  readonly statement: number | null;
  readonly effect: "Allow" | "Deny" | null;
  readonly sid?: string;
  /** Where the document stands in the snapshot: file and JSON pointer of the document, and of the statement in the file. */
  readonly file?: string;
  readonly documentPointer?: string;
  readonly pointer?: string;
  /** Whether the statement applies: always, only under a condition that is open, or not (a near miss). */
  readonly match: "yes" | "if" | "no";
  /** Why, in one sentence. */
  readonly text: string;
}

/** A concrete request context, key → value; a list for a multivalued key. Keys that are absent are not listed. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One hop of a path. */
export interface HopAnswer {
  readonly from: string;
  /** A role; after an indirect hop also a user, a provider, or the id of an account: then the hop gives control of all of it. */
  readonly to: string;
  readonly action: HopAction | IndirectAction;
  /** Indirect hops only: what the hop rests on, and the row of the table of ways that it follows (`iam-012`). */
  readonly class?: WayClass;
  readonly way?: string;
  /** Where the way is described. */
  readonly reference?: { readonly title: string; readonly url: string };
  readonly verdict: VerdictKind;
  readonly requires: readonly Requirement[];
  readonly alternatives?: readonly (readonly Requirement[])[];
  readonly evidence?: readonly Evidence[];
  /** A request that is allowed, consistent with those of the other hops: what one hop needs in its session, the one before puts there. */
  readonly witness?: RequestContext;
  readonly maxSessionSeconds: number | null;
}

/** The answer to "can `from` become `to`?". */
export interface CanAnswer {
  readonly from: string | FederatedCaller;
  readonly to: string;
  readonly verdict: VerdictKind;
  readonly action: HopAction | IndirectAction;
  /** The union of all alternatives. Empty unless `conditional`. */
  readonly requires: readonly Requirement[];
  /** The alternatives, each a list of which every entry must hold. */
  readonly alternatives?: readonly (readonly Requirement[])[];
  readonly layer?: Layer;
  readonly denyType?: DenyType;
  /** One sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly witness?: RequestContext;
  /** What was taken for granted where the snapshot or AWS leave something open. */
  readonly assumptions: readonly string[];
  /** For `unknown`: what is missing. */
  readonly missing?: readonly string[];
  /** For `denied`: the smallest change that would allow it, and who must make it. */
  readonly remedy?: string;
  /** Chain questions (`maxHops` > 1) only. */
  readonly path?: readonly string[] | null;
  readonly hops?: readonly HopAnswer[];
  readonly maxSessionSeconds?: number | null;
  /** False when a limit cut the analysis; never silently. */
  readonly complete?: boolean;
}

/** A caller that comes with a SAML assertion or an OIDC token. A claim of `null` is known to be absent. */
export interface FederatedCaller {
  readonly type: "saml" | "oidc";
  readonly provider: string;
  readonly claims?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** When true, a claim that is not listed is absent; else it is open. */
  readonly claimsComplete?: boolean;
  readonly sessionTags?: Readonly<Record<string, string>>;
  readonly sourceIdentity?: string;
}

/** `from` of a question: ARN, unique id, service, account id, provider, `*`, or a short name that only one principal has. */
export interface CanQuestion {
  readonly from: string | FederatedCaller;
  readonly to: string;
  /** Pinned context keys. A key pinned to null is pinned to absent. */
  readonly context?: Readonly<Record<string, string | readonly string[] | null>>;
  /** Default 1; with `indirect` 8. */
  readonly maxHops?: number;
  /** Follow indirect hops too: changing IAM, passing roles to compute, using compute, other users' credentials. */
  readonly indirect?: boolean;
}

/** One result of `who-can`, `what-can` or `paths`. */
export interface PathResult {
  /** The principal at the other end: who can become it (`who-can`), what it can become (`what-can`). */
  readonly principal: string;
  /** From the first principal to the last role. */
  readonly path: readonly string[];
  readonly hops: readonly HopAnswer[];
  readonly verdict: VerdictKind;
  readonly requires: readonly Requirement[];
  readonly maxSessionSeconds: number | null;
}

export interface PathsAnswer {
  readonly question: "who-can" | "what-can" | "paths";
  readonly from?: string;
  readonly to?: string;
  readonly maxHops: number;
  readonly results: readonly PathResult[];
  /** True when a limit cut the list. */
  readonly truncated: boolean;
  readonly assumptions: readonly string[];
}

export type Severity = "critical" | "high" | "medium" | "low" | "info";

/** Somebody who gets in through what a finding reports, made concrete. */
export interface FindingCaller {
  /** ARN, account id, service, provider, `*`. */
  readonly from: string;
  readonly to: string;
  readonly verdict: "allowed" | "conditional";
  /** A request that is allowed; where the finding has a path, the one that its first hop is made with. */
  readonly context?: RequestContext;
}

/** One change of a JSON document, as RFC 6902 writes it; the path is a JSON pointer from the root of the document. */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

/** The smallest change of one policy document that closes a finding. */
export interface FindingPatch {
  /** What the document is, for people. */
  readonly source: string;
  /** Where it stands in the snapshot. */
  readonly file: string;
  readonly documentPointer: string;
  readonly operations: readonly PatchOperation[];
  /** Whether the check was run again on the changed policy and the finding was gone. */
  readonly verified: boolean;
}

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  /** ARN of the role, user, provider or policy that the finding is about; an id where it has no ARN. */
  readonly resource: string;
  readonly account: string;
  /** Who gets in through it: ARNs, account ids, providers, `*`. */
  readonly principals: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly path?: readonly string[];
  /** What the entry still asks of the caller: the residual. */
  readonly requires?: readonly Requirement[];
  readonly example?: FindingCaller;
  readonly why: string;
  readonly fix: string;
  readonly patch?: FindingPatch;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  /** Stable across runs and across unrelated edits. */
  readonly fingerprint: string;
  /** Where a baseline was given: whether the finding was there before. */
  readonly state?: "new" | "known";
  /** What the rule says, where the configuration says another severity. */
  readonly severityBefore?: Severity;
  /** The suppression that would hide it, had it not expired. */
  readonly expired?: SuppressionNote;
  /** With `--fail-on`: whether it is one that fails. */
  readonly failing?: boolean;
}

/** Who answers for a suppressed finding, why, and until which day. */
export interface SuppressionNote {
  readonly reason: string;
  readonly owner: string;
  /** The last day that it counts on, `YYYY-MM-DD`, in UTC. */
  readonly expires: string;
}

/** A finding that the configuration suppresses. */
export interface SuppressedFinding extends Finding {
  readonly suppression: SuppressionNote;
}

/** A finding of the baseline: enough to say what it was once it is fixed. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly resource: string;
  readonly title: string;
}

/** Something about the configuration that its owner should look at. */
export interface CheckNotice {
  readonly kind: "suppression-expired" | "suppression-unused" | "severity-unused" | "rule-unknown";
  readonly text: string;
}

export interface CheckAnswer {
  readonly tool: { readonly name: "rolepath"; readonly version: string };
  readonly snapshot: SnapshotSummary;
  /** Most severe first, then by rule and resource. */
  readonly findings: readonly Finding[];
  readonly summary: {
    readonly total: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
    readonly byRule: Readonly<Record<string, number>>;
  };
  /** Findings that the configuration suppresses; they count nowhere else. Absent without suppressions. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** Findings of the baseline that are no more. Absent without a baseline. */
  readonly fixed?: readonly BaselineEntry[];
  /** With `--fail-on`: from which severity on findings fail, and how many do. */
  readonly gate?: { readonly failOn: Severity; readonly failing: number };
  readonly notices?: readonly CheckNotice[];
  readonly problems: readonly Problem[];
  readonly assumptions: readonly string[];
}

export interface SnapshotSummary {
  readonly createdAt: string;
  readonly source?: string;
  readonly organization?: string;
  readonly accounts: number;
  readonly users: number;
  readonly roles: number;
  /** Users, roles and outside principals that are nodes of the graph. */
  readonly principals: number;
  readonly edges: number;
  readonly coverageGaps: readonly string[];
}

export type PrincipalKind =
  | "user"
  | "role"
  | "service-role" // a role that only services enter
  | "service-linked-role"
  | "sso-role" // an IAM Identity Center permission-set role
  | "service"
  | "saml"
  | "oidc"
  | "account" // any principal of an account that was not collected, or an account as a whole
  | "anyone"
  | "dangling"; // a unique id of a deleted principal

/** A principal as lists, search and pictures show it. */
export interface PrincipalInfo {
  /** The node id: ARN, service name, account id, provider ARN, `*`. */
  readonly id: string;
  readonly kind: PrincipalKind;
  /** Short name: `Deploy`, `alice`, `ec2.amazonaws.com`. */
  readonly name: string;
  /** Account id; empty for services and anyone. */
  readonly account: string;
  /** Account name or alias, where known. */
  readonly accountName: string;
  /** Whose account it publicly is known to be; for principals of accounts outside, where a list has them. */
  readonly vendor?: string;
  /** Not part of the snapshot's own accounts. */
  readonly outside: boolean;
  /** Effective administrator: can do everything in its account, or make itself able to. */
  readonly admin: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A direct edge of the trust graph as lists and pictures show it. */
export interface EdgeInfo {
  readonly from: string;
  readonly to: string;
  readonly action: HopAction;
  readonly verdict: "allowed" | "conditional";
  /** Short condition text for a label: `if sts:ExternalId`; empty when allowed. */
  readonly label: string;
  readonly crossAccount: boolean;
}

/** What a conditional edge asks for. */
export interface EdgeCondition extends Pick<EdgeInfo, "from" | "to" | "action"> {
  /** All entries of one list hold together, and one list is enough. */
  readonly alternatives: readonly (readonly Requirement[])[];
}

/** Callers who stand together at the door of a role: what is said of one holds for all. */
export interface Callers {
  readonly size: number;
  /** They are its members, but for those of `exceptAccount`; one object for all who are of the same group. */
  readonly group: CallersGroup;
  readonly exceptAccount: string | null;
  /** Expanded when asked for. */
  ids(): readonly string[];
}

/** Everybody of a group of callers. */
export interface CallersGroup {
  ids(): readonly string[];
}

/** The direct edges of several callers into one role. */
export interface HopInfo extends Omit<EdgeInfo, "from" | "action" | "label"> {
  readonly from: Callers;
}
