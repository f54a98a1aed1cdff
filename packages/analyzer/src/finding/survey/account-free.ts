import type { Policy, Statement } from "../../policy/document.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { Template } from "../../policy/variable.js";

/** What statements say, for comparing what different accounts have. */
export interface AccountFree {
  /** Everything that decisions read of them, as text. */
  readonly text: string;
  /** The numbers of accounts that stand there. */
  readonly accounts: ReadonlySet<string>;
  /**
   * Whether they mean the same with any other number in the place of an account's: no wildcard covers a part of a
   * number, and no number is reckoned with.
   */
  readonly anyNumber: boolean;
  /** Lower-case keys that are tested or taken as variables. */
  readonly keys: ReadonlySet<string>;
}

const read = new WeakMap<Policy, AccountFree>();

/** What a policy says, read once. */
export function accountFree(policy: Policy): AccountFree {
  const known = read.get(policy) ?? freeOf(policy.statements);
  read.set(policy, known);
  return known;
}

/** What statements say together. */
export function freeOf(statements: readonly Statement[]): AccountFree {
  const keys = new Set<string>();
  for (const { conditions, resources } of statements) {
    for (const { keyId } of conditions) keys.add(keyId);
    for (const { parts } of [...conditions.flatMap(({ values }) => values), ...(resources ?? [])])
      for (const part of parts) if (part.kind === "variable") keys.add(part.key.toLowerCase());
  }
  const text = JSON.stringify(statements.map(statementText));
  return {
    text,
    accounts: new Set(text.match(/\d{12}/g)),
    anyNumber: !statements.some(looksIntoNumbers),
    keys,
  };
}

/** The text with another number for an account's. */
export function textWithout({ text, accounts }: AccountFree, account: string): string {
  return accounts.has(account) ? text.replaceAll(account, OWN) : text;
}

/** No number, and no text that policies hold by chance. */
const OWN = "\u0000own\u0000";

function statementText(statement: Statement): readonly unknown[] {
  const forms = (list: readonly PrincipalForm[] | null): readonly string[] | null =>
    list?.map(({ kind, text }) => `${kind} ${text}`) ?? null;
  const values = (list: readonly Template[]): readonly unknown[] =>
    // The version of the document tells whether `${` opens a variable.
    list.map(({ source, parts }) => (source.includes("${") ? [source, parts] : source));
  return [
    statement.index,
    statement.effect,
    forms(statement.principals),
    forms(statement.notPrincipals),
    statement.notActions,
    statement.actions.map(({ display }) => display),
    statement.notResources,
    statement.resources === null ? null : values(statement.resources),
    statement.conditions.map((entry) => [entry.operator, entry.key, values(entry.values)]),
  ];
}

// Keys of tokens hold no number of an account that is known.
function looksIntoNumbers({ conditions, resources }: Statement): boolean {
  const ofAws = conditions.filter(({ keyId }) => /^(aws|iam):/.test(keyId));
  return (
    ofAws.some(({ comparison, keyId }) => /^(Num|Date)/.test(comparison) && /account|arn|id$/.test(keyId)) ||
    [...ofAws.flatMap(({ values }) => values), ...(resources ?? [])].some(({ source }) =>
      /\d[*?]|[*?]\d/.test(source),
    )
  );
}
