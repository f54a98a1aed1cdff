import type { Snapshot } from "@rolepath/snapshot";
import type { ResolvedCaller } from "../caller.js";
import type { Keys } from "../keys.js";
import type { Caller, ConcreteRequest } from "../request.js";
import { candidateValues } from "./candidates.js";
import type { Mentioned } from "./mentioned.js";

/** A question about one caller and one role; the domain is the set of requests worth trying for it. */
export interface Question {
  readonly caller: Caller;
  readonly to: string;
  /** Transitive tags of the calling session. */
  readonly inheritedTags?: Readonly<Record<string, string>>;
}

/** What the choices of one question are made from. */
export interface Ground {
  readonly snapshot: Snapshot;
  readonly question: Question;
  readonly caller: ResolvedCaller;
  readonly request: ConcreteRequest;
  readonly mentioned: Mentioned;
  readonly known: Keys;
}

/** Whether some policy of the question looks at the key. */
export function isMentioned({ mentioned }: Ground, key: string): boolean {
  return mentioned.entries.some((entry) => entry.key.toLowerCase() === key.toLowerCase());
}

/** The values worth trying for a key. */
export function values({ mentioned, known }: Ground, key: string): string[] {
  return candidateValues(key, mentioned.entries, known);
}
