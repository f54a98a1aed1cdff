import { textOfBase64 } from "../../policy/base64.js";
import type { Comparison } from "../../policy/condition.js";
import {
  arnPattern,
  foldAscii,
  foldedPattern,
  literalPattern,
  matches,
  type Pattern,
  type Piece,
  wildcardPattern,
} from "../../policy/pattern.js";
import type { Template } from "../../policy/variable.js";
import { type Interval, normalize, type Ranges } from "./interval.js";
import { parseCidr } from "./ip.js";
import type { KeySpec } from "./key-spec.js";

/**
 * Whether a known value passes one value of a condition entry (before negation).
 *
 * IAM User Guide, "Condition operators". A value that does not parse as what the operator compares matches nothing.
 */
export function compare(comparison: Comparison, value: string, pieces: readonly Piece[]): boolean {
  const text = pieces.map((piece) => piece.text).join("");
  if (comparison.startsWith("Numeric"))
    return compareOrder(comparison.slice("Numeric".length), parseNumber(value), parseNumber(text));
  if (comparison.startsWith("Date"))
    return compareOrder(comparison.slice("Date".length), parseDate(value), parseDate(text));
  if (comparison === "IpAddress") {
    const address = parseCidr(value);
    const block = parseCidr(text);
    return address !== null && block !== null && block[0] <= address[0] && address[1] <= block[1];
  }
  if (comparison === "Arn" && !hasSixParts(value)) return false;
  const pattern = comparePattern(comparison, pieces);
  return pattern !== null && matches(pattern, value);
}

/** As {@link compare}, for a value of a policy that has no variables: its pattern is made once. */
export function compareFixed(comparison: Comparison, value: string, template: Template): boolean {
  return comparison === "StringLike" ? template.like.matches(value) : fixedTest(comparison, template)(value);
}

/** What {@link compareFixed} does, for values to come. */
export function fixedTest(comparison: Comparison, template: Template): (value: string) => boolean {
  if (comparison.startsWith("Numeric") || comparison.startsWith("Date") || comparison === "IpAddress")
    return (value) => compare(comparison, value, template.pieces);
  const pattern = comparison === "StringLike" ? template.like : comparePattern(comparison, template.pieces);
  if (pattern === null) return () => false;
  return comparison === "Arn"
    ? (value) => hasSixParts(value) && pattern.matches(value)
    : (value) => pattern.matches(value);
}

function hasSixParts(value: string): boolean {
  let at = -1;
  for (let count = 0; count < 5; count += 1) {
    at = value.indexOf(":", at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** The pattern that a value must match to pass; null when nothing does. */
export function comparePattern(comparison: Comparison, pieces: readonly Piece[]): Pattern | null {
  const text = pieces.map((piece) => piece.text).join("");
  switch (comparison) {
    case "StringEquals":
      return literalPattern(text);
    case "BinaryEquals": {
      // The policy holds the bytes in base64, and every key that there is holds text.
      const wanted = textOfBase64(text);
      return wanted === null ? null : literalPattern(wanted);
    }
    case "StringEqualsIgnoreCase":
      return foldedPattern(text);
    case "StringLike":
      return wildcardPattern(pieces);
    case "Arn":
      return arnPattern(pieces);
    case "Bool": {
      const wanted = foldAscii(text.trim());
      return wanted === "true" || wanted === "false" ? foldedPattern(wanted) : null;
    }
    default:
      return null;
  }
}

function compareOrder(order: string, value: number | null, bound: number | null): boolean {
  if (value === null || bound === null) return false;
  switch (order) {
    case "Equals":
      return value === bound;
    case "LessThan":
      return value < bound;
    case "LessThanEquals":
      return value <= bound;
    case "GreaterThan":
      return value > bound;
    default:
      return value >= bound;
  }
}

function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds since 1970 of an ISO 8601 date or of epoch seconds; null when it is neither. */
export function parseDate(text: string): number | null {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed) && trimmed.length !== 4) return Number(trimmed) * 1000;
  if (/^\d{4}$/.test(trimmed)) return Date.UTC(Number(trimmed), 0, 1);
  if (/^\d{4}-\d{2}$/.test(trimmed)) return Date.parse(`${trimmed}-01T00:00:00Z`);
  const match = ISO_DATE.exec(trimmed);
  if (match === null) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const time = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${offset}`,
  );
  return Number.isNaN(time) ? null : time;
}

function secondsOf(text: string): number | null {
  const time = parseDate(text);
  return time === null ? null : time / 1000;
}

/**
 * The values of an open number, date or address key that pass some of `values` (before negation).
 *
 * @returns null when the operator does not compare what the key holds, so that nothing exact can be said
 */
export function rangesFor(spec: KeySpec, comparison: Comparison, values: readonly string[]): Ranges | null {
  const ranges: Interval[] = [];
  for (const value of values) {
    const range = rangeFor(spec, comparison, value);
    if (range === null) return null;
    ranges.push(...range);
  }
  return normalize(ranges);
}

function rangeFor(spec: KeySpec, comparison: Comparison, value: string): Ranges | null {
  if (spec.type === "ip") return addressRange(comparison, value);
  if (spec.type === "string") return null;
  const dated = spec.type === "date";
  const order = comparison.startsWith("Date")
    ? comparison.slice(4)
    : comparison.startsWith("Numeric")
      ? comparison.slice(7)
      : comparison === "StringEquals"
        ? "Equals"
        : null;
  if (order === null) return null;
  const bound = dated ? secondsOf(value) : parseNumber(value);
  if (bound === null) return [];
  const [first, last] = [spec.universe[0]?.[0] ?? 0n, spec.universe.at(-1)?.[1] ?? 0n];
  const floor = BigInt(Math.floor(bound));
  const ceiling = BigInt(Math.ceil(bound));
  switch (order) {
    case "Equals":
      return floor === ceiling ? [[floor, floor]] : [];
    case "LessThan":
      return [[first, ceiling - 1n]];
    case "LessThanEquals":
      return [[first, floor]];
    case "GreaterThan":
      return [[floor + 1n, last]];
    default:
      return [[ceiling, last]];
  }
}

// A prefix pattern such as `10.1.*` under StringLike is a block; other text comparisons of addresses stay open.
function addressRange(comparison: Comparison, value: string): Ranges | null {
  if (comparison === "IpAddress" || (comparison === "StringEquals" && !value.includes("/"))) {
    const block = parseCidr(value);
    return block === null ? [] : [block];
  }
  if (comparison !== "StringLike") return null;
  const parts = value.split(".");
  const known = parts.indexOf("*");
  if (known < 1 || known !== parts.length - 1) return value === "*" ? null : literalAddress(value);
  const block = parseCidr(
    `${[...parts.slice(0, known), ...Array<string>(4 - known).fill("0")].join(".")}/${known * 8}`,
  );
  return block === null ? null : [block];
}

function literalAddress(value: string): Ranges | null {
  const block = /[*?]/.test(value) || value.includes("/") ? null : parseCidr(value);
  return block === null ? null : [block];
}
