/** A JSON value with parts. */
type Compound = object;
type Parts = Record<string | number, unknown>;

// Values whose digests are alike by chance are few; more of them are somebody's doing, and are kept apart.
const alikeMax = 8;
const textSlots = 8192;

/** Keeps one copy of values that are equal, key order included. Only for safe JSON: see `surveyJson`. */
export class Interner {
  // A hash table with open addressing: a Map of lists would weigh more than what it saves.
  #digests = new Int32Array(1024);
  #values: (Compound | undefined)[] = new Array(1024);
  #count = 0;
  #newDocuments = 0;
  readonly #texts = new Array<string>(textSlots).fill("");

  /** The first value that was equal to `value`, or itself. */
  share<Value extends Compound>(value: Value): Value {
    const digest = digestOf(value);
    const mask = this.#values.length - 1;
    let slot = slotOf(digest) & mask;
    let alike = 0;
    for (;;) {
      const known = this.#values[slot];
      if (known === undefined) break;
      if (this.#digests[slot] === digest) {
        // Equal JSON has the same type.
        if (isSameJson(known, value)) return known as Value;
        alike += 1;
      }
      slot = (slot + 1) & mask;
    }
    if (alike < alikeMax) this.#add(slot, digest, value);
    return value;
  }

  /** How many documents were met that none was equal to: what holds such a one is equal to nothing met before. */
  get newDocuments(): number {
    return this.#newDocuments;
  }

  /** The first document that was equal to `document`, or itself with its lists of texts (actions, mostly) shared. */
  shareDocument<Value extends Compound>(document: Value): Value {
    const shared = this.share(document);
    if (shared === document) {
      this.#newDocuments += 1;
      this.#shareLists(document as Parts);
    }
    return shared;
  }

  /** `value` with the policy documents in it shared, wherever they stand. Changes its parts in place. */
  shareDocumentsIn<Value extends Compound>(value: Value): Value {
    if (Object.hasOwn(value, "Statement")) return this.shareDocument(value);
    const parts = value as Parts;
    for (const key in parts) {
      const part = parts[key];
      if (typeof part !== "object" || part === null) continue;
      const shared = this.shareDocumentsIn(part);
      if (shared !== part) parts[key] = shared;
    }
    return value;
  }

  /** The last equal text that was met, as far as it is remembered: the newest few thousand are. */
  shareText(text: string): string {
    // V8 and others keep short texts once by themselves.
    if (text.length <= 10) return text;
    const slot = slotOf(digestOfText(text)) & (textSlots - 1);
    const known = this.#texts[slot];
    if (known === text) return known;
    this.#texts[slot] = text;
    return text;
  }

  #shareLists(parts: Parts): void {
    for (const key in parts) {
      const part = parts[key];
      if (typeof part !== "object" || part === null) continue;
      if (!Array.isArray(part) || typeof part[0] !== "string") this.#shareLists(part as Parts);
      else if (part.length > 1) {
        const shared = this.share(part);
        if (shared !== part) parts[key] = shared;
      }
    }
  }

  #add(slot: number, digest: number, value: Compound): void {
    this.#values[slot] = value;
    this.#digests[slot] = digest;
    this.#count += 1;
    if (this.#count * 2 > this.#values.length) this.#grow();
  }

  #grow(): void {
    const [digests, values] = [this.#digests, this.#values];
    const length = values.length * 2;
    this.#digests = new Int32Array(length);
    this.#values = new Array(length);
    for (const [at, value] of values.entries()) {
      if (value === undefined) continue;
      const digest = digests[at] ?? 0;
      let slot = slotOf(digest) & (length - 1);
      while (this.#values[slot] !== undefined) slot = (slot + 1) & (length - 1);
      this.#values[slot] = value;
      this.#digests[slot] = digest;
    }
  }
}

// A long list is told by some of its elements, and a long text by its ends: digests need not differ, only mostly do.
const sampledElements = 8;
const textEnd = 32;

/** The same 32-bit number for equal values. */
function digestOf(value: unknown): number {
  if (typeof value === "string") return digestOfText(value);
  if (typeof value === "number") return value | 0;
  if (typeof value !== "object" || value === null) return value === null ? 1 : value === true ? 2 : 3;
  if (Array.isArray(value)) return digestOfList(value);
  let digest = 17;
  for (const key in value) {
    digest = Math.imul(digest, 31) + key.length;
    digest = (Math.imul(digest, 31) + digestOf((value as Parts)[key])) | 0;
  }
  return digest;
}

function digestOfList(list: readonly unknown[]): number {
  const { length } = list;
  let digest = 19 + length;
  const step = 1 + Math.trunc((length - 1) / sampledElements);
  for (let at = 0; at < length; at += step) digest = (Math.imul(digest, 31) + digestOf(list[at])) | 0;
  return digest;
}

function digestOfText(text: string): number {
  const { length } = text;
  let digest = length;
  const head = Math.min(length, textEnd);
  for (let at = 0; at < head; at += 1) digest = (Math.imul(digest, 31) + text.charCodeAt(at)) | 0;
  for (let at = Math.max(head, length - textEnd); at < length; at += 1)
    digest = (Math.imul(digest, 31) + text.charCodeAt(at)) | 0;
  return digest;
}

/** Spreads digests that differ little over the slots of a table. */
function slotOf(digest: number): number {
  const mixed = Math.imul(digest ^ (digest >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 12);
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
  let at = 0;
  for (const key in a) {
    if (keys[at] !== key || !isSameJson((a as Parts)[key], (b as Parts)[key])) return false;
    at += 1;
  }
  return at === keys.length;
}
