import type { Snapshot } from "@rolepath/snapshot";
import type { ConditionEntry } from "../document.js";
import { keysOf } from "../keys.js";
import type { ConcreteRequest, Context } from "../request.js";
import { validateContext } from "../validate.js";
import { contextsOf } from "./choice.js";
import { type Domain, requestDomain } from "./domain.js";
import type { Question } from "./ground.js";

/** Context keys with a fixed value; null for a key that is fixed to be absent. `prefix*` stands for all others of a kind. */
export type Pins = Readonly<Record<string, string | readonly string[] | null>>;

export interface SearchOptions {
  /** How many combinations to try, before the impossible ones are dropped. */
  readonly limit: number;
  /** Leave out every optional parameter. */
  readonly plainOnly?: boolean;
  readonly pins?: Pins;
  readonly seed?: number;
  /** Condition entries of other policies whose values are tried as well. */
  readonly alsoMentioned?: readonly ConditionEntry[];
  /** The domain of the question, when it has been worked out before. */
  readonly domain?: Domain;
}

/** Requests of the domain that can exist, with the pins put in. */
export function* requestsOf(
  snapshot: Snapshot,
  { caller, to, inheritedTags }: Question,
  options: SearchOptions,
): Generator<ConcreteRequest> {
  const question: Question = { caller, to, ...(inheritedTags && { inheritedTags }) };
  const { action, choices } = options.domain ?? requestDomain(snapshot, question, options.alsoMentioned);
  const { pins } = options;
  const plain = choices.map((choice) =>
    options.plainOnly && choice.optional ? { ...choice, ways: choice.ways.slice(0, 1) } : choice,
  );
  const pinned =
    pins === undefined || Object.keys(pins).length === 0
      ? plain
      : plain.map((choice) => ({ ...choice, ways: distinct(choice.ways.map((way) => pin(way, pins))) }));
  for (const context of contextsOf(pinned, options.limit, options.seed)) {
    const request: ConcreteRequest = { ...question, action, context: { ...context, ...pinnedValues(pins) } };
    if (validateContext(snapshot, request).length === 0) yield request;
  }
}

function pin(way: Context, pins: Pins): Context {
  const names = Object.keys(pins).map((name) => name.toLowerCase());
  const isFixed = (key: string) =>
    names.some((name) => (name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : key === name));
  return Object.fromEntries(Object.entries(way).filter(([key]) => !isFixed(key.toLowerCase())));
}

function pinnedValues(pins: Pins = {}): Context {
  const present = Object.entries(pins).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as Context;
}

function distinct(ways: readonly Context[]): Context[] {
  return [...new Map(ways.map((way) => [JSON.stringify([...keysOf(way)]), way])).values()];
}
