import { describe, expect, test } from "vitest";
import { sample } from "../layout/curve.js";
import { cardAt, drawnPicture, lineAlong } from "../testing/drawn.js";
import { shown } from "../text.js";
import { estimate } from "./font.js";
import { sceneOf } from "./make-scene.js";
import { palettes } from "./palette.js";

const bent = [
  { x: 100, y: 0 },
  { x: 200, y: 0 },
  { x: 260, y: 300 },
  { x: 400, y: 300 },
];

function line(extra: Parameters<typeof lineAlong>[3] = {}, points = bent) {
  const picture = drawnPicture([cardAt("a", { x: 0, y: 0 })], [lineAlong("a", "b", points, extra)]);
  return sceneOf(picture, palettes.light, estimate).lines[0]!;
}

function numbers(path: string): number[] {
  return Array.from(path.matchAll(/-?\d+(?:\.\d+)?/g), ([text]) => Number(text));
}

describe("the line in a scene", () => {
  test("ends within its arrow head, whose tip is where it leads", () => {
    const { path, head } = line();
    expect(numbers(head).slice(0, 2)).toEqual([400, 300]);
    const [x, y] = numbers(path).slice(-2) as [number, number];
    const behind = Math.hypot(400 - x, 300 - y);
    expect(behind).toBeGreaterThan(4);
    expect(behind).toBeLessThan(9);
  });

  test("has another head and other dashes for each verdict, so that colour is not needed", () => {
    const look = (style: "allowed" | "conditional" | "indirect" | "denied") => {
      const { head, stroke } = line({ style });
      return `${numbers(head).length / 2} corners, dashes ${stroke.dash.join(" ")}`;
    };
    const looks = (["allowed", "conditional", "indirect", "denied"] as const).map(look);
    expect(new Set(looks).size).toBe(4);
  });

  test("is pointed at where it is drawn: its pieces stay on the curve", () => {
    const { flat } = line();
    for (const point of sample(bent, 60)) {
      const near = Math.min(
        ...flat.slice(1).map((end, i) => {
          const start = flat[i]!;
          const [dx, dy] = [end.x - start.x, end.y - start.y];
          const t = Math.min(
            1,
            Math.max(0, ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)),
          );
          return Math.hypot(point.x - start.x - dx * t, point.y - start.y - dy * t);
        }),
      );
      expect(near).toBeLessThan(0.6);
    }
  });

  test("survives a course that goes nowhere", () => {
    const { path, head } = line({}, [
      { x: 5, y: 5 },
      { x: 5, y: 5 },
    ]);
    expect(`${path}${head}`).not.toMatch(/NaN|Infinity/);
  });

  test("is drawn last when it is on the path that is looked at", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 9, y: 9 },
    ];
    const lines = [lineAlong("a", "b", points, { hot: true }), lineAlong("b", "c", points)];
    const scene = sceneOf(drawnPicture([], lines), palettes.dark, estimate);
    expect(scene.lines.map((one) => one.key)).toEqual(["b c", "a b"]);
    expect(scene.lines[1]!.stroke).toMatchObject({ colour: palettes.dark.hot, width: 3 });
  });
});

describe("the card in a scene", () => {
  const words = (extra: Parameters<typeof cardAt>[2]) => {
    const scene = sceneOf(drawnPicture([cardAt("a", { x: 0, y: 0 }, extra)], []), palettes.light, estimate);
    return scene.cards[0]!;
  };

  test("keeps its words inside, however long they are", () => {
    const long = shown("x".repeat(10_000));
    for (const extra of [
      { title: long, subtitle: long },
      { title: long, subtitle: long, admin: true },
    ]) {
      const card = words(extra);
      for (const { x, width } of card.words) expect(x + width).toBeLessThanOrEqual(100 - 8 + 0.5);
    }
  });

  test("has a star of its own colour before the name of an administrator", () => {
    const [star, title] = words({ admin: true }).words;
    expect(star).toMatchObject({ text: "★ ", colour: palettes.light.admin });
    expect(title!.x).toBeGreaterThanOrEqual(star!.x + star!.width);
  });
});

test("a scene's bounds hold what is drawn, not the control points of its curves", () => {
  const lines = [
    lineAlong("a", "b", [
      { x: 100, y: 0 },
      { x: 500, y: 0 },
      { x: 500, y: 200 },
      { x: 100, y: 200 },
    ]),
  ];
  const { bounds } = sceneOf(drawnPicture([cardAt("a", { x: 0, y: 0 })], lines), palettes.light, estimate);
  expect(bounds.left).toBe(-100);
  expect(bounds.right).toBeGreaterThan(300);
  expect(bounds.right).toBeLessThanOrEqual(500);
});
