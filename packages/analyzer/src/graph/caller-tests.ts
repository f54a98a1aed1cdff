import type { Caller } from "../decide/caller.js";
import { entryFormula } from "../decide/condition-formula.js";
import { callerKnowledge, tellsAccountsApart, tellsCallersApart } from "../decide/keys/facts.js";
import { knowledgeText } from "../decide/knowledge-text.js";
import { type ConditionEntry, conditionKeyId } from "../policy/condition.js";
import type { Statement } from "../policy/document.js";
import { perPairOfObjects } from "../policy/per-pair.js";
import type { Template } from "../policy/variable.js";
import type { World } from "../world/world.js";
import { asksForOwnAccount } from "./same-account.js";

/** A user or a role: the callers that fall into classes. */
export type OwnCaller = Caller & { readonly kind: "user" | "role" };

export function isOwnCaller(caller: Caller): caller is OwnCaller {
  return caller.kind === "user" || caller.kind === "role";
}

/**
 * What statements ask of the calling user or role itself, beyond its account and what it is allowed.
 *
 * Callers who give the same answers are the same to those statements. Texts that the statements compare with a key are
 * asked one by one, so that a pattern of names makes two classes and not one for each name; where a key stands as a
 * policy variable, all that is known of it counts.
 */
export interface CallerTests {
  /** The same text for the same tests; empty when nothing is asked. */
  readonly text: string;
  /** What is asked of the caller's own keys. */
  readonly own: KeyTests;
  /** What is asked of the keys that callers of one account share. */
  readonly shared: KeyTests;
  /** Users and roles named by their ARN, and roles named by a session: `account/NAME` → the places. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly sessions: ReadonlyMap<string, readonly number[]>;
}

/** Tests of keys. */
interface KeyTests {
  readonly entries: readonly ConditionEntry[];
  /** Keys of which all that is known counts. */
  readonly keys: readonly string[];
}

const NOTHING: KeyTests = { entries: [], keys: [] };

const NO_TESTS: CallerTests = {
  text: "",
  own: NOTHING,
  shared: NOTHING,
  named: new Map(),
  sessions: new Map(),
};

/** Reads the tests out of statements of any policies. */
export function callerTests(statements: Iterable<Statement>): CallerTests {
  const [own, shared] = [new KeyTestList(tellsCallersApart), new KeyTestList(tellsAccountsApart)];
  const forms = new Map<string, readonly ["arn" | "session", string]>();
  for (const statement of statements) {
    for (const list of [own, shared]) list.collect(statement);
    for (const form of [...(statement.principals ?? []), ...(statement.notPrincipals ?? [])]) {
      if (form.kind === "user" || form.kind === "role") forms.set(`arn ${form.arn}`, ["arn", form.arn]);
      if (form.kind === "session")
        forms.set(`session ${form.text}`, ["session", `${form.account}/${form.roleName}`]);
    }
  }
  if (own.isEmpty && shared.isEmpty && forms.size === 0) return NO_TESTS;
  const sorted = [...forms].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const places = (kind: "arn" | "session"): ReadonlyMap<string, readonly number[]> => {
    const found = new Map<string, number[]>();
    for (const [index, [, [form, name]]] of sorted.entries())
      if (form === kind) found.set(name, [...(found.get(name) ?? []), index]);
    return found;
  };
  const parts = [...own.texts(), ...shared.texts(), sorted.map(([text]) => text)];
  return {
    text: JSON.stringify(parts),
    own: own.tests(),
    shared: shared.tests(),
    named: places("arn"),
    sessions: places("session"),
  };
}

/** Tests that ask for the values of keys and nothing else. */
export function valueTests(keys: readonly string[]): CallerTests {
  return {
    text: keys.join(" "),
    own: { entries: [], keys },
    shared: NOTHING,
    named: new Map(),
    sessions: new Map(),
  };
}

/** The lower-case keys of the caller itself that a statement tests, or takes as a variable. */
export function ownKeysOf(statement: Statement): ReadonlySet<string> {
  const keys = new Set(variablesIn(statement).filter(tellsCallersApart));
  for (const { keyId } of statement.conditions) if (tellsCallersApart(keyId)) keys.add(keyId);
  return keys;
}

// Lower-case keys.
function variablesIn(statement: Statement): readonly string[] {
  const keys: string[] = [];
  const add = ({ hasVariable, parts }: Template): void => {
    if (!hasVariable) return;
    for (const part of parts) if (part.kind === "variable") keys.push(conditionKeyId(part.key));
  };
  for (const template of statement.resources ?? []) add(template);
  for (const entry of statement.conditions)
    if (!asksForOwnAccount(statement, entry)) for (const value of entry.values) add(value);
  return keys;
}

class KeyTestList {
  private readonly entries = new Map<string, ConditionEntry>();
  private readonly keys = new Set<string>();

  constructor(private readonly counts: (keyId: string) => boolean) {}

  collect(statement: Statement): void {
    for (const key of variablesIn(statement)) if (this.counts(key)) this.keys.add(key);
    for (const entry of statement.conditions) {
      if (!this.counts(entry.keyId) || asksForOwnAccount(statement, entry)) continue;
      if (entry.values.some((value) => value.hasVariable)) this.keys.add(entry.keyId);
      else this.entries.set(entryText(entry), entry);
    }
  }

  get isEmpty(): boolean {
    return this.entries.size === 0 && this.keys.size === 0;
  }

  texts(): readonly (readonly string[])[] {
    return [[...this.entries.keys()].toSorted(), [...this.keys].toSorted()];
  }

  tests(): KeyTests {
    if (this.isEmpty) return NOTHING;
    return {
      entries: [...this.entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
      keys: [...this.keys].toSorted(),
    };
  }
}

/** What the caller answers to the tests; equal texts mean that the statements do not tell the callers apart. */
export function answersTo(tests: CallerTests, world: World, caller: OwnCaller): string {
  if (tests.text === "") return "";
  const shared = sharedAnswersTo(tests, world, caller);
  const asked = asksNothing(tests.own) ? shared : `${ownAnswersTo(tests, world, caller)} ${shared}`;
  if (tests.named.size === 0 && tests.sessions.size === 0) return asked;
  const { arn, account, name, kind } = caller.kind === "user" ? caller.user : caller.role;
  const answers = [...(tests.named.get(arn) ?? [])].map(String);
  const sessions = kind === "role" ? (tests.sessions.get(`${account}/${name}`) ?? []) : [];
  return [...answers, ...sessions.map(String), sessionAnswerTo(tests, world, caller), asked].join(" ");
}

/** Which session it is, where sessions of the role are named. */
export function sessionAnswerTo({ sessions }: CallerTests, world: World, caller: OwnCaller): string {
  return caller.kind === "role" && sessions.has(`${caller.role.account}/${caller.role.name}`)
    ? knowledgeText(callerKnowledge(world, caller, "aws:userid"))
    : "";
}

/** What the caller's own keys answer. */
export function ownAnswersTo({ own }: CallerTests, world: World, caller: OwnCaller): string {
  return keyAnswers(own, world, caller);
}

const sharedAnswers = perPairOfObjects<World, CallerTests, Map<string, string>>();

/** What the keys answer that callers of one account share. */
export function sharedAnswersTo(tests: CallerTests, world: World, caller: OwnCaller): string {
  if (asksNothing(tests.shared)) return "";
  const byAccount = sharedAnswers.of(world, tests, () => new Map());
  const { account } = caller.kind === "user" ? caller.user : caller.role;
  let text = byAccount.get(account);
  if (text === undefined) {
    text = keyAnswers(tests.shared, world, caller);
    byAccount.set(account, text);
  }
  return text;
}

function keyAnswers(tests: KeyTests, world: World, caller: OwnCaller): string {
  if (asksNothing(tests)) return "";
  const facts = (key: string) => callerKnowledge(world, caller, key);
  let answers = "";
  for (const entry of tests.entries) {
    const knowledge = facts(entry.key);
    answers +=
      knowledge.kind === "open" ? knowledgeText(knowledge) : entryFormula(entry, () => knowledge).kind;
    answers += " ";
  }
  for (const key of tests.keys) answers += `${knowledgeText(facts(key))} `;
  return answers;
}

function asksNothing({ entries, keys }: KeyTests): boolean {
  return entries.length === 0 && keys.length === 0;
}

/** Whether callers of one account are told apart by nothing but names in a Principal element. */
export function asksForNamesAlone(tests: CallerTests): boolean {
  return asksNothing(tests.own) && tests.sessions.size === 0;
}

/** Whether the tests may tell callers of one account apart. */
export function asksOneByOne(tests: CallerTests): boolean {
  return !asksForNamesAlone(tests) || tests.named.size > 0;
}

function entryText(entry: ConditionEntry): string {
  return JSON.stringify([
    entry.operator,
    entry.key,
    entry.values.map((value) => [value.source, value.parts]),
  ]);
}
