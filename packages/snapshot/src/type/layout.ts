/** Path of the manifest in the directory layout. */
export const manifestFile = "manifest.json";

/** Path of the organization's file in the directory layout. */
export const organizationFile = "organization.json";

/** Path of Identity Center's file in the directory layout. */
export const identityCenterFile = "identity-center.json";

/** The files of one account, by what they hold: the keys are those of a bundle. */
const accountFileNames = {
  authorizationDetails: "authorization-details.json",
  listRoles: "list-roles.json",
  identityProviders: "identity-providers.json",
  account: "account.json",
} as const;

/** The parts of an account: the keys of `AccountSnapshot` besides `id`. */
export type AccountPart = keyof typeof accountFileNames;

/** Path of one file of an account: `accounts/111122223333/authorization-details.json`. */
export function accountFile(accountId: string, part: AccountPart): string {
  return `accounts/${accountId}/${accountFileNames[part]}`;
}

/** What a path in the directory layout holds, wherever the snapshot's own folder lies. */
export type LayoutRole =
  | { readonly kind: "manifest" }
  | { readonly kind: "organization" }
  | { readonly kind: "identityCenter" }
  | { readonly kind: "account"; readonly folder: string; readonly part: AccountPart };

/** What `path` holds by its name alone, or null for a name that is not part of the layout. */
export function layoutRoleOf(path: string): LayoutRole | null {
  const [name = "", folder = "", parent = ""] = path.split("/").reverse();
  if (parent === "accounts") {
    const part = accountParts.find((key) => accountFileNames[key] === name);
    return part === undefined ? null : { kind: "account", folder, part };
  }
  if (name === manifestFile) return { kind: "manifest" };
  if (name === organizationFile) return { kind: "organization" };
  if (name === identityCenterFile) return { kind: "identityCenter" };
  return null;
}

/** Every part of an account, in the order in which they are written. */
export const accountParts: readonly AccountPart[] = [
  "authorizationDetails",
  "listRoles",
  "identityProviders",
  "account",
];
