import type { Snapshot } from "@rolepath/snapshot";

/** Chooses a whole number below `below`. */
export type Choose = (below: number) => number;

/**
 * The same organization as a second collection could write it: lists in another order, single values in or out of a list,
 * other statement ids, other dates, other last uses.
 */
export function collectedAgain(snapshot: Snapshot, choose: Choose): Snapshot {
  const { manifest, ...rest } = snapshot;
  return {
    ...(rewritten(rest, "", choose) as Snapshot),
    manifest: { ...manifest, createdAt: "2026-11-02T18:00:00Z" },
  };
}

// Where IAM takes one value as well as a list of one.
const LOOSE = /^(Action|Resource|AWS|Service|Federated)$/;

function rewritten(value: unknown, key: string, choose: Choose): unknown {
  if (Array.isArray(value)) {
    const items = shuffled(value, choose).map((item) => rewritten(item, "", choose));
    return items.length === 1 && LOOSE.test(key) && choose(2) === 1 ? items[0] : items;
  }
  if (typeof value === "string") return LOOSE.test(key) && choose(3) === 1 ? [value] : value;
  if (value === null || typeof value !== "object") return value;
  const entries = shuffled(Object.entries(value), choose).map(([name, inner]): [string, unknown] => [
    name,
    rewritten(inner, name, choose),
  ]);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  if ("Effect" in object && choose(2) === 1) object.Sid = `S${choose(1000)}`;
  if ("RoleName" in object && choose(2) === 1)
    object.RoleLastUsed = { LastUsedDate: "2026-11-01T00:00:00Z", Region: "us-east-1" };
  return object;
}

/** The items in another order. */
function shuffled<T>(items: readonly T[], choose: Choose): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(choose(rest.length), 1));
  return result;
}

/** The same numbers for the same seed. */
export function chooser(seed: number): Choose {
  let state = seed >>> 0;
  return (below) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
