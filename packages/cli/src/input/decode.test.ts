import { expect, test } from "vitest";
import { ByteBudget, textOf } from "./decode.js";

test("the text of a file of any length is all of it", async () => {
  for (const length of [0, 1, 999_999, 1_000_000, 1_000_001, 2_500_000]) {
    const text = Array.from({ length }, (_, at) => String.fromCharCode(0x30 + (at % 71))).join("");
    expect((await textOf("a.json", Buffer.from(text), new ByteBudget())) === text).toBe(true);
  }
});
