import { compareText } from "../../policy/compare-text.js";
import type { KeySpec } from "./key-spec.js";
import type { KeyKnowledge } from "./knowledge.js";
import { elementKey } from "./test.js";

/** The same text for the same knowledge of a key: no decision tells two keys with equal texts apart. */
export function knowledgeText(knowledge: KeyKnowledge): string {
  switch (knowledge.kind) {
    case "absent":
      return `-${knowledge.name}`;
    case "known":
      return JSON.stringify([knowledge.name, knowledge.multivalued, knowledge.values]);
    case "open":
      return specText(knowledge.spec);
  }
}

const texts = new WeakMap<KeySpec, string>();

function specText(spec: KeySpec): string {
  let text = texts.get(spec);
  if (text === undefined) {
    const { alphabet, universe, base, ...plain } = spec;
    const ranges = universe.map(([low, high]) => `${low}-${high}`);
    text = `?${JSON.stringify([Object.entries(plain).toSorted(byName), alphabet.name, ranges, base.map(elementKey)])}`;
    texts.set(spec, text);
  }
  return text;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareText(a, b);
}
