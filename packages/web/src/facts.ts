import type { Given } from "./route.js";

// What the reader knows of a request, on a path of several hops. Where one is, whether one used MFA, what the time is:
// that holds for all of them. What is said anew with each call holds for the hop that it was filled in at, and its key
// is kept with the number of the hop: `2!sts:ExternalId`.

const saidWithEachCall =
  /^(?:sts:(?:ExternalId|RoleSessionName|DurationSeconds|TransitiveTagKeys)|aws:(?:RequestTag\/.*|TagKeys))$/i;

/** The hop, from 0, that a fact is kept for, null for one that holds for all hops; and its condition key. */
export function placeOfFact(key: string): { readonly hop: number | null; readonly key: string } {
  const found = /^([1-9]\d?)!(.+)$/.exec(key);
  return found?.[1] === undefined || found[2] === undefined
    ? { hop: null, key }
    : { hop: Number(found[1]) - 1, key: found[2] };
}

/** The key of a fact that is filled in at a hop of a path. */
export function factKey(key: string, hop: number): string {
  return saidWithEachCall.test(key) ? `${hop + 1}!${key}` : key;
}

/** The facts that hold at a hop, or without one at every hop, under their condition keys. */
export function factsOfHop(given: readonly Given[], hop: number | null): readonly Given[] {
  return given.flatMap(([kept, value]): Given[] => {
    const place = placeOfFact(kept);
    return place.hop === null || place.hop === hop ? [[place.key, value]] : [];
  });
}

/** The facts without those that are of these keys at this hop. */
export function withoutFacts(
  given: readonly Given[],
  hop: number,
  keys: readonly string[],
): readonly Given[] {
  const names = new Set(keys.map((key) => key.toLowerCase()));
  return given.filter(([kept]) => {
    const place = placeOfFact(kept);
    return !((place.hop === null || place.hop === hop) && names.has(place.key.toLowerCase()));
  });
}
