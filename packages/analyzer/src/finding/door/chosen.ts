import type { Requirement } from "../../answer.js";

// What stands in a request because the caller put it there.
const CHOSEN =
  /^(sts:rolesessionname|sts:sourceidentity|sts:transitivetagkeys|aws:useragent|aws:referer|aws:tagkeys|aws:requesttag\/.*|aws:principaltag\/.*)$/;
const NEGATED = /^(ForAnyValue:|ForAllValues:)?(StringNot|ArnNot|NotIp|NumericNot|DateNot)/;

/**
 * Why a requirement binds nobody although it looks as if it did, in a clause; null for others.
 *
 * Of those that remain some bind, and some do not even look so.
 */
export function seemingBond({ key, operator }: Requirement): string | null {
  if (/IfExists$/.test(operator) || operator.startsWith("ForAllValues:") || operator === "Null")
    return `the test of ${key} passes when the key is missing`;
  if (NEGATED.test(operator)) return `the test of ${key} only keeps some out`;
  return CHOSEN.test(key.toLowerCase()) ? `the caller chooses ${key}` : null;
}
