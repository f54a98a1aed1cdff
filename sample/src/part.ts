import type { PolicyDocument } from "@rolepath/snapshot";
import type { AccountName } from "./company.js";
import type { Statement } from "./document.js";

/** A role as a theme writes it; ids, dates and the shapes of AWS are added by `assemble`. */
export interface RoleSpec {
  readonly name: string;
  /** Default `/`. */
  readonly path?: string;
  readonly description?: string;
  /** The statements of the trust policy, or the whole document where its form matters. */
  readonly trust: readonly Statement[] | PolicyDocument;
  /** Inline policies by name. */
  readonly inline?: Readonly<Record<string, readonly Statement[]>>;
  /** ARNs of attached managed policies. */
  readonly attach?: readonly string[];
  /** ARN of the managed policy that is the permissions boundary. */
  readonly boundary?: string;
  /** MaxSessionDuration; default 1. */
  readonly sessionHours?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Day of creation; default: a day since the account exists. */
  readonly created?: string;
  /** Day of the last use, or `never`; default: a day in October 2026. */
  readonly lastUsed?: string;
}

export interface UserSpec {
  readonly name: string;
  readonly path?: string;
  readonly groups?: readonly string[];
  readonly inline?: Readonly<Record<string, readonly Statement[]>>;
  readonly attach?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly created?: string;
}

export interface GroupSpec {
  readonly name: string;
  readonly inline?: Readonly<Record<string, readonly Statement[]>>;
  readonly attach?: readonly string[];
}

/** A customer managed policy; the last version is the default one unless `defaultVersion` (1, 2, …) says otherwise. */
export interface PolicySpec {
  readonly name: string;
  readonly path?: string;
  readonly versions: readonly (readonly Statement[])[];
  readonly defaultVersion?: number;
}

/** What one theme puts into one account. An account is the sum of its parts. */
export interface Part {
  readonly account: AccountName;
  readonly roles?: readonly RoleSpec[];
  readonly users?: readonly UserSpec[];
  readonly groups?: readonly GroupSpec[];
  readonly policies?: readonly PolicySpec[];
  /** Names of SAML providers. */
  readonly saml?: readonly string[];
  /** Hosts (and paths) of OIDC issuers with the audiences that the provider entity accepts. */
  readonly oidc?: Readonly<Record<string, readonly string[]>>;
}
