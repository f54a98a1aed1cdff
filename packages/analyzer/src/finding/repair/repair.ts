import type { PatchOperation } from "../../answer.js";
import type { Statement } from "../../policy/document.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { PolicyRef } from "../../world/policy-ref.js";

/** A change of one policy document; paths are from the root of the document. */
export interface Repair {
  readonly policy: PolicyRef;
  readonly operations: readonly PatchOperation[];
}

/** One entry of the `Principal` of a statement. */
export interface NamedEntry {
  readonly statement: Statement;
  readonly name: string;
}

/** The change of one document that would close a finding. */
export type Operations = readonly PatchOperation[];

/** A test of a condition block. */
export interface NewTest {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What writes repairs of documents. Apart from the rules, so that what shows no repairs, as the page, need not write them. */
export interface Repairing<Survey> {
  /** What closes a role to the sessions of another, as the engine finds it when it tries. */
  readonly closedTo: (survey: Survey, last: RolePrincipal, target: RolePrincipal) => Repair | null;
  /** Who can enter a role today, for a policy that is to name them; null where the list is not whole or too long. */
  readonly usersToName: (survey: Survey, role: RolePrincipal) => readonly string[] | null;
  readonly withoutEntries: (
    survey: Survey,
    role: RolePrincipal,
    entries: readonly NamedEntry[],
  ) => Operations | null;
  readonly withTest: (
    survey: Survey,
    role: RolePrincipal,
    statement: Statement,
    test: NewTest,
  ) => Operations | null;
  readonly withTestIn: (
    survey: Survey,
    policy: PolicyRef,
    statement: Statement,
    test: NewTest,
  ) => Operations | null;
  readonly withCallsNarrowed: (
    survey: Survey,
    policy: PolicyRef,
    statement: Statement,
    calls: readonly string[],
    kept: string,
  ) => Operations | null;
  readonly withoutIfExists: (
    survey: Survey,
    role: RolePrincipal,
    statement: Statement,
    keyId: string,
  ) => Operations | null;
}
