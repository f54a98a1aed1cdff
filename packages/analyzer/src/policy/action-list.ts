import type { Json } from "@rolepath/snapshot";
import { byText } from "./by-text.js";
import { type Pattern, wildcardPattern } from "./pattern.js";
import { perObject } from "./per-pair.js";
import { listOf } from "./principal.js";

/**
 * The actions of an `Action` or `NotAction` element.
 *
 * The reader of snapshots keeps one copy of equal lists, and so do we: a thousand policies that allow the same have one
 * list of patterns, and what was found out about it is known for all of them.
 */
export function actionsIn(element: Json | undefined): readonly Pattern[] {
  if (typeof element === "string") return alone(element);
  if (element === null || typeof element !== "object") return NONE;
  let actions = made.get(element);
  if (actions === undefined) {
    actions = listOf(element).flatMap((value) => (typeof value === "string" ? alone(value) : NONE));
    made.set(element, actions);
  }
  return actions;
}

const NONE: readonly Pattern[] = [];

// Nobody changes what was read: the same object holds the same texts for as long as it lives.
const made = new WeakMap<object, readonly Pattern[]>();

// Names of actions are not case sensitive.
const alone = byText((text): readonly Pattern[] => [
  wildcardPattern([{ text: text.toLowerCase(), wild: true }]),
]);

const namings = perObject<readonly Pattern[], string, boolean>();

/** Whether some of the actions is this one (`sts:AssumeRole`). */
export function namesAction(actions: readonly Pattern[], action: string): boolean {
  return namings.of(actions, action, () => {
    const id = action.toLowerCase();
    return actions.some((pattern) => pattern.matches(id));
  });
}

const services = perObject<readonly Pattern[], string, boolean>();

/** Whether some of the actions may be of the service (`sts`); never false where one is. */
export function mayNameService(actions: readonly Pattern[], service: string): boolean {
  return services.of(actions, service, () => {
    const prefix = `${service}:`;
    return actions.some(
      ({ head, literal }) => head.startsWith(prefix) || (literal === null && prefix.startsWith(head)),
    );
  });
}
