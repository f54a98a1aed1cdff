import { CallError, type FailureKind, type Transport } from "@rolepath/collector";
import { fakeAnswers } from "./answers.js";
import type { FakeWorld } from "./world.js";

/** What goes wrong with a call: a failure of this kind, or an answer that is not in order. */
export type FakeFault = FailureKind | "no-marker" | "same-marker";

export interface FakeOptions {
  readonly pageSize: number;
  /** What goes wrong with the `count`th call of this operation in this account. */
  readonly fault?: (operation: string, account: string, count: number) => FakeFault | null;
  /** Called before each call, for a run that is stopped in the middle. */
  readonly beforeCall?: (number: number) => void;
}

/** The world as a transport: the collector's own door to AWS, without AWS and without a network behind it. */
export function fakeTransport(world: FakeWorld, options: FakeOptions): Transport {
  const answers = fakeAnswers(world, options.pageSize);
  const counts = new Map<string, number>();
  let calls = 0;
  return {
    send: async (operation, input, { meter, credentials }) => {
      calls += 1;
      options.beforeCall?.(calls);
      meter.request();
      // The fake's sessions carry their account as the token.
      const account = credentials?.sessionToken ?? world.management;
      const place = `${account} ${operation}`;
      const count = counts.get(place) ?? 0;
      counts.set(place, count + 1);
      const fault = options.fault?.(operation, account, count) ?? null;
      const answer = answers[operation](input, account);
      if (fault === null) return answer;
      if (fault === "no-marker") return { ...answer, IsTruncated: true, Marker: undefined };
      if (fault === "same-marker") return { ...answer, IsTruncated: true, Marker: "0", NextToken: "0" };
      if (fault === "throttled") meter.throttle();
      throw new CallError(fault, operation, fault, "made up by the test");
    },
    refreshOwn: async () => undefined,
    region: async () => "us-east-1",
  };
}
