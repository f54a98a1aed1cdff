import type { IamCalls } from "./call/iam.js";
import type { IdentityCenterCalls } from "./call/identity-center.js";
import type { OrganizationsCalls } from "./call/organizations.js";
import type { StsCalls } from "./call/sts.js";
import type { Meter } from "./meter.js";

/**
 * Every call that the collector can make, named by the IAM action it needs.
 *
 * The inputs and answers are the parts of AWS's own that the collector uses.
 */
export interface Calls extends IamCalls, StsCalls, OrganizationsCalls, IdentityCenterCalls {}

export type Operation = keyof Calls;
export type Input<K extends Operation> = Calls[K]["input"];
export type Answer<K extends Operation> = Calls[K]["output"];

/**
 * All that a source knows of AWS: one set of credentials that makes calls.
 *
 * A source takes a `Client` of the operations that it declares, so that it cannot make another one; the policy that
 * the user grants is computed from the same declarations.
 */
export interface Client<O extends Operation = Operation> {
  /** Counts what this client's calls cost. */
  readonly meter: Meter;
  /** @throws CallError, whose text holds no credential */
  call<K extends O>(operation: K, input: Input<K>): Promise<Answer<K>>;
}

/** Temporary credentials, for handing from one client to the next; never printed, never written. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** AWS as the collector sees it: where clients come from. */
export interface Aws {
  /** A client with the caller's own credentials; `region` is for Identity Center, which lives in one region. */
  own(meter: Meter, region?: string): Client;
  /** A client with the session that `open` gives; `open` is asked again when the session has expired. */
  session(meter: Meter, open: () => Promise<SessionCredentials>): Client;
  /** The region that calls go to where nothing else is said. */
  region(): Promise<string>;
}
