// The JSON shapes of questions about chains, beside those of `answer.ts`. Extended freely, never renamed or dropped.

import type { PolicyDocument } from "@rolepath/snapshot";
import type { HopAnswer, PathResult, Requirement, VerdictKind } from "../answer.js";

/** How far and with what a question goes. */
export interface ReachOptions {
  readonly maxHops?: number;
  /** Follow indirect hops too: then users, providers and whole accounts are reached as well. */
  readonly indirect?: boolean;
  /**
   * Narrows the first session: the caller's own when it is a role, else the one that its first hop opens. It only takes
   * away, and does not go on to the sessions after.
   */
  readonly sessionPolicy?: PolicyDocument;
}

/** A question for chains. A selector is anything `can` takes, an ARN or name pattern with `*`, an account id, `admin` or `outside`. */
export interface PathsQuestion {
  readonly from: string;
  readonly to: string;
  /** Default 8. */
  readonly maxHops?: number;
  /** Default 20. */
  readonly limit?: number;
  /** Chains for each pair of principals; default as many as `limit` between one principal and one role, else 1. */
  readonly alternatives?: number;
  /** Selectors; a chain meets each of them at some node. */
  readonly via?: readonly string[];
  /** Selectors; a chain meets none of them. */
  readonly avoid?: readonly string[];
  /** Gives each hop a request with which it works. */
  readonly witness?: boolean;
  /** Follow indirect hops too; then `via` and `alternatives` do not count. */
  readonly indirect?: boolean;
  readonly sessionPolicy?: PolicyDocument;
}

/** One Allow statement of a trust policy that a cut removes. */
export interface CutStatement {
  /** ARN of the role whose trust policy holds it. */
  readonly role: string;
  readonly source: string;
  readonly statement: number;
  readonly sid?: string;
  readonly file: string;
  readonly pointer: string;
}

/** The answer to "which trust statements, removed, break every chain?". */
export interface CutAnswer {
  readonly question: "cut";
  readonly from: string;
  readonly to: string;
  readonly maxHops: number;
  /** The smallest set; empty when there is no chain anyway, null when no set of trust statements does it. */
  readonly statements: readonly CutStatement[] | null;
  /** Asked again of the snapshot without the statements, no chain was left. */
  readonly verified: boolean;
  /** One sentence. */
  readonly reason: string;
  /** True when a limit cut the search. */
  readonly truncated: boolean;
}

/** What falls within some number of hops. */
export interface BlastCount {
  readonly roles: number;
  /** Of the roles, those whose chain demands nothing. */
  readonly freely: number;
  readonly accounts: number;
  /** Of the roles, effective administrators. */
  readonly admins: number;
}

/** The answer to "how much falls if this principal is taken?". */
export interface BlastAnswer {
  readonly question: "blast";
  readonly from: string;
  /** The principal is an administrator itself: its whole account falls at once. */
  readonly admin: boolean;
  readonly maxHops: number;
  readonly total: BlastCount;
  /** Within 1 hop, within 2 hops, …, up to the longest shortest chain; the last is the total. */
  readonly byHops: readonly (BlastCount & { readonly hops: number })[];
  /** Ids of the accounts in which some role falls, sorted. */
  readonly accounts: readonly string[];
  /** The administrators among the roles, each with a shortest chain. */
  readonly admins: readonly PathResult[];
  readonly truncated: boolean;
  readonly assumptions: readonly string[];
}

/** What every principal can become, over any number of hops: worked out for classes of principals, not for pairs. */
export interface Reach {
  /** How many roles the principal can become, itself not counted unless it may enter itself. @throws UnknownName */
  countOf(principal: string): number;
  /** Their ARNs, sorted. @throws UnknownName */
  rolesOf(principal: string): readonly string[];
  /** False when a limit cut the search: then some principal may become more. */
  readonly complete: boolean;
  /** What was worked out, for those who measure. */
  readonly work: ReachWork;
}

export interface ReachWork {
  /** Groups of callers whom no policy tells apart at some role. */
  readonly classes: number;
  /** Hops from a class to a role. */
  readonly hops: number;
  /** Roles in some state of a session that were walked through. */
  readonly states: number;
  readonly decisions: number;
}

/** Roles among which sessions can be renewed for ever. */
export interface CycleResult {
  /** ARNs of the roles that such a session can walk among, sorted; one for a role that assumes itself. */
  readonly roles: readonly string[];
  /** A shortest walk that ends in the session state it started from: first and last are the same role. */
  readonly walk: readonly string[];
  readonly hops: readonly HopAnswer[];
  readonly verdict: VerdictKind;
  readonly requires: readonly Requirement[];
}

/** The answer to "who can stay for ever?". */
export interface CyclesAnswer {
  readonly question: "cycles";
  /** Shortest walk first. */
  readonly results: readonly CycleResult[];
  readonly truncated: boolean;
  readonly assumptions: readonly string[];
}

/** Whether a session of some length can be had on every hop of a path. */
export interface DurationAnswer {
  readonly seconds: number;
  /** The first hop that refuses it, counted from 1; null when none does. */
  readonly refusedAt: number | null;
  /** One sentence. */
  readonly text: string;
}

/** How one hop is walked. */
export interface UseHop {
  /** Counted from 1. */
  readonly hop: number;
  /** The name of its profile in `config`; null where no profile does it. */
  readonly profile: string | null;
  /** Its section of `~/.aws/config`. */
  readonly config: string | null;
  /** A POSIX shell command that leaves the credentials of the session in the environment; null where a service calls. */
  readonly command: string | null;
  /** The link that switches roles in the console; null where the console cannot. */
  readonly console: string | null;
  readonly remarks: readonly string[];
}

/** How a path is walked. Placeholders stand in angle brackets. */
export interface UseAnswer {
  /** All sections, for `~/.aws/config`; the last profile is the end of the path. */
  readonly config: string;
  /** All commands, to be run one after the other in one shell. */
  readonly commands: readonly string[];
  readonly hops: readonly UseHop[];
}
