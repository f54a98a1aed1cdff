import type { Finding } from "../answer.js";

const pairsShownMax = 4;

/**
 * What the example caller of a finding sends along, as `key` and value: claims, tags, an external id.
 *
 * Where, when and as whom a request is made says nothing here; JSON has all of it.
 */
export function exampleSends({ example }: Finding): readonly (readonly [key: string, value: string])[] {
  return Object.entries(example?.context ?? {})
    .filter(([key]) => !/^(aws:(?!RequestTag\/|PrincipalTag\/)|sts:RoleSessionName$)/i.test(key))
    .slice(0, pairsShownMax)
    .map(([key, value]) => [key, typeof value === "string" ? value : value.join(", ")]);
}
