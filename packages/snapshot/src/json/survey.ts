// Deeper than any policy or response of AWS.
const depthMax = 100;

/** What a walk over a parsed JSON value tells of it. */
export interface Survey {
  /** How many keys its objects have; too few where it is not safe. */
  readonly keyCount: number;
  /** It nests at most a hundred levels deep and has no key `__proto__`. */
  readonly safe: boolean;
}

/** Looks at every object in `value` once. */
export function surveyJson(value: unknown): Survey {
  const keyCount = typeof value === "object" && value !== null ? countKeys(value, depthMax) : 0;
  return { keyCount: Math.max(keyCount, 0), safe: keyCount >= 0 };
}

/** The number of keys; negative where the value is not safe. */
function countKeys(value: object, depthLeft: number): number {
  if (depthLeft === 0) return Number.NEGATIVE_INFINITY;
  let count = 0;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      const element: unknown = value[at];
      if (typeof element === "object" && element !== null) count += countKeys(element, depthLeft - 1);
    }
    return count;
  }
  for (const key in value) {
    if (key === "__proto__") return Number.NEGATIVE_INFINITY;
    count += 1;
    const field: unknown = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof field === "object" && field !== null) count += countKeys(field, depthLeft - 1);
  }
  return count;
}

const doubleQuote = 0x22;
const backslash = 0x5c;

/**
 * How many keys `text`, which must be JSON, has at most: each colon that follows a closing quote counts.
 *
 * Never too few. Too many where a text starts with a colon, since its opening quote looks like a closing one.
 */
export function keyCountMax(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    let character = text.charCodeAt(before);
    while (character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09) {
      before -= 1;
      character = text.charCodeAt(before);
    }
    if (character === doubleQuote && !isEscaped(text, before)) count += 1;
  }
  return count;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}
