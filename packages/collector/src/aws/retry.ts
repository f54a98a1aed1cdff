import { AdaptiveRetryStrategy, DefaultRateLimiter } from "@smithy/core/retry";

/** How the SDK tries again. */
export interface RetryPace {
  /** Attempts of one call. */
  readonly attemptsMax: number;
  /** 1 in real life; a test divides the waits. */
  readonly hurry: number;
}

const delayMillisecondsMax = 20_000;

/**
 * The SDK's adaptive retry: exponential delays with full jitter, and, once AWS says "slow down", a sending rate that
 * falls and recovers with the answers.
 */
export function adaptiveRetry(pace: RetryPace): AdaptiveRetryStrategy {
  let base = 0;
  return new AdaptiveRetryStrategy(async () => pace.attemptsMax, {
    maxAttempts: pace.attemptsMax,
    rateLimiter: new DefaultRateLimiter({ minFillRate: 0.5 * pace.hurry, minCapacity: pace.hurry }),
    backoff: {
      setDelayBase: (milliseconds) => {
        base = milliseconds;
      },
      computeNextBackoffDelay: (attempt) =>
        (Math.random() * Math.min(base * 2 ** attempt, delayMillisecondsMax)) / pace.hurry,
    },
  });
}
