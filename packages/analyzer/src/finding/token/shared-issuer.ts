/** Stands behind the last character of a value that has no wildcard. */
export const END = "\u0000";

/** A claim whose value says which customer of the issuer a token belongs to. */
export interface TenantClaim {
  /** As a condition key names it, without the issuer; a key of another kind (`sts:RoleSessionName`) whole. */
  readonly claim: string;
  /**
   * Finds, at the start of a value, the part that names the tenant, up to the character that ends the name ({@link END}
   * where it is the whole value). What a wildcard follows before that character is open.
   */
  readonly closed: RegExp;
}

/** An OIDC issuer whose URL is the same for all of its customers. */
export interface SharedIssuer {
  /** Host and path, as condition keys have it. */
  readonly host: string;
  readonly name: string;
  /** What its customers are called. */
  readonly tenant: string;
  /** Which rule speaks of it. */
  readonly rule: "oidc" | "cognito";
  /** One of these must be closed. */
  readonly claims: readonly TenantClaim[];
  /** A value of the first claim that binds, for the fix. */
  readonly bind: string;
  /** The forms that values of the first claim can have, `*` and `?` as in StringLike; any, where nothing is known. */
  readonly forms?: readonly string[];
  /** To show what a stranger's token may look like: wildcards of a pattern are filled with these, */
  readonly fillers?: readonly string[];
  /** and the result is shown if it looks like this. */
  readonly shape?: RegExp;
}

const WHOLE = /^[\s\S]+\0$/;
/** Two parts, the second of which is ended: `organization:acme:`, `owner:acme/`. */
export const SECOND_PART = /^[^:/\0]+[:/][^:/\0]+[:/\0]/;

/** The subject, closed by the pattern. */
export function sub(closed: RegExp): TenantClaim {
  return { claim: "sub", closed };
}

/** A claim whose whole value is the name. */
export function whole(claim: string): TenantClaim {
  return { claim, closed: WHOLE };
}
