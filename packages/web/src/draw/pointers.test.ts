import { describe, expect, test } from "vitest";
import { Pointers } from "./pointers.js";

describe("pointers on a picture", () => {
  test("click when they hardly move, a finger more freely than a mouse", () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 10, y: 10 }, "mouse");
    expect(pointers.move(1, { x: 12, y: 12 })).toBeNull();
    expect(pointers.up(1, { x: 12, y: 12 })).toEqual({ kind: "click", at: { x: 12, y: 12 } });
    pointers.down(2, { x: 10, y: 10 }, "touch");
    expect(pointers.move(2, { x: 16, y: 10 })).toBeNull();
    expect(pointers.up(2, { x: 16, y: 10 })?.kind).toBe("click");
  });

  test("move the picture by all that they moved, and then do not click", () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 10, y: 10 }, "mouse");
    expect(pointers.move(1, { x: 13, y: 10 })).toBeNull();
    expect(pointers.move(1, { x: 16, y: 11 })).toEqual({ kind: "move", dx: 6, dy: 1 });
    expect(pointers.move(1, { x: 10, y: 10 })).toEqual({ kind: "move", dx: -6, dy: -1 });
    expect(pointers.up(1, { x: 10, y: 10 })).toBeNull();
  });

  test("pinch about the middle between them, and move on with the one that stays", () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 0, y: 0 }, "touch");
    pointers.down(2, { x: 100, y: 0 }, "touch");
    expect(pointers.move(2, { x: 200, y: 0 })).toEqual({
      kind: "pinch",
      factor: 2,
      at: { x: 100, y: 0 },
      dx: 50,
      dy: 0,
    });
    expect(pointers.up(2, { x: 200, y: 0 })).toBeNull();
    expect(pointers.move(1, { x: 3, y: 4 })).toEqual({ kind: "move", dx: 3, dy: 4 });
    expect(pointers.up(1, { x: 3, y: 4 })).toBeNull();
    expect(pointers.active).toBe(false);
  });

  test("are forgotten when the browser takes them to scroll the page", () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 0, y: 0 }, "touch");
    pointers.cancel(1);
    expect(pointers.move(1, { x: 50, y: 0 })).toBeNull();
    expect(pointers.up(1, { x: 50, y: 0 })).toBeNull();
  });
});
