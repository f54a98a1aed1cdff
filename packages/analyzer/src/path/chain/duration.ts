import type { HopAnswer } from "../../answer.js";
import type { DurationAnswer } from "../answer.js";

/** STS grants no shorter session. AWS STS API Reference, AssumeRole, DurationSeconds. */
const SECONDS_MIN = 900;
const CHAINED_SECONDS_MAX = 3600;

/**
 * On which hop a session of some length is refused.
 *
 * Each call asks for 900 seconds up to the role's MaxSessionDuration; one that is made with the session of a role for at
 * most an hour, whatever the role says. More is not cut down but refused.
 */
export function checkDuration(hops: readonly HopAnswer[], seconds: number): DurationAnswer {
  for (const [index, { to, maxSessionSeconds }] of hops.entries()) {
    const most = maxSessionSeconds ?? Number.POSITIVE_INFINITY;
    if (seconds >= SECONDS_MIN && seconds <= most) continue;
    const why =
      seconds < SECONDS_MIN
        ? `a session lasts at least ${SECONDS_MIN} s`
        : index > 0 && most >= CHAINED_SECONDS_MAX
          ? `a session that another role's session opens lasts at most ${most} s`
          : `a session of ${to} opened here lasts at most ${most} s`;
    return { seconds, refusedAt: index + 1, text: `hop ${index + 1} refuses ${seconds} s: ${why}` };
  }
  return { seconds, refusedAt: null, text: `every hop grants ${seconds} s` };
}
