/** A key that stands twice in one object; JSON.parse would keep the last value without a word. */
export interface RepeatedKey {
  readonly key: string;
  /** Where the object stands. */
  readonly steps: readonly (string | number)[];
}

interface Frame {
  /** Null for a list. */
  keys: string[] | Set<string> | null;
  /** Index or key of the value being read. */
  step: number | string;
}

// A list is the faster set while it is short.
const listedKeysMax = 16;

/** Every key that repeats one in the same object. `text` must be JSON that JSON.parse accepts. */
export function findRepeatedKeys(text: string): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: Frame[] = [];
  let top: Frame | undefined;
  let keyComes = false;
  let at = 0;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at);
        if (keyComes && top !== undefined) {
          const key = unescaped(text, at, end);
          if (noteKey(top, key)) found.push({ key, steps: open.slice(0, -1).map(({ step }) => step) });
          keyComes = false;
        }
        at = end;
        break;
      }
      case 0x7b:
        top = { keys: [], step: "" };
        open.push(top);
        keyComes = true;
        break;
      case 0x5b:
        top = { keys: null, step: 0 };
        open.push(top);
        keyComes = false;
        break;
      case 0x7d:
      case 0x5d:
        open.pop();
        top = open.at(-1);
        keyComes = false;
        break;
      case 0x2c:
        if (typeof top?.step === "number") top.step += 1;
        else keyComes = true;
        break;
    }
    at += 1;
  }
  return found;
}

/** Where the string that starts at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return quote;
  }
}

function unescaped(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes("\\") ? String(JSON.parse(text.slice(start, end + 1))) : raw;
}

/** Takes note of a key; true where it was there already. */
function noteKey(frame: Frame, key: string): boolean {
  frame.step = key;
  const { keys } = frame;
  if (keys === null) return false;
  if (keys instanceof Set) {
    if (keys.has(key)) return true;
    keys.add(key);
    return false;
  }
  if (keys.includes(key)) return true;
  keys.push(key);
  if (keys.length === listedKeysMax) frame.keys = new Set(keys);
  return false;
}
