import type { Json } from "@rolepath/snapshot";
import { byText } from "./by-text.js";
import { type Pattern, wildcardPattern } from "./pattern.js";
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

const namings = new WeakMap<readonly Pattern[], Map<string, boolean>>();

/** Whether some of the actions is this one (`sts:AssumeRole`). */
export function namesAction(actions: readonly Pattern[], action: string): boolean {
  let answers = namings.get(actions);
  if (answers === undefined) {
    answers = new Map();
    namings.set(actions, answers);
  }
  let answer = answers.get(action);
  if (answer === undefined) {
    const id = action.toLowerCase();
    answer = actions.some((pattern) => pattern.matches(id));
    answers.set(action, answer);
  }
  return answer;
}

const services = new WeakMap<readonly Pattern[], Map<string, boolean>>();

/** Whether some of the actions may be of the service (`sts`); never false where one is. */
export function mayNameService(actions: readonly Pattern[], service: string): boolean {
  let answers = services.get(actions);
  if (answers === undefined) {
    answers = new Map();
    services.set(actions, answers);
  }
  let answer = answers.get(service);
  if (answer === undefined) {
    const prefix = `${service}:`;
    answer = actions.some(
      ({ head, literal }) => head.startsWith(prefix) || (literal === null && prefix.startsWith(head)),
    );
    answers.set(service, answer);
  }
  return answer;
}
