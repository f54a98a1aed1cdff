/** What kinds of roles an account holds, in parts of the whole; what is left trusts its own account. */
export interface Shares {
  /** Entered by AWS services alone. */
  readonly service: number;
  /** Entered through IAM Identity Center. */
  readonly sso: number;
  /** Entered from a role of another account. */
  readonly crossAccount: number;
  /** `*`, tied to the organization. */
  readonly organization: number;
  /** Entered from another role of the account. */
  readonly chained: number;
  /** Entered with a GitHub token. */
  readonly federated: number;
}

/** How large the generated organization is and what it is made of. */
export interface OrganizationOptions {
  readonly seed: number;
  readonly accounts: number;
  /** For each account. */
  readonly roles: number;
  readonly users: number;
  readonly shares: Shares;
}

/** About what large organizations look like: mostly roles of services and of Identity Center, few that cross accounts. */
export const usualShares: Shares = {
  service: 0.55,
  sso: 0.06,
  crossAccount: 0.12,
  organization: 0.02,
  chained: 0.12,
  federated: 0.06,
};
