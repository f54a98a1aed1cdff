import { accountOf, type Caller } from "../../decide/caller/caller.js";
import type { Policy, Statement } from "../../policy/document.js";
import type { PrincipalForm } from "../../policy/principal.js";
import { conditionsText, entryActionsOf } from "./policy-shape.js";

/** A trust policy by what it says, apart from whom it names. */
export interface TrustShape {
  /** The same text for policies that say the same to all whom they name in the same way. */
  readonly text: string;
  /** In which ways each statement names the caller: the same text for callers named in the same ways. */
  readonly namingOf: (caller: Caller) => string;
  /** The accounts that statements name: the same text for accounts named by the same statements. */
  readonly accounts: ReadonlyMap<string, string>;
}

const shapes = new WeakMap<Policy, TrustShape>();

/** The shape of a trust policy, read once. */
export function trustShape(policy: Policy): TrustShape {
  let shape = shapes.get(policy);
  if (shape === undefined) {
    const statements = policy.statements.filter((statement) => entryActionsOf(statement) !== "");
    const names = statements.map((statement) => ({
      listed: statement.principals === null ? null : new Names(statement.principals),
      left: statement.notPrincipals === null ? null : new Names(statement.notPrincipals),
    }));
    shape = {
      text: JSON.stringify(statements.map(statementText)),
      namingOf: (caller) =>
        names
          .map(({ listed, left }) => {
            const naming = listed?.namingOf(caller) ?? "";
            return left === null ? naming : `${naming}!${left.namingOf(caller)}`;
          })
          .join(","),
      accounts: accountsIn(statements),
    };
    shapes.set(policy, shape);
  }
  return shape;
}

function accountsIn(statements: readonly Statement[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, { principals, notPrincipals }] of statements.entries()) {
    const forms = [...(principals ?? []), ...(notPrincipals ?? [])];
    const named = new Set(forms.flatMap((form) => (form.kind === "account" ? [form.account] : [])));
    for (const account of named) found.set(account, `${found.get(account) ?? ""} ${index}`);
  }
  return found.size === 0 ? NO_ACCOUNTS : found;
}

// Most policies name no account: what stands for none is there once.
const NO_ACCOUNTS: ReadonlyMap<string, string> = new Map();

function statementText(statement: Statement): readonly unknown[] {
  return [
    statement.effect,
    entryActionsOf(statement),
    statement.principals === null,
    statement.notPrincipals === null,
    conditionsText(statement),
  ];
}

/** The names in one Principal or NotPrincipal element. AWS JSON policy elements: Principal. */
class Names {
  private readonly anyone: boolean;
  private readonly texts = new Set<string>();
  /** `account/NAME` → session names. */
  private readonly sessions: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly forms: readonly PrincipalForm[]) {
    this.anyone = forms.some((form) => form.kind === "anyone");
    for (const form of forms) {
      if (form.kind === "account") this.texts.add(`account ${form.account}`);
      if (form.kind === "user" || form.kind === "role") this.texts.add(`${form.kind} ${form.arn}`);
      if (form.kind === "service") this.texts.add(`service ${form.name}`);
      if (form.kind === "federated") this.texts.add(`provider ${form.provider}`);
    }
    this.sessions = sessionsIn(forms);
  }

  namingOf(caller: Caller): string {
    const has = (text: string, mark: string): string => (this.texts.has(text) ? mark : "");
    const anyone = this.anyone ? "*" : "";
    switch (caller.kind) {
      case "user":
        return anyone + has(`account ${caller.user.account}`, "a") + has(`user ${caller.user.arn}`, "n");
      case "role": {
        const { account, arn, name, uniqueId } = caller.role;
        const sessions = this.sessions.get(`${account}/${name}`);
        return (
          anyone +
          has(`account ${account}`, "a") +
          has(`role ${arn}`, "n") +
          (sessions === undefined ? "" : JSON.stringify([uniqueId, sessions]))
        );
      }
      case "service":
        return anyone + has(`service ${caller.name}`, "n");
      case "federated":
        return anyone + has(`provider ${caller.provider}`, "n");
      case "anyone":
        return anyone;
      default:
        // Whoever stands for many is named by every name that one of them may bear.
        return JSON.stringify([accountOf(caller), this.forms.map((form) => form.text)]);
    }
  }
}

function sessionsIn(forms: readonly PrincipalForm[]): ReadonlyMap<string, readonly string[]> {
  if (forms.every(({ kind }) => kind !== "session")) return NO_SESSIONS;
  const sessions = new Map<string, string[]>();
  for (const form of forms) {
    if (form.kind !== "session") continue;
    const owner = `${form.account}/${form.roleName}`;
    sessions.set(owner, [...(sessions.get(owner) ?? []), form.sessionName]);
  }
  return sessions;
}

const NO_SESSIONS: ReadonlyMap<string, readonly string[]> = new Map();
