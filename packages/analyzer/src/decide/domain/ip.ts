import type { Interval, Ranges } from "./interval.js";

// Both address families on one axis: IPv4 from 0, IPv6 behind it. So a CIDR is an interval, and no IPv4 block ever
// matches an IPv6 address.
const V4_END = (1n << 32n) - 1n;
const V6_START = 1n << 32n;
const V6_END = V6_START + (1n << 128n) - 1n;

/** Every address. */
export const ALL_ADDRESSES: Ranges = [
  [0n, V4_END],
  [V6_START, V6_END],
];

/** The addresses of a CIDR block; no prefix length means one host. Null when it does not parse. */
export function parseCidr(text: string): Interval | null {
  const [address = "", prefix, ...rest] = text.trim().split("/");
  if (rest.length > 0) return null;
  const v6 = address.includes(":");
  const value = v6 ? parseV6(address) : parseV4(address);
  if (value === null) return null;
  const bits = v6 ? 128 : 32;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return null;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return null;
  const hostBits = BigInt(bits - length);
  const low = (value >> hostBits) << hostBits;
  const high = low + (1n << hostBits) - 1n;
  return v6 ? [low + V6_START, high + V6_START] : [low, high];
}

function parseV4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? "");
  const tail = halves.length === 2 ? groups(halves[1] ?? "") : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array<bigint>(halves.length === 2 ? missing : 0).fill(0n), ...tail].reduce(
    (value, group) => (value << 16n) + group,
    0n,
  );
}

function groups(text: string): bigint[] | null {
  if (text === "") return [];
  const result: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (part.includes(".") && index === parts.length - 1) {
      const v4 = parseV4(part);
      if (v4 === null) return null;
      result.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) result.push(BigInt(`0x${part}`));
    else return null;
  }
  return result;
}

/** An address on the axis, as text. */
export function formatAddress(value: bigint): string {
  if (value <= V4_END) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  }
  const address = value - V6_START;
  const parts = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  );
  const text = parts.join(":");
  const zeros = [...text.matchAll(/\b0(?::0)+\b/g)].toSorted((a, b) => b[0].length - a[0].length)[0];
  if (zeros === undefined) return text;
  return `${text.slice(0, zeros.index).replace(/:$/, "")}::${text.slice(zeros.index + zeros[0].length).replace(/^:/, "")}`;
}

/** The smallest list of CIDR blocks that holds exactly `ranges`. */
export function toCidrs(ranges: Ranges): readonly string[] {
  const result: string[] = [];
  for (const [start, end] of splitFamilies(ranges)) {
    const [base, bits] = start <= V4_END ? [0n, 32] : [V6_START, 128];
    let low = start - base;
    const high = end - base;
    while (low <= high) {
      let size = 0;
      while (size < bits && (low >> BigInt(size)) % 2n === 0n && low + (1n << BigInt(size + 1)) - 1n <= high)
        size += 1;
      const address = formatAddress(low + base);
      result.push(size === 0 ? address : `${address}/${bits - size}`);
      low += 1n << BigInt(size);
    }
  }
  return result;
}

function splitFamilies(ranges: Ranges): Ranges {
  return ranges.flatMap(([low, high]): Interval[] =>
    low <= V4_END && high > V4_END
      ? [
          [low, V4_END],
          [V6_START, high],
        ]
      : [[low, high]],
  );
}
