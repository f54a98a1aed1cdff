import { describe, expect, test } from "vitest";
import { fitted, inSight, moved, overflowsVertically, toPicture, zoomed } from "./viewport.js";

const size = { w: 1000, h: 700 };
const small = { left: -200, top: -100, right: 200, bottom: 100 };
const large = { left: 0, top: 0, right: 4000, bottom: 3000 };

describe("the view of a picture", () => {
  test("keeps what is under the pointer there while the zoom changes", () => {
    const at = { x: 300, y: 120 };
    const before = { zoom: 0.8, x: 40, y: -70 };
    const after = zoomed(before, 1.3, at);
    expect(after.zoom).toBe(1.3);
    expect(toPicture(after, at).x).toBeCloseTo(toPicture(before, at).x);
    expect(toPicture(after, at).y).toBeCloseTo(toPicture(before, at).y);
  });

  test("does not zoom beyond what can be used", () => {
    const view = { zoom: 1, x: 0, y: 0 };
    expect(zoomed(view, 9, { x: 0, y: 0 }).zoom).toBe(2);
    expect(zoomed(view, 0.01, { x: 0, y: 0 }).zoom).toBe(0.2);
    expect(zoomed({ ...view, zoom: 2 }, 3, { x: 500, y: 0 })).toEqual({ ...view, zoom: 2 });
  });

  test("has a small picture whole and in the middle, left of the controls, and hardly enlarged", () => {
    const view = fitted(small, size, null)!;
    expect(view.zoom).toBe(1.1);
    const middle = toPicture(view, { x: 24 + (1000 - 24 - 62) / 2, y: 350 });
    expect([middle.x, middle.y]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
  });

  test("has as much of a picture as can be read, from its left and top when nothing matters more", () => {
    const view = fitted(large, size, null)!;
    expect(view.zoom).toBe(0.7);
    expect(toPicture(view, { x: 24, y: 24 })).toEqual({ x: expect.closeTo(0), y: expect.closeTo(0) });
  });

  test("keeps the anchor of a large picture in the middle, but shows no emptiness beyond an edge", () => {
    const inside = fitted(large, size, { x: 2000, y: 1500 })!;
    expect(toPicture(inside, { x: 24 + 457, y: 350 })).toEqual({
      x: expect.closeTo(2000),
      y: expect.closeTo(1500),
    });
    const corner = fitted(large, size, { x: 3990, y: 2990 })!;
    expect(toPicture(corner, { x: 1000 - 62, y: 700 - 24 })).toEqual({
      x: expect.closeTo(4000),
      y: expect.closeTo(3000),
    });
  });

  test("is left alone while there is no room to draw in", () => {
    expect(fitted(small, { w: 0, h: 0 }, null)).toBeNull();
  });

  test("never loses the picture, however far it is moved", () => {
    for (const [dx, dy] of [
      [1e5, 0],
      [-1e5, 0],
      [0, 1e5],
      [0, -1e5],
    ] as const) {
      const view = inSight(moved({ zoom: 1, x: 0, y: 0 }, dx, dy), large, size);
      const [from, to] = [toPicture(view, { x: 0, y: 0 }), toPicture(view, { x: size.w, y: size.h })];
      expect(from.x).toBeLessThan(large.right);
      expect(from.y).toBeLessThan(large.bottom);
      expect(to.x).toBeGreaterThan(large.left);
      expect(to.y).toBeGreaterThan(large.top);
    }
  });

  test("knows whether there is more above or below", () => {
    expect(overflowsVertically(fitted(small, size, null)!, small, size)).toBe(false);
    expect(overflowsVertically(fitted(large, size, null)!, large, size)).toBe(true);
  });
});
