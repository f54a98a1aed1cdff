import { checkDuration, type DurationAnswer, type PathResult, type UseAnswer } from "@rolepath/analyzer";

/** A chain, with what `--duration` and `--use` ask. */
export type TimedResult = PathResult & { readonly duration?: DurationAnswer; readonly use?: UseAnswer };

/** Each chain with whether every hop grants a session of that length; the chains as they are where none was asked. */
export function withDuration(
  results: readonly PathResult[],
  seconds: number | undefined,
): readonly TimedResult[] {
  return seconds === undefined
    ? results
    : results.map((result) => ({ ...result, duration: checkDuration(result.hops, seconds) }));
}
