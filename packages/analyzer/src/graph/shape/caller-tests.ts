import type { OwnCaller } from "../../decide/caller/caller.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { callerKnowledge, tellsAccountsApart, tellsCallersApart } from "../../decide/keys/facts.js";
import type { Statement } from "../../policy/document.js";
import type { World } from "../../world/world.js";
import {
  asksNothing,
  KeyTestList,
  type KeyTests,
  keyAnswers,
  NOTHING_ASKED,
  variablesIn,
} from "./key-tests.js";
import { sharedAnswersTo } from "./shared-answers.js";

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

const NO_PLACES: ReadonlyMap<string, readonly number[]> = new Map();

const NO_TESTS: CallerTests = {
  text: "",
  own: NOTHING_ASKED,
  shared: NOTHING_ASKED,
  named: NO_PLACES,
  sessions: NO_PLACES,
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
    return found.size === 0 ? NO_PLACES : found;
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
    shared: NOTHING_ASKED,
    named: NO_PLACES,
    sessions: NO_PLACES,
  };
}

/** The lower-case keys of the caller itself that a statement tests, or takes as a variable. */
export function ownKeysOf(statement: Statement): ReadonlySet<string> {
  const keys = new Set(variablesIn(statement).filter(tellsCallersApart));
  for (const { keyId } of statement.conditions) if (tellsCallersApart(keyId)) keys.add(keyId);
  return keys;
}

/** What the caller answers to the tests; equal texts mean that the statements do not tell the callers apart. */
export function answersTo(tests: CallerTests, world: World, caller: OwnCaller): string {
  if (tests.text === "") return "";
  const shared = sharedAnswersTo(tests.shared, world, caller);
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
  return keyAnswers(own, (key) => callerKnowledge(world, caller, key));
}

/** Whether callers of one account are told apart by nothing but names in a Principal element. */
export function asksForNamesAlone(tests: CallerTests): boolean {
  return asksNothing(tests.own) && tests.sessions.size === 0;
}

/** Whether the tests may tell callers of one account apart. */
export function asksOneByOne(tests: CallerTests): boolean {
  return !asksForNamesAlone(tests) || tests.named.size > 0;
}
