import { encodeText } from "@rolepath/snapshot";
import { sha256 } from "./sha256.js";

/** Enough of the digest that nobody can make two findings look like one, short enough for a line of a baseline. */
const HEX_COUNT = 32;

/**
 * A text that stays the same for as long as the finding is about the same thing.
 *
 * It is made of the rule and of what the finding is about (the role and who gets in), never of how a document is
 * written: order, statement ids, white space and single values in or out of a list change nothing. A cryptographic
 * digest, since names are chosen by others: nobody may hide a finding behind the fingerprint of another.
 */
export function fingerprint(rule: string, identity: readonly string[]): string {
  return sha256(encodeText(JSON.stringify(["rolepath 1", rule, ...identity]))).slice(0, HEX_COUNT);
}
