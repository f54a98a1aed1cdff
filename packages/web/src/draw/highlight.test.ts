import { expect, test } from "vitest";
import { cardAt, drawnPicture, lineAlong } from "../testing/drawn.js";
import { estimate } from "./font.js";
import { highlightOf } from "./highlight.js";
import { sceneOf } from "./make-scene.js";
import { palettes } from "./palette.js";

const points = [
  { x: 0, y: 0 },
  { x: 300, y: 0 },
];
const scene = sceneOf(
  drawnPicture(
    ["a", "b", "c", "d"].map((key, i) => cardAt(key, { x: i * 300, y: 0 })),
    [lineAlong("a", "b", points), lineAlong("b", "c", points)],
  ),
  palettes.light,
  estimate,
);

test("pointing at a card dims all but its lines and their ends", () => {
  const highlight = highlightOf(scene, "a");
  expect(highlight?.dim).toBe(true);
  expect([...highlight!.lines]).toEqual(["a b"]);
  expect([...highlight!.cards].sort()).toEqual(["a", "b"]);
});

test("pointing at a card without lines, or at a line, dims nothing", () => {
  expect(highlightOf(scene, "d")).toMatchObject({ dim: false, card: "d" });
  expect(highlightOf(scene, "b c")).toMatchObject({ dim: false, card: null, lines: new Set(["b c"]) });
});

test("a key that is not in the picture, as it may come from a list, changes nothing", () => {
  expect(highlightOf(scene, "gone")).toBeNull();
  expect(highlightOf(scene, null)).toBeNull();
});
