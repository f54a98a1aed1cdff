import { coversAction } from "../../policy/action.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { PolicyShape } from "../shape/policy-shape.js";
import type { PrincipalClass } from "./principal-class.js";

const ROLE_OF_ACCOUNT = /^arn:[^:*?$]*:iam::(\d{12}):/;

/** Classes by the identity policies that they share, and these by the accounts whose roles they may allow to assume. */
export class ClassesByTarget {
  private readonly byIdentity = new Map<PolicyShape, PrincipalClass[]>();
  private readonly anywhere: PolicyShape[] = [];
  private readonly named = new Map<string, PolicyShape[]>();

  constructor(classes: readonly PrincipalClass[]) {
    for (const one of classes) {
      const alike = this.byIdentity.get(one.identity);
      if (alike !== undefined) alike.push(one);
      else {
        this.byIdentity.set(one.identity, [one]);
        this.index(one.identity);
      }
    }
  }

  /** The classes whose identity policies may allow to assume the role. */
  into(role: RolePrincipal): readonly PrincipalClass[] {
    return [...this.anywhere, ...(this.named.get(role.account) ?? [])]
      .filter((identity) => identity.mayAllow(role.arn))
      .flatMap((identity) => this.byIdentity.get(identity) ?? []);
  }

  private index(identity: PolicyShape): void {
    const accounts = callableAccounts(identity);
    if (accounts === null) {
      this.anywhere.push(identity);
      return;
    }
    for (const account of accounts) {
      const list = this.named.get(account);
      if (list === undefined) this.named.set(account, [identity]);
      else list.push(identity);
    }
  }
}

/**
 * The accounts whose roles identity policies may let somebody assume; null when that may be any.
 *
 * Callers of another account need an identity policy that allows the call. IAM User Guide, "Cross-account policy
 * evaluation logic".
 */
function callableAccounts(identity: PolicyShape): ReadonlySet<string> | null {
  if (identity.isIncomplete) return null;
  const accounts = new Set<string>();
  for (const statement of identity.statements) {
    if (statement.effect !== "Allow" || !coversAction(statement, "sts:AssumeRole")) continue;
    if (statement.notResources || statement.resources === null) return null;
    for (const template of statement.resources) {
      const account = template.hasVariable ? undefined : ROLE_OF_ACCOUNT.exec(template.source)?.[1];
      if (account === undefined) return null;
      accounts.add(account);
    }
  }
  return accounts;
}
