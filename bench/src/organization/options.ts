/** What kinds of roles an account holds, in parts of the whole; what is left trusts its own account. */
export interface Shares {
  /** Entered by AWS services alone. */
  readonly service: number;
  /** Linked to a service: under a path of its own, and nobody's to edit. */
  readonly linked: number;
  /** Entered through IAM Identity Center. */
  readonly sso: number;
  /** Entered from another account of the organization. */
  readonly crossAccount: number;
  /** `*`, tied to the organization. */
  readonly organization: number;
  /** Entered from other roles of the account, which may be entered from others in turn. */
  readonly chained: number;
  /** Entered with a token of an OIDC provider. */
  readonly federated: number;
  /** Entered by an outside company that knows an external id. */
  readonly vendor: number;
}

/** Every kind of role that has a share, and the rest. */
export type Kind = keyof Shares | "own";

/** How large the generated organization is and what it is made of. */
export interface OrganizationOptions {
  readonly seed: number;
  readonly accounts: number;
  /** For each account. */
  readonly roles: number;
  readonly users: number;
  readonly shares: Shares;
  /** Short documents, few of them: names and trust alone, as a lower bound of what an account may be. */
  readonly lean: boolean;
}

/**
 * About what accounts of large organizations look like: mostly roles of services, few that cross accounts.
 *
 * docs/scale.md says where the parts come from.
 */
export const usualShares: Shares = {
  service: 0.52,
  linked: 0.08,
  sso: 0.06,
  crossAccount: 0.08,
  organization: 0.02,
  chained: 0.08,
  federated: 0.05,
  vendor: 0.01,
};

/** The parts of lean accounts: more of what makes edges. */
export const leanShares: Shares = {
  service: 0.55,
  linked: 0,
  sso: 0.06,
  crossAccount: 0.12,
  organization: 0.02,
  chained: 0.12,
  federated: 0.06,
  vendor: 0,
};

const kinds = Object.keys(usualShares) as (keyof Shares)[];

/** `service=0.5` and the like, put over `shares`; null where one cannot be understood or they exceed the whole. */
export function withShares(shares: Shares, given: readonly string[]): Shares | null {
  const changed: Record<keyof Shares, number> = { ...shares };
  for (const text of given) {
    const [name, value] = text.split("=");
    const kind = kinds.find((one) => kebab(one) === name);
    const part = Number(value);
    if (kind === undefined || value === undefined || value === "" || !(part >= 0 && part <= 1)) return null;
    changed[kind] = part;
  }
  return kinds.reduce((sum, kind) => sum + changed[kind], 0) <= 1 + 1e-9 ? changed : null;
}

/** The names that `withShares` takes. */
export const shareNames: readonly string[] = kinds.map(kebab);

/** The parts in thousandths, `own` being what they leave. */
export function partsOf(shares: Shares): Record<Kind, number> {
  const parts = Object.fromEntries(kinds.map((kind) => [kind, Math.round(shares[kind] * 1000)])) as Record<
    keyof Shares,
    number
  >;
  const taken = kinds.reduce((sum, kind) => sum + parts[kind], 0);
  return { own: Math.max(0, 1000 - taken), ...parts };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
