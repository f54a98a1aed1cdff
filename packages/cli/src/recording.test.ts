import { expect, test } from "vitest";
import { Recording } from "./recording.js";

test("a recording keeps the pieces in their order, as long as they are not too long together", () => {
  const recording = new Recording(5);
  recording.add({ stream: "stdout", text: "abc" });
  recording.add({ stream: "stderr", text: "de" });
  expect(recording.pieces).toEqual([
    { stream: "stdout", text: "abc" },
    { stream: "stderr", text: "de" },
  ]);
  recording.add({ stream: "stdout", text: "f" });
  expect(recording.pieces).toBeNull();
  recording.add({ stream: "stdout", text: "" });
  expect(recording.pieces).toBeNull();
});
