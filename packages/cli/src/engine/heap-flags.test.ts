import { expect, test } from "vitest";
import { heapFlags, type Room } from "./heap-flags.js";

const gigabyte = 1024 ** 3;
const room: Room = {
  inputBytes: gigabyte,
  memoryBytes: 16 * gigabyte,
  areaCountMax: null,
  heapBytes: 4 * gigabyte,
  given: [],
};
const young = "--max-semi-space-size=64";

test("a large input gets three quarters of the memory, and more room for new objects", () => {
  expect(heapFlags(room)).toEqual(["--max-old-space-size=12288", young]);
});

test("a small input gets nothing", () => {
  expect(heapFlags({ ...room, inputBytes: 50_000_000 })).toEqual([]);
});

test("the heap is never made smaller than Node has it", () => {
  expect(heapFlags({ ...room, memoryBytes: 4 * gigabyte })).toEqual([young]);
});

test("the heap is not made larger than there are areas of memory for it", () => {
  const large = { ...room, memoryBytes: 64 * gigabyte };
  expect(heapFlags({ ...large, areaCountMax: 60_800 })).toEqual(["--max-old-space-size=16384", young]);
  expect(heapFlags({ ...large, areaCountMax: 1_048_576 })).toEqual(["--max-old-space-size=49152", young]);
});

test("what the user gave Node stays, however it is spelled", () => {
  expect(heapFlags({ ...room, given: ["--max-old-space-size=3000"] })).toEqual([young]);
  expect(heapFlags({ ...room, given: ["--max_old_space_size=3000"] })).toEqual([young]);
  expect(heapFlags({ ...room, given: ["--max-heap-size=3000"] })).toEqual([young]);
  expect(heapFlags({ ...room, given: ["--max_semi_space_size=8"] })).toEqual(["--max-old-space-size=12288"]);
});

test("a run that has the flags is well as it is", () => {
  expect(heapFlags({ ...room, given: heapFlags(room) })).toEqual([]);
});
