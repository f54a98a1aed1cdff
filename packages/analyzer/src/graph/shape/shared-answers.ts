import { asCaller, type OwnCaller } from "../../decide/caller/caller.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { callerKnowledge } from "../../decide/keys/facts.js";
import { perObject, perPairOfObjects } from "../../policy/per-pair.js";
import type { World } from "../../world/world.js";
import { asksNothing, type KeyTests, keyAnswers } from "./key-tests.js";

/** Accounts of which the same is known, of some keys that their callers share. */
interface Alike {
  /** One of the callers. */
  readonly caller: OwnCaller;
  readonly accounts: string[];
}

const answersMade = perPairOfObjects<World, KeyTests, Map<string, string>>();
const apartMade = perPairOfObjects<World, KeyTests, ReadonlyMap<string, string>>();
const alikeMade = perObject<World, string, readonly Alike[]>();

/** What a caller answers to tests of keys that the callers of one account share. */
export function sharedAnswersTo(tests: KeyTests, world: World, caller: OwnCaller): string {
  if (asksNothing(tests)) return "";
  const byAccount = answersMade.of(world, tests, () => new Map());
  const { account } = caller.kind === "user" ? caller.user : caller.role;
  let text = byAccount.get(account);
  if (text === undefined) {
    text = answerOf(tests, world, caller);
    byAccount.set(account, text);
  }
  return text;
}

/**
 * The collected accounts whose callers answer otherwise than those of most accounts, with their answers.
 *
 * Accounts of which the same is known are asked once: a unit's accounts have one path.
 */
export function answersApart(tests: KeyTests, world: World): ReadonlyMap<string, string> {
  return apartMade.of(world, tests, () => {
    const accountsBy = new Map<string, string[]>();
    for (const { caller, accounts } of accountsAlike(tests, world)) {
      const answer = answerOf(tests, world, caller);
      const known = accountsBy.get(answer);
      if (known === undefined) accountsBy.set(answer, [...accounts]);
      else for (const account of accounts) known.push(account);
    }
    const [, ...few] = [...accountsBy].toSorted(([, a], [, b]) => b.length - a.length);
    return new Map(few.flatMap(([answer, accounts]) => accounts.map((account) => [account, answer])));
  });
}

function answerOf(tests: KeyTests, world: World, caller: OwnCaller): string {
  return keyAnswers(tests, (key) => callerKnowledge(world, caller, key));
}

function accountsAlike({ entries, keys }: KeyTests, world: World): readonly Alike[] {
  const asked = [...new Set([...entries.map(({ keyId }) => keyId), ...keys])].toSorted();
  return alikeMade.of(world, asked.join(" "), () => {
    const alike = new Map<string, Alike>();
    for (const { id, users, roles } of world.accounts.values()) {
      const principal = users[0] ?? roles[0];
      if (principal === undefined) continue;
      const caller = asCaller(principal);
      const known = asked.map((key) => knowledgeText(callerKnowledge(world, caller, key))).join("\n");
      const others = alike.get(known);
      if (others === undefined) alike.set(known, { caller, accounts: [id] });
      else others.accounts.push(id);
    }
    return [...alike.values()];
  });
}
