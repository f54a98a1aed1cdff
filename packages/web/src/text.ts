// Names, tags and descriptions come from whoever wrote them. They are only ever set as text, and this file makes
// sure that the text also looks like what it is.

declare const shownBrand: unique symbol;

/** Text that is safe to look at: nothing in it is invisible or turns the reading direction. Made by `shown` alone. */
export type Shown = string & { readonly [shownBrand]: true };

// Controls, formats (bidi, zero width, tags), line and paragraph separators, lone surrogates, private use, variation selectors.
const deceptive =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]|\u034f|[\u180b-\u180e]|[\ufe00-\ufe0f]/gu;
const marksFlood = /(\p{M}{4})\p{M}+/gu;

function reveal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/**
 * The text with every control, bidi, zero-width and format character spelled out (`␛`, `⟨U+202E⟩`), so that it
 * can neither hide something nor make something else look like it. Stacks of combining marks are cut to four.
 */
export function shown(text: string): Shown {
  return text.replace(deceptive, reveal).replace(marksFlood, "$1") as Shown;
}

/** Texts below each other, each made safe by `shown`; empty ones are left out. */
export function shownLines(...texts: readonly string[]): Shown {
  return texts
    .filter((text) => text !== "")
    .map(shown)
    .join("\n") as Shown;
}

/** The text with its middle left out when it is longer than `charactersMax`: both ends of a name tell it apart. */
export function middle(text: Shown, charactersMax: number): Shown {
  // Cut by UTF-16 first: splitting a text of a million characters to show forty of them would be waste.
  if (text.length <= charactersMax) return text;
  const points = Array.from(
    text.length > charactersMax * 4
      ? text.slice(0, charactersMax * 2) + text.slice(-charactersMax * 2)
      : text,
  );
  if (points.length <= charactersMax) return text;
  const head = Math.ceil((charactersMax - 1) / 2);
  const tail = Math.floor((charactersMax - 1) / 2);
  return `${points.slice(0, head).join("")}…${tail > 0 ? points.slice(-tail).join("") : ""}` as Shown;
}

/** The longest middle-cut form of `text` that `measure` finds no wider than `width`. */
export function fitMiddle(text: Shown, width: number, measure: (text: string) => number): Shown {
  const start = middle(text, 400);
  if (measure(start) <= width) return start;
  let low = 1;
  let high = Math.min(400, start.length);
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (measure(middle(start, half)) <= width) low = half;
    else high = half - 1;
  }
  return middle(start, low);
}

/** A text for a `title` attribute: whole up to 2,000 characters, then cut and saying so. */
export function titleText(text: Shown): Shown {
  if (text.length <= 2000) return text;
  return `${middle(text, 2000)} (${text.length.toLocaleString("en")} characters)` as Shown;
}

/** `1 hop`, `3 hops`: a count with its noun, the plural regular unless given. */
export function counted(count: number, noun: string, plural = `${noun}s`): Shown {
  return shown(`${count.toLocaleString("en")} ${count === 1 ? noun : plural}`);
}

/** A clause with a capital, unless it begins with what may be a name, which keeps its case. */
export function capital(text: string): Shown {
  return shown(/^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);
}

/** A clause as a sentence: with a capital and a full stop. */
export function sentence(text: string): Shown {
  const trimmed = text.trim();
  if (trimmed === "") return shown("");
  return capital(/[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`);
}

/** Seconds as a person says them: `1 h`, `12 h`, `15 min`. */
export function duration(seconds: number): Shown {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return shown(`${minutes} min`);
  return shown(
    minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  );
}
