/** The role that the collector enters in each account, before it is there. */
export interface AuditRole {
  /** With its path, where it has one: `audit/rolepath`. */
  readonly roleName: string;
  /** Who may enter it; a parameter without a default where it is not given. */
  readonly trustedArn?: string;
  readonly externalId?: string;
}

/** The role's name and path, as IAM takes them. */
export function splitRoleName(roleName: string): { readonly name: string; readonly path: string } {
  const at = roleName.lastIndexOf("/") + 1;
  return { name: roleName.slice(at), path: `/${roleName.slice(0, at)}` };
}

/** What the templates say of themselves. */
export const auditRoleDescription = "Read-only role that rolepath collect enters to read IAM";
