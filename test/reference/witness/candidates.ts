import { parseAddress } from "../address.js";
import { splitOperator } from "../condition.js";
import type { ConditionEntry } from "../document.js";
import type { Keys } from "../keys.js";
import { formatMoment, parseMoment } from "../moment.js";
import { inValueSpace } from "../validate.js";
import { variableKeys } from "./mentioned.js";

/** A value that no policy names. */
const FRESH = "fresh-1";
const FRESH_BY_KEY: Readonly<Record<string, string>> = {
  "aws:sourceip": "192.0.2.77",
  "aws:vpcsourceip": "10.99.0.7",
  "aws:sourcevpc": "vpc-0fe54321",
  "aws:sourcevpce": "vpce-0fe54321",
  "aws:vpceaccount": "676767676767",
  "aws:vpceorgid": "o-fresh00001",
  "aws:requestedregion": "ap-south-2",
  "aws:sourceaccount": "676767676767",
  "aws:sourceorgid": "o-fresh00001",
  "aws:multifactorauthage": "7",
};

export function freshValue(key: string): string {
  return FRESH_BY_KEY[key.toLowerCase()] ?? FRESH;
}

/**
 * Values worth trying for one key: those of the policies, one for each pattern and for each pair of patterns, near
 * misses, the neighbours of every number, date and address, and a value that no policy names (3.5, test oracle).
 *
 * @param known keys whose values are fixed: variables are filled in from them
 */
export function candidateValues(key: string, entries: readonly ConditionEntry[], known: Keys): string[] {
  const own = entries.filter((entry) => entry.key.toLowerCase() === key.toLowerCase());
  const plain = own.flatMap((entry) =>
    entry.values.flatMap((value) => fromValue(entry.operator, value, entries, known)),
  );
  const likes = own.filter((entry) => /Like|Arn/.test(entry.operator));
  const patterns = [
    ...new Set(likes.flatMap((entry) => entry.values.flatMap((value) => filled(value, entries, known)))),
  ];
  const pairs = patterns.flatMap((one) => patterns.flatMap((other) => merged(one, other)));
  const values = [...plain, ...patterns.flatMap(fromPattern), ...pairs, freshValue(key)];
  return [...new Set(values)].filter((value) => value !== "" && inValueSpace(key, value));
}

function fromValue(
  operator: string,
  value: string,
  entries: readonly ConditionEntry[],
  known: Keys,
): string[] {
  const { base } = splitOperator(operator);
  if (/IgnoreCase$/.test(base)) {
    return filled(value, entries, known).flatMap((text) => [text, text.toUpperCase(), `${text}x`]);
  }
  if (/^String(Not)?Equals/.test(base)) {
    return filled(value, entries, known).flatMap((text) => [text, `${text}x`, text.slice(0, -1)]);
  }
  if (/^Numeric/.test(base)) {
    const number = Number(value);
    return Number.isFinite(number) ? [number - 1, number, number + 1].map(String) : [];
  }
  if (/^Date/.test(base)) {
    const moment = parseMoment(value);
    return moment === null ? [] : [moment - 1, moment, moment + 1].map(formatMoment);
  }
  if (base === "Bool") return ["true", "false"];
  if (base === "BinaryEquals") return [Buffer.from(value, "base64").toString()];
  return /IpAddress$/.test(base) ? addressesAround(value) : [];
}

/** The text with its variables filled in: from a known key, from the default, or from values tried for an open key. */
function filled(text: string, entries: readonly ConditionEntry[], known: Keys): string[] {
  const names = variableKeys(text);
  if (names.length === 0) return [text.replace(/\$\{([*?$])\}/g, "$1")];
  const name = names[0]!;
  const fallback = /\$\{[^},]*,\s*'([^']*)'\s*\}/.exec(text)?.[1];
  const value = known.get(name.toLowerCase());
  const open = entries
    .filter((entry) => entry.key.toLowerCase() === name.toLowerCase())
    .flatMap((entry) => entry.values.filter((candidate) => !candidate.includes("${")));
  const fillings = [typeof value === "string" ? value : undefined, fallback, ...open, FRESH];
  return fillings
    .filter((filling) => filling !== undefined)
    .flatMap((filling) =>
      filled(text.replace(/\$\{[^}]*\}/, filling.replace(/\$/g, "$$$$")), entries, known),
    );
}

/** Texts that match the pattern, and one that does not quite. */
function fromPattern(pattern: string): string[] {
  const shortest = pattern.replace(/\*/g, "").replace(/\?/g, "x");
  const longer = pattern.replace(/\*/g, "xy").replace(/\?/g, "x");
  return [shortest, longer, `x${shortest}`, `${shortest}x`];
}

/** Texts that stand a chance to match both patterns: one laid into the wildcards of the other, end to end, overlapped. */
function merged(one: string, other: string): string[] {
  const inner = other.replace(/\*/g, "").replace(/\?/g, "x");
  const outer = one.replace(/\?/g, "x");
  const inside = outer.replace("*", inner).replace(/\*/g, "");
  const head = outer.split("*")[0]!;
  const tail = other.split("*").at(-1)!.replace(/\?/g, "x");
  return [inside, head + tail, `${head}-${tail}`, overlapped(head, tail)];
}

/** The shortest text that starts with `head` and ends with `tail`. */
function overlapped(head: string, tail: string): string {
  for (let shared = Math.min(head.length, tail.length); shared > 0; shared--) {
    if (head.endsWith(tail.slice(0, shared))) return head + tail.slice(shared);
  }
  return head + tail;
}

/** First and last address of a block, and the ones before and after. */
function addressesAround(block: string): string[] {
  const [base = "", prefix] = block.split("/");
  const address = parseAddress(base);
  if (address === null) return [];
  const size = 1n << BigInt(address.bits - Number(prefix ?? address.bits));
  const first = (address.value / size) * size;
  return [first - 1n, first, first + size - 1n, first + size]
    .filter((value) => value >= 0n && value < 1n << BigInt(address.bits))
    .map((value) => formatAddress(value, address.bits));
}

function formatAddress(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 65535n);
  return groups.map((group) => group.toString(16)).join(":");
}
