import { describe, expect, test } from "vitest";
import { counted, duration, fitMiddle, middle, sentence, shown, shownLines, titleText } from "./text.js";

describe("text that is safe to look at", () => {
  test("spells out controls, bidi, zero-width and tag characters", () => {
    expect(shown("a\u001b[31mb")).toBe("a␛[31mb");
    expect(shown("role\u202Egnp.exe")).toBe("role⟨U+202E⟩gnp.exe");
    expect(shown("ad\u200bmin")).toBe("ad⟨U+200B⟩min");
    expect(shown("x\u0000y\u007f")).toBe("x␀y␡");
    expect(shown("line\u2028break")).toBe("line⟨U+2028⟩break");
    expect(shown("\u{e0041}")).toBe("⟨U+E0041⟩");
    expect(shown("a\ud800b")).toBe("a⟨U+D800⟩b");
  });

  test("stands on lines that it cannot add to", () => {
    expect(shownLines("a\nfake line", "", "b")).toBe("a␊fake line\nb");
  });

  test("leaves ordinary text of any script as it is", () => {
    for (const text of [
      "Deploy",
      "münchen-prüfer",
      "開発",
      "роль",
      "</script><b>",
      "'; DROP",
      "👩‍".slice(0, 2),
    ]) {
      expect(shown(text)).toBe(text);
    }
  });

  test("cuts stacks of combining marks, which would run over other lines", () => {
    expect(shown(`a${"\u0301".repeat(50)}`)).toBe(`a${"\u0301".repeat(4)}`);
  });
});

describe("a text cut in its middle", () => {
  test("keeps both ends and the given length", () => {
    expect(middle(shown("OrganizationAccountAccessRole"), 11)).toBe("Organ…sRole");
    expect(middle(shown("short"), 11)).toBe("short");
    expect(Array.from(middle(shown("x".repeat(10_000)), 40))).toHaveLength(40);
  });

  test("never splits a character", () => {
    const cut = middle(shown("😀".repeat(100)), 9);
    expect(cut).toBe(`${"😀".repeat(4)}…${"😀".repeat(4)}`);
  });

  test("is the longest that fits the width", () => {
    const measure = (text: string) => Array.from(text).length * 10;
    expect(fitMiddle(shown("abcdefghij"), 100, measure)).toBe("abcdefghij");
    expect(fitMiddle(shown("abcdefghijk"), 100, measure)).toBe("abcde…hijk");
    expect(fitMiddle(shown("abc"), 0, measure)).toBe("…");
  });

  test("says in its title how long the whole is when that is too long to show", () => {
    expect(titleText(shown("name"))).toBe("name");
    expect(titleText(shown("x".repeat(10_000)))).toContain("(10,000 characters)");
  });
});

describe("words for numbers and clauses", () => {
  test("count with the right noun", () => {
    expect(counted(1, "hop")).toBe("1 hop");
    expect(counted(2400, "hop")).toBe("2,400 hops");
    expect(counted(2, "entry", "entries")).toBe("2 entries");
  });

  test("give durations as people say them", () => {
    expect(duration(900)).toBe("15 min");
    expect(duration(3600)).toBe("1 h");
    expect(duration(5400)).toBe("1 h 30 min");
  });

  test("make a clause a sentence, and keep the case of a name", () => {
    expect(sentence("the trust policy allows it")).toBe("The trust policy allows it.");
    expect(sentence("gha-release can become deploy-web")).toBe("gha-release can become deploy-web.");
    expect(sentence("Done.")).toBe("Done.");
    expect(sentence("")).toBe("");
  });
});
