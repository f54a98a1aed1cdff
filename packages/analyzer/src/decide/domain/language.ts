import { isStar, matches, type Pattern, type Token, tokenAccepts } from "../../policy/pattern.js";
import type { Budget } from "./budget.js";
import type { KeySpec } from "./key-spec.js";
import { findPlainly } from "./plain-language.js";
import type { MatchTest } from "./test.js";

/** Positions that one unit of the budget pays for. */
const POSITIONS_A_STEP = 16;

/**
 * A shortest value of the key that passes every test, `null` where there is none, "limit" where the search was cut.
 *
 * Exact: a literal among the tests is tried alone; text with a few stars is seldom hard; else the product of the pattern automata is searched breadth first
 * over one sample of every class of characters that the patterns cannot tell apart, with the key's alphabet, length
 * limits and fixed prefix.
 */
export function findString(
  spec: KeySpec,
  tests: readonly MatchTest[],
  budget: Budget,
): string | null | "limit" {
  if (spec.finite !== null) return spec.finite.find((value) => passesAll(tests, value)) ?? null;
  const literals = literalValues(tests);
  if (literals !== null)
    return literals.find((value) => inSpace(spec, value) && passesAll(tests, value)) ?? null;
  if (spec.example !== null && passesAll(tests, spec.example) && inSpace(spec, spec.example))
    return spec.example;
  const shortcut = findPlainly(spec, tests, (value) => inSpace(spec, value) && passesAll(tests, value));
  return shortcut === "unclear" ? search(spec, tests, budget) : shortcut;
}

/** Whether a text is a possible value of the key at all. */
export function inSpace(spec: KeySpec, value: string): boolean {
  if (spec.finite !== null) return spec.finite.includes(value);
  if (!value.startsWith(spec.prefix)) return false;
  const rest = [...value.slice(spec.prefix.length)];
  return (
    rest.length >= spec.lengthMin &&
    rest.length <= spec.lengthMax &&
    rest.every((char) => spec.alphabet.accepts(char))
  );
}

function passesAll(tests: readonly MatchTest[], value: string): boolean {
  return tests.every((test) => test.patterns.some((pattern) => matches(pattern, value)) !== test.not);
}

// The values of the smallest positive test that names values without wildcards.
function literalValues(tests: readonly MatchTest[]): readonly string[] | null {
  let best: readonly string[] | null = null;
  for (const test of tests) {
    if (test.not) continue;
    const values = test.patterns.map((pattern) => pattern.literal);
    if (values.every((value) => value !== null) && (best === null || values.length < best.length))
      best = values;
  }
  return best;
}

interface Node {
  readonly states: readonly (readonly number[])[];
  readonly length: number;
  readonly parent: Node | null;
  readonly char: string;
}

function search(spec: KeySpec, tests: readonly MatchTest[], budget: Budget): string | null | "limit" {
  const automata = tests.map(automatonOf);
  const classes = characterClasses(spec, tests);
  let states: readonly (readonly number[])[] = automata.map((automaton) =>
    close(automaton, automaton.starts),
  );
  for (const char of spec.prefix) states = states.map((state, index) => step(automata[index]!, state, char));
  let frontier: Node[] = [{ states, length: 0, parent: null, char: "" }];
  const seen = new Set([stateKey(frontier[0]!, spec.lengthMin)]);
  while (frontier.length > 0) {
    const next: Node[] = [];
    for (const node of frontier) {
      if (node.length >= spec.lengthMin && accepts(automata, tests, node.states))
        return spec.prefix + textOf(node);
      if (node.length >= spec.lengthMax) continue;
      const living = livingCharacters(automata, tests, node.states);
      for (const char of classes) {
        if (living !== null && !living.has(char)) continue;
        // The work of a step is the number of positions that are alive.
        budget.left -= 1 + node.states.reduce((sum, state) => sum + state.length, 0) / POSITIONS_A_STEP;
        if (budget.left < 0) return "limit";
        const stepped = node.states.map((state, index) => step(automata[index]!, state, char));
        // A positive test with no position left can never accept again.
        if (stepped.some((state, index) => state.length === 0 && !tests[index]!.not)) continue;
        const child: Node = { states: stepped, length: node.length + 1, parent: node, char };
        const key = stateKey(child, spec.lengthMin);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(child);
      }
    }
    frontier = next;
  }
  return null;
}

// The union of the patterns of one test: positions are numbered through all of them.
interface Automaton {
  readonly tokens: readonly (Token | null)[];
  readonly starts: readonly number[];
}

function automatonOf(test: MatchTest): Automaton {
  const tokens: (Token | null)[] = [];
  const starts: number[] = [];
  for (const pattern of test.patterns) {
    starts.push(tokens.length);
    tokens.push(...pattern.tokens, null);
  }
  return { tokens, starts };
}

// Positions come in order, and the run of stars from one of them covers every later one that it reaches.
function close(automaton: Automaton, positions: readonly number[]): readonly number[] {
  const result: number[] = [];
  let last = -1;
  for (const position of positions) {
    if (position <= last) continue;
    last = position - 1;
    for (let more = true; more; ) {
      last += 1;
      result.push(last);
      const token = automaton.tokens[last];
      more = token !== null && token !== undefined && isStar(token);
    }
  }
  return result;
}

function step(automaton: Automaton, positions: readonly number[], char: string): readonly number[] {
  const next: number[] = [];
  for (const position of positions) {
    const token = automaton.tokens[position];
    if (token === null || token === undefined || !tokenAccepts(token, char)) continue;
    next.push(isStar(token) ? position : position + 1);
  }
  return close(automaton, next);
}

// The characters with which some positive test can go on, where it names each of them; null where none does. Without
// it every character of every pattern would be tried along the fixed parts of names.
function livingCharacters(
  automata: readonly Automaton[],
  tests: readonly MatchTest[],
  states: readonly (readonly number[])[],
): ReadonlySet<string> | null {
  for (const [index, state] of states.entries()) {
    if (tests[index]!.not) continue;
    const { tokens } = automata[index]!;
    const named = new Set<string>();
    const all = state.every((position) => {
      const token = tokens[position];
      if (token === null || token === undefined) return true;
      if (token.kind !== "char") return false;
      named.add(token.char);
      return true;
    });
    if (all) return named;
  }
  return null;
}

function accepts(
  automata: readonly Automaton[],
  tests: readonly MatchTest[],
  states: readonly (readonly number[])[],
): boolean {
  return states.every(
    (state, index) =>
      state.some((position) => automata[index]!.tokens[position] === null) !== tests[index]!.not,
  );
}

// Lengths below the minimum tell states apart; above it they do not matter, since the search is breadth first.
function stateKey(node: Node, lengthMin: number): string {
  return `${Math.min(node.length, lengthMin)}|${node.states.map((state) => state.join(",")).join("|")}`;
}

// One sample of every character that some pattern names, the colon, and one that none names.
function characterClasses(spec: KeySpec, tests: readonly MatchTest[]): readonly string[] {
  const named = new Set<string>();
  for (const test of tests) for (const pattern of test.patterns) addCharacters(pattern, named);
  if (tests.some((test) => test.patterns.some((pattern) => pattern.tokens.some(splitsAtColon))))
    named.add(":");
  const classes = [...named].filter((char) => spec.alphabet.accepts(char)).toSorted();
  const fresh = [...spec.alphabet.samples].find((char) => !named.has(char));
  return fresh === undefined ? classes : [fresh, ...classes];
}

function splitsAtColon(token: Token): boolean {
  return token.kind === "not-colon" || token.kind === "star-not-colon";
}

function addCharacters(pattern: Pattern, named: Set<string>): void {
  for (const token of pattern.tokens) {
    if (token.kind === "char") named.add(token.char);
    if (token.kind === "fold") {
      named.add(token.char);
      named.add(token.char.toUpperCase());
    }
  }
}

function textOf(node: Node): string {
  const chars: string[] = [];
  for (let at: Node | null = node; at !== null; at = at.parent) chars.push(at.char);
  return chars.toReversed().join("");
}
