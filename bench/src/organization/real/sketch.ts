import type { PolicyDocument, Tag } from "@rolepath/snapshot";
import type { Random } from "../../random.js";
import type { OrganizationOptions } from "../options.js";

/** What one generated role is, before it has an ARN and dates. */
export interface Sketch {
  readonly name: string;
  readonly path?: string;
  readonly trust: PolicyDocument;
  readonly description?: string;
  /** Policies in the role itself, by name. */
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
  /** Policies of AWS, by name. */
  readonly aws?: readonly string[];
  /** Policies of the account, by name. */
  readonly managed?: readonly string[];
  readonly boundary?: string;
  readonly tags?: readonly Tag[];
  readonly instanceProfile?: boolean;
  readonly maxSessionSeconds?: number;
}

/** What the roles of one account are drawn from. */
export interface Place {
  readonly options: OrganizationOptions;
  readonly account: number;
  readonly random: Random;
  /** The applications that run in the account. */
  readonly applications: readonly string[];
  readonly stage: string;
  /** Names of policies of the account that applications share. */
  readonly shared: readonly string[];
}
