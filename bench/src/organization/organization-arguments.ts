import { leanShares, type OrganizationOptions, usualShares, withShares } from "./options.js";

/** The options of every command that generates an organization. */
export const organizationArguments = {
  roles: { type: "string", default: "250" },
  users: { type: "string", default: "20" },
  seed: { type: "string", default: "20261122" },
  share: { type: "string", multiple: true, default: [] as string[] },
  lean: { type: "boolean", default: false },
} as const;

interface Given {
  readonly roles: string;
  readonly users: string;
  readonly seed: string;
  readonly share: readonly string[];
  readonly lean: boolean;
}

/** What an account of the organization is made of, or null where something given cannot be understood. */
export function organizationShape(given: Given): Omit<OrganizationOptions, "accounts"> | null {
  const [roles, users, seed] = [given.roles, given.users, given.seed].map(count);
  const shares = withShares(given.lean ? leanShares : usualShares, given.share);
  if (roles == null || users == null || seed == null || shares === null || roles === 0) return null;
  return { roles, users, seed, shares, lean: given.lean };
}

/** A whole number from 0, or null. */
export function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Whole numbers from 1, separated by commas, or null. */
export function counts(text: string): readonly number[] | null {
  const all = text.split(",").map(count);
  return all.every((one): one is number => one !== null && one > 0) ? all : null;
}
