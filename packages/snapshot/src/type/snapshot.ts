import type {
  AccountInfo,
  AuthorizationDetails,
  IdentityCenter,
  IdentityProviders,
  ListRoles,
  Organization,
} from "./entity.js";
import type { Problem } from "./problem.js";

/** What became of one account while collecting; an `error` is shown with every answer as a coverage gap. */
export interface AccountCoverage {
  readonly status: string;
  readonly error?: string;
}

/** `manifest.json`. `createdAt` (ISO 8601) is "now" for every condition on time. */
export interface Manifest {
  readonly formatVersion: 1;
  readonly createdAt: string;
  readonly source?: string;
  /** What became of organization.json: its `error` names what is missing in it. */
  readonly organization?: AccountCoverage;
  /** What became of identity-center.json. */
  readonly identityCenter?: AccountCoverage;
  readonly accounts?: { readonly [id: string]: AccountCoverage };
}

/** One account of a snapshot. Absent parts were not collected. */
export interface AccountSnapshot {
  /** Twelve digits. */
  readonly id: string;
  readonly authorizationDetails: AuthorizationDetails;
  readonly listRoles?: ListRoles;
  readonly identityProviders?: IdentityProviders;
  readonly account?: AccountInfo;
}

/**
 * What an organization says about itself: the input of the analyzer, and, written as JSON, a bundle.
 *
 * Accounts are sorted by id and appear once. Policy documents are decoded objects. `problems` are the warnings met
 * while reading; they belong to every answer given from this snapshot.
 */
export interface Snapshot {
  readonly manifest: Manifest;
  readonly organization?: Organization;
  readonly identityCenter?: IdentityCenter;
  readonly accounts: readonly AccountSnapshot[];
  readonly problems: readonly Problem[];
}
