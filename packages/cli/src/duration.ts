import { checkDuration, type DurationAnswer, type PathResult } from "@rolepath/analyzer";

/** A chain, with what `--duration` asks. */
export type TimedResult = PathResult & { readonly duration?: DurationAnswer };

/** Each chain with whether every hop grants a session of that length; the chains as they are where none was asked. */
export function withDuration(
  results: readonly PathResult[],
  seconds: number | undefined,
): readonly TimedResult[] {
  return seconds === undefined
    ? results
    : results.map((result) => ({ ...result, duration: checkDuration(result.hops, seconds) }));
}
