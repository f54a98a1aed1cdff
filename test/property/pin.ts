import type { Snapshot } from "@rolepath/snapshot";
import { resolveCaller } from "../reference/caller.js";
import type { ConcreteRequest } from "../reference/request.js";
import { staticKeys } from "../reference/static-keys.js";
import type { Domain } from "../reference/witness/domain.js";
import { mentionedBy } from "../reference/witness/mentioned.js";
import type { Pins } from "../reference/witness/search.js";

/** Every key that some policy looks at, pinned to what the request says of it; null where it is absent. */
export function pinsOf(snapshot: Snapshot, request: ConcreteRequest, domain: Domain): Pins {
  const caller = resolveCaller(snapshot, request);
  const fixed = staticKeys(snapshot, request, caller);
  const present = new Set(Object.keys(request.context).map((name) => name.toLowerCase()));
  const looked = [
    ...mentionedBy(snapshot, caller, request.to).entries.map((entry) => entry.key),
    ...domain.choices.flatMap((choice) => choice.ways).flatMap((way) => Object.keys(way)),
  ];
  const others = looked.filter((name) => !present.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(others.map((name) => [name, fixed.get(name.toLowerCase()) ?? null])),
    ...request.context,
  };
}
