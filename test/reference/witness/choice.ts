import type { Context } from "../request.js";

/** One thing that varies from request to request, with every way it can be tried: each way sets the keys it lists. */
export interface Choice {
  readonly name: string;
  /** The first way is the plain one: no optional parameter is passed. */
  readonly ways: readonly Context[];
  /** True for parameters that the caller may leave out: a plain request takes the first way. */
  readonly optional: boolean;
}

/** A choice over the values of one key; `absent` puts the request without the key first. */
export function keyChoice(
  key: string,
  values: readonly string[],
  absent: boolean,
  optional: boolean,
): Choice {
  const present = values.map((value): Context => ({ [key]: value }));
  return { name: key, ways: absent ? [{}, ...present] : present, optional };
}

/** Every combination of the ways of several choices, first one plain, up to `limit`. */
export function combine(parts: readonly (readonly Context[])[], limit: number): Context[] {
  let combined: Context[] = [{}];
  for (const ways of parts) {
    combined = combined.flatMap((context) => ways.map((way) => ({ ...context, ...way }))).slice(0, limit);
  }
  return combined;
}

/**
 * Contexts over all choices: every combination when there are at most `limit`, else the plain one, every single and
 * double change of it, and a sample that spreads over the rest.
 *
 * @param seed which sample; the same seed gives the same contexts
 */
export function* contextsOf(choices: readonly Choice[], limit: number, seed = 1): Generator<Context> {
  const sizes = choices.map((choice) => choice.ways.length);
  const total = sizes.reduce((product, size) => product * size, 1);
  if (total <= limit) {
    for (let index = 0; index < total; index++) yield contextAt(choices, digits(index, sizes));
    return;
  }
  let given = 0;
  for (const changed of nearPlain(sizes)) {
    if (given++ >= limit / 2) break;
    yield contextAt(choices, changed);
  }
  let state = seed;
  for (; given < limit; given++) {
    const picked = sizes.map((size) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * size);
    });
    yield contextAt(choices, picked);
  }
}

function contextAt(choices: readonly Choice[], picked: readonly number[]): Context {
  return Object.assign({}, ...choices.map((choice, index) => choice.ways[picked[index]!]));
}

function digits(index: number, sizes: readonly number[]): number[] {
  let rest = index;
  return sizes.map((size) => {
    const digit = rest % size;
    rest = Math.floor(rest / size);
    return digit;
  });
}

function* nearPlain(sizes: readonly number[]): Generator<number[]> {
  const plain = sizes.map(() => 0);
  yield plain;
  for (let one = 0; one < sizes.length; one++) {
    for (let way = 1; way < sizes[one]!; way++) yield plain.with(one, way);
  }
  for (let one = 0; one < sizes.length; one++) {
    for (let other = one + 1; other < sizes.length; other++) {
      for (let way = 1; way < sizes[one]!; way++) {
        for (let second = 1; second < sizes[other]!; second++) yield plain.with(one, way).with(other, second);
      }
    }
  }
}
