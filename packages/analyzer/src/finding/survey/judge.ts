import type { Door } from "./door.js";
import type { DoorClass } from "./door-class.js";
import type { Survey } from "./survey.js";

// What rules ask the engine about doors, asked as seldom as the policies allow.

/** A door, or what a rule has found out about one. */
type AtDoor = Door | { readonly door: Door };

type Ask<Item, Value> = (survey: Survey, item: Item) => Value;

/**
 * Asks once for all doors of a class.
 *
 * For answers that are the same for all of them: they may hold no number of an account, nothing of the role beside its
 * trust policy, and no decision.
 */
export function perDoorClass<Item extends AtDoor, Value>(ask: Ask<Item, Value>): Ask<Item, Value> {
  const known = new WeakMap<DoorClass, { readonly value: Value }>();
  return (survey, item) => {
    const one = classOf(survey, item);
    if (one === null) return ask(survey, item);
    const found = known.get(one) ?? { value: ask(survey, item) };
    known.set(one, found);
    return found.value;
  };
}

/**
 * Asks about each door, but for those of whose class one has given nothing.
 *
 * What is found belongs to its door; that nothing is found must not depend on the role but for its trust policy.
 */
export function unlessNothing<Item extends AtDoor, Value>(
  ask: Ask<Item, Value | null>,
): Ask<Item, Value | null> {
  const nothing = new WeakSet<DoorClass>();
  return (survey, item) => {
    const one = classOf(survey, item);
    if (one !== null && nothing.has(one)) return null;
    const found = ask(survey, item);
    if (found === null && one !== null) nothing.add(one);
    return found;
  };
}

function classOf(survey: Survey, item: AtDoor): DoorClass | null {
  return survey.classes.of("door" in item ? item.door : item);
}
