import type { Status } from "./folder/manifest.js";
import type { Meter } from "./meter.js";

/** What calls cost: the requests made, the least that would have done, and those that AWS asked to slow down. */
export interface CallCounts {
  readonly made: number;
  readonly minimum: number;
  readonly throttled: number;
}

/** What a meter counted so far. */
export function countsOf({ made, minimum, throttled }: Meter): CallCounts {
  return { made, minimum, throttled };
}

/** What happens while collecting, in order. */
export type CollectEvent =
  | { readonly kind: "call" }
  | { readonly kind: "throttled" }
  | {
      readonly kind: "phase";
      readonly phase: "organization" | "accounts" | "second-pass" | "identity-center";
    }
  | {
      readonly kind: "planned";
      /** Accounts to collect in this run. */
      readonly accounts: number;
      /** Accounts that an earlier run has collected. */
      readonly earlier: number;
      /** Accounts that are suspended or filtered out. */
      readonly left: number;
    }
  | { readonly kind: "account-started"; readonly id: string; readonly name?: string }
  | {
      readonly kind: "account-done";
      readonly id: string;
      readonly name?: string;
      readonly status: Status;
      readonly error?: string;
      readonly calls: CallCounts;
    }
  | {
      readonly kind: "part-done";
      readonly part: "organization" | "identity-center";
      readonly status: Status;
      readonly error?: string;
      readonly calls: CallCounts;
    }
  | { readonly kind: "stopped"; readonly reason: string };

export type OnEvent = (event: CollectEvent) => void;
