import type { WayClass } from "../answer.js";

/** Where the facts of a row come from. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

/** What every row of the table has. */
export interface WayBase {
  /** The id that pathfinding.cloud gives the way, where it has one; else our own. */
  readonly id: string;
  readonly class: WayClass;
  readonly source: Source;
}

/**
 * A way to a role through a service that it trusts.
 *
 * `calls` are all needed; calls in one text joined with `+` are made on one and the same resource. A row that passes the
 * role needs `iam:PassRole` on it too.
 */
export interface ServiceWay extends WayBase {
  readonly kind: "service";
  /** The service that the role must trust, and that the role is passed to. */
  readonly service: string;
  readonly calls: readonly string[];
  /** What the snapshot cannot show and must exist: `Lambda function`. Only what runs with the role counts, unless the row passes the role. */
  readonly exists?: string;
  /** The role needs an instance profile: EC2 takes no role without. */
  readonly instanceProfile?: boolean;
  /** What else must hold, in words. */
  readonly given?: string;
}

/** A way that changes what IAM holds about the caller, a user, a role or the account. */
export interface IamWay extends WayBase {
  readonly kind: "iam";
  /** What `calls` are made on. */
  readonly on: "self" | "own-policy" | "own-group" | "other-group" | "user" | "role" | "role-policy" | "new";
  readonly calls: readonly string[];
  /**
   * - `account`: whoever is raised by it controls the account, as far as boundary and SCPs let it.
   * - `target`: the user or role itself.
   */
  readonly gives: "account" | "target";
  /** What else must hold, in words. */
  readonly given?: string;
  /** Only callers of this kind. */
  readonly by?: "user" | "role";
  /** Besides, the caller must be able to enter the role as it is. */
  readonly entered?: boolean;
}

/** The page of a way in the catalogue that its id comes from. */
export function pathfinding(id: string): Source {
  return { title: `pathfinding.cloud ${id}`, url: `https://pathfinding.cloud/paths/${id}` };
}
