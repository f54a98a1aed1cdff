/**
 * The flags that make V8 wait longer before it optimizes a function; none where nothing is known of that version.
 *
 * A run of the command is short: of ten accounts V8 spends two fifths of all CPU time on optimizing functions that are
 * hardly called any more, of a hundred a quarter (docs/scale.md). What runs long is optimized all the same. Versions 13
 * and later have a compiler in between, and gain nothing.
 *
 * @param version of V8, as in `process.versions.v8`
 * @param given the flags that Node was started with, NODE_OPTIONS included: what they say of it stays
 */
export function lateCompilation(version: string, given: readonly string[]): readonly string[] {
  const flag = flagOf.get(version.split(".", 1)[0] ?? "");
  if (flag === undefined) return [];
  const [name] = flag.split("=");
  return given.some((one) => one.replaceAll("_", "-").startsWith(`${name}=`)) ? [] : [flag];
}

// Eight times what Node 20 has, and four times what Node 22 has.
const flagOf: ReadonlyMap<string, string> = new Map([
  ["11", "--interrupt-budget=540672"],
  ["12", "--invocation-count-for-turbofan=12000"],
]);
