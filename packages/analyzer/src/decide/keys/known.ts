import type { KeyKnowledge } from "../domain/knowledge.js";

export type Known = ReadonlyMap<string, KeyKnowledge>;

export function known(name: string, value: string): [string, KeyKnowledge] {
  return [name.toLowerCase(), { kind: "known", name, values: [value], multivalued: false }];
}

export function knownSet(name: string, values: readonly string[]): [string, KeyKnowledge] {
  return [name.toLowerCase(), { kind: "known", name, values, multivalued: true }];
}

export function missing(name: string): [string, KeyKnowledge] {
  return [name.toLowerCase(), { kind: "absent", name }];
}
