import { describe, expect, test } from "vitest";
import { sCurve } from "../layout/curve.js";
import { cardAt, drawnPicture, lineAlong } from "../testing/drawn.js";
import { shown } from "../text.js";
import { estimate } from "./font.js";
import { sceneOf } from "./make-scene.js";
import { palettes } from "./palette.js";
import { SceneIndex } from "./scene-index.js";

function indexOf(...parts: Parameters<typeof drawnPicture>): SceneIndex {
  return new SceneIndex(sceneOf(drawnPicture(...parts), palettes.light, estimate));
}

const cards = [cardAt("a", { x: 0, y: 0 }), cardAt("b", { x: 1000, y: 400 })];
const curve = lineAlong("a", "b", sCurve({ x: 100, y: 0 }, { x: 900, y: 400 }, "horizontal"));

describe("what is under the pointer", () => {
  test("is a card up to its edge", () => {
    const index = indexOf(cards, []);
    expect(index.at({ x: 99, y: 24 }, 5)).toEqual({ kind: "card", key: "a" });
    expect(index.at({ x: 101, y: 0 }, 0.5)).toBeNull();
  });

  test("is a line where its curve runs, not where its ends are joined", () => {
    const index = indexOf(cards, [curve]);
    // The curve is still near the height of its start where the straight line is 30 px lower.
    expect(index.at({ x: 160, y: 3 }, 5)).toEqual({ kind: "line", key: "a b" });
    expect(index.at({ x: 260, y: 80 }, 5)).toBeNull();
    expect(index.at({ x: 500, y: 203 }, 6)).toEqual({ kind: "line", key: "a b" });
  });

  test("is the nearest of two lines, and the one on top when they are as near", () => {
    const level = (key: string, y: number) =>
      lineAlong("a", key, [
        { x: 100, y },
        { x: 900, y },
      ]);
    const index = indexOf(cards, [level("b", 0), level("c", 8), level("d", 8)]);
    expect(index.at({ x: 500, y: 1 }, 6)).toEqual({ kind: "line", key: "a b" });
    expect(index.at({ x: 500, y: 7 }, 6)).toEqual({ kind: "line", key: "a d" });
  });

  test("is the line whose words they are", () => {
    const index = indexOf(cards, [{ ...curve, label: shown("if MFA") }]);
    expect(index.at({ x: 475, y: 194 }, 0)).toEqual({ kind: "line", key: "a b" });
  });

  test("is a card rather than a line that ends on it", () => {
    expect(indexOf(cards, [curve]).at({ x: 99, y: 0 }, 5)).toEqual({ kind: "card", key: "a" });
  });

  test("is nothing far outside", () => {
    expect(indexOf(cards, [curve]).at({ x: -1e6, y: 1e6 }, 5)).toBeNull();
    expect(indexOf([], []).at({ x: 0, y: 0 }, 5)).toBeNull();
  });
});

describe("what is in sight", () => {
  const many = Array.from({ length: 400 }, (_, i) =>
    cardAt(`k${i}`, { x: (i % 20) * 300, y: Math.floor(i / 20) * 70 }),
  );
  const lines = many.slice(1).map((card, i) =>
    lineAlong(`k${i}`, card.key, [
      { x: many[i]!.x, y: many[i]!.y },
      { x: card.x, y: card.y },
    ]),
  );
  const index = indexOf(many, lines);

  test("has every card and line that lies there, in the order in which they are drawn", () => {
    const bounds = { left: 1000, top: 200, right: 1900, bottom: 560 };
    const found = index.within(bounds);
    const keys = found.cards.map((card) => card.key);
    const expected = many
      .filter((card) => Math.abs(card.x - 1450) < 550 && Math.abs(card.y - 380) < 205)
      .map((card) => card.key);
    expect(expected.length).toBeGreaterThan(10);
    expect(keys).toEqual(expect.arrayContaining(expected));
    expect(keys).toEqual(many.map((card) => card.key).filter((key) => keys.includes(key)));
    expect(found.lines.map((line) => line.key)).toContain("k64 k65");
  });

  test("leaves out what is far away", () => {
    const found = index.within({ left: 0, top: 0, right: 300, bottom: 70 });
    expect(found.cards.length).toBeLessThan(12);
    expect(found.lines.length).toBeLessThan(20);
  });
});
