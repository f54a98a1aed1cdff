/** A JSON value with parts. */
type Compound = object;

// Values whose digests are alike by chance are few; more of them are somebody's doing, and are kept apart.
const alikeMax = 8;
const textSlots = 4096;

/** Keeps one copy of values that are equal, key order included. */
export class Interner {
  readonly #byDigest = new Map<number, Compound[]>();
  readonly #texts = new Array<string>(textSlots).fill("");

  /** The first value that was equal to `value`, or itself. Safe JSON only: see `surveyJson`. */
  share<Value extends Compound>(value: Value): Value {
    const digest = digestOf(value);
    const alike = this.#byDigest.get(digest);
    if (alike === undefined) {
      this.#byDigest.set(digest, [value]);
      return value;
    }
    // Equal JSON has the same type.
    for (const known of alike) if (isSameJson(known, value)) return known as Value;
    if (alike.length < alikeMax) alike.push(value);
    return value;
  }

  /** `value` with its parts shared, innermost first, and itself. Changes the parts in place. */
  shareWithin<Value extends Compound>(value: Value): Value {
    const parts = value as Record<string, unknown>;
    for (const key in parts) {
      const part = parts[key];
      if (typeof part !== "object" || part === null) continue;
      const shared = this.shareWithin(part);
      if (shared !== part) parts[key] = shared;
    }
    return this.share(value);
  }

  /** The last equal text that was met, as far as it is remembered: the newest few thousand are. */
  shareText(text: string): string {
    // V8 and others keep short texts once by themselves.
    if (text.length <= 10) return text;
    const slot = digestOfText(text) & (textSlots - 1);
    const known = this.#texts[slot];
    if (known === text) return known;
    this.#texts[slot] = text;
    return text;
  }
}

/** The same 32-bit number for equal values. */
function digestOf(value: unknown): number {
  if (typeof value === "string") return digestOfText(value);
  if (typeof value === "number") return value | 0;
  if (typeof value !== "object" || value === null) return value === null ? 1 : value === true ? 2 : 3;
  let digest = 17;
  if (Array.isArray(value)) {
    digest = 19 + value.length;
    for (let at = 0; at < value.length; at += 1) digest = (Math.imul(digest, 31) + digestOf(value[at])) | 0;
    return digest;
  }
  for (const key in value) {
    digest = Math.imul(digest, 31) + key.length;
    digest = (Math.imul(digest, 31) + digestOf((value as Readonly<Record<string, unknown>>)[key])) | 0;
  }
  return digest;
}

const textHeadLength = 96;

function digestOfText(text: string): number {
  const { length } = text;
  let digest = length;
  const head = Math.min(length, textHeadLength);
  for (let at = 0; at < head; at += 1) digest = (Math.imul(digest, 31) + text.charCodeAt(at)) | 0;
  // Of a long text, some characters more.
  const step = 1 + ((length - head) >> 5);
  for (let at = head; at < length; at += step) digest = (Math.imul(digest, 31) + text.charCodeAt(at)) | 0;
  return digest;
}

function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at += 1) if (!isSameJson(a[at], b[at])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(b);
  const [first, second] = [a, b] as Readonly<Record<string, unknown>>[];
  let at = 0;
  for (const key in a) {
    if (keys[at] !== key || !isSameJson(first?.[key], second?.[key])) return false;
    at += 1;
  }
  return at === keys.length;
}
