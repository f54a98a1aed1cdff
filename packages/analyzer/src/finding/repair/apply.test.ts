import { describe, expect, test } from "vitest";
import type { PatchOperation } from "../../answer.js";
import { applyPatch } from "./apply.js";

const document = { Statement: [{ Sid: "a" }, { Sid: "b", "x/y~z": [1, 2] }] };
const patched = (...operations: readonly PatchOperation[]) => applyPatch(document, operations);

describe("a JSON patch", () => {
  test("adds to an object, and replaces what is there", () => {
    expect(patched({ op: "add", path: "/Version", value: "1" })).toEqual({ ...document, Version: "1" });
    expect(patched({ op: "add", path: "/Statement", value: [] })).toEqual({ Statement: [] });
  });

  test("adds into a list: the items behind move on", () => {
    expect(patched({ op: "add", path: "/Statement/1/x~1y~0z/0", value: 0 })).toEqual({
      Statement: [{ Sid: "a" }, { Sid: "b", "x/y~z": [0, 1, 2] }],
    });
    expect(patched({ op: "add", path: "/Statement/1/x~1y~0z/-", value: 3 })).toEqual({
      Statement: [{ Sid: "a" }, { Sid: "b", "x/y~z": [1, 2, 3] }],
    });
  });

  test("replaces and removes what is there, one operation after the other", () => {
    expect(
      patched(
        { op: "remove", path: "/Statement/0" },
        { op: "replace", path: "/Statement/0/Sid", value: "c" },
      ),
    ).toEqual({ Statement: [{ Sid: "c", "x/y~z": [1, 2] }] });
    expect(patched({ op: "remove", path: "/Statement/1/x~1y~0z" })).toEqual({
      Statement: [{ Sid: "a" }, { Sid: "b" }],
    });
  });

  test("leaves the document alone", () => {
    const before = JSON.stringify(document);
    patched({ op: "remove", path: "/Statement/0" }, { op: "add", path: "/Statement/0/Sid", value: "c" });
    expect(JSON.stringify(document)).toBe(before);
  });

  test.each<PatchOperation>([
    { op: "remove", path: "/Statement/2" },
    { op: "remove", path: "/Statement/-" },
    { op: "remove", path: "/Statement/01" },
    { op: "remove", path: "/Principal" },
    { op: "remove", path: "" },
    { op: "replace", path: "/Version", value: "1" },
    { op: "replace", path: "/Statement/2", value: {} },
    { op: "add", path: "/Statement/3", value: {} },
    { op: "add", path: "/Principal/AWS", value: "*" },
    { op: "add", path: "/Statement/0/Sid/deep", value: "*" },
    { op: "add", path: "Statement", value: [] },
    { op: "add", path: "/constructor/name", value: "x" },
  ])("that does not fit gives nothing: $op $path", (operation) => {
    expect(patched(operation)).toBeNull();
  });

  test("cannot reach a prototype", () => {
    const changed = patched({ op: "add", path: "/__proto__", value: { polluted: true } });
    expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
