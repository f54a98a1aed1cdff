// The JSON shapes of questions about chains, beside those of `answer.ts`. Extended freely, never renamed or dropped.

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
