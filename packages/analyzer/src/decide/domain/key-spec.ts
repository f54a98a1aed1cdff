import type { Ranges } from "./interval.js";
import type { ElementTest } from "./test.js";

/** The characters that a value may consist of. */
export interface Alphabet {
  readonly name: string;
  readonly accepts: (char: string) => boolean;
  /** Characters to build an example of, plainest first. */
  readonly samples: string;
}

type ValueType = "string" | "number" | "date" | "ip";

/** What values an open condition key can take, and who chooses it. */
export interface KeySpec {
  /** As people write it: `sts:ExternalId`. */
  readonly name: string;
  readonly type: ValueType;
  /** A set of values instead of one. */
  readonly multivalued: boolean;
  readonly mayBeAbsent: boolean;
  /** Who supplies it. `caller`: with the request. */
  readonly kind: "caller" | "environment" | "claim";
  /** A parameter that a plain request does not pass. */
  readonly optional: boolean;
  readonly alphabet: Alphabet;
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** Every value starts with this text; alphabet and lengths speak of what follows. */
  readonly prefix: string;
  /** When given, the only values. */
  readonly finite: readonly string[] | null;
  /** For numbers, dates and addresses: the values there are. */
  readonly universe: Ranges;
  /** What is known of every value beforehand. */
  readonly base: readonly ElementTest[];
  /** A value to prefer in examples. */
  readonly example: string | null;
}
