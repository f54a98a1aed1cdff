/** An address as a number, with its family; or null when the text is none. */
export function parseAddress(text: string): { readonly bits: 32 | 128; readonly value: bigint } | null {
  if (text.includes(":")) {
    const value = parseIpv6(text);
    return value === null ? null : { bits: 128, value };
  }
  const value = parseIpv4(text);
  return value === null ? null : { bits: 32, value };
}

/** Whether the address lies in the block; a block without a prefix is one host; another family never matches (3.1). */
export function addressInBlock(address: string, block: string): boolean {
  const [base = "", prefix] = block.split("/");
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (wanted === null || given === null || wanted.bits !== given.bits) return false;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return false;
  const length = prefix === undefined ? wanted.bits : Number(prefix);
  if (length > wanted.bits) return false;
  const shift = BigInt(wanted.bits - length);
  return wanted.value >> shift === given.value >> shift;
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - groups.flat().length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...groups[0]!, ...Array<string>(missing).fill("0"), ...(groups[1] ?? [])];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}
