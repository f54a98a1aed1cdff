import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../type/policy.js";
import { packJson } from "./pack.js";
import { PackedError } from "./packed-error.js";
import { isPackedJson, unpackJson } from "./unpack.js";

const statement = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:*", Resource: "*" }] };

describe("packed JSON", () => {
  test("unpacks to what was packed, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        expect(unpackJson(packJson(plain as object))).toStrictEqual(plain);
      }),
    );
  });

  test("keeps texts that are no text, keys that are dangerous, and the order of keys", () => {
    const odd = JSON.parse(
      '{"b": "\\ud800", "__proto__": {"a": 1}, "a": ["", null, true, -1.5, {}, []], "": 0}',
    );
    const unpacked = unpackJson(packJson(odd)) as Record<string, Json>;
    expect(JSON.stringify(unpacked)).toBe(JSON.stringify(odd));
    expect(Object.getPrototypeOf(unpacked)).toBe(Object.prototype);
  });

  test("leaves out fields that are undefined", () => {
    expect(unpackJson(packJson({ a: undefined, b: 1 }))).toStrictEqual({ b: 1 });
  });

  test("writes a document that stands in many places once, and makes it one object again", () => {
    const many = Array.from({ length: 1000 }, () => ({ Document: statement }));
    const bytes = packJson(many);
    const [first, second] = unpackJson(bytes) as { Document: Json }[];
    expect(first?.Document).toBe(second?.Document);
    expect(bytes.length).toBeLessThan(packJson([{ Document: statement }]).length + 4 * many.length);
  });

  test("holds more texts than one chunk takes", () => {
    const texts = Array.from({ length: 40_000 }, (_, index) => `text ${index}`);
    expect(unpackJson(packJson(texts))).toStrictEqual(texts);
  });

  test("is told by how it begins", () => {
    expect(isPackedJson(packJson({}))).toBe(true);
    expect(isPackedJson(new TextEncoder().encode("{}"))).toBe(false);
  });

  test("is refused in a sentence when it is damaged, wherever that is", () => {
    const whole = packJson({ a: [statement, { b: "text" }], c: [1, 2, [3]] });
    for (let end = 0; end < whole.length; end += 1)
      expect(() => unpackJson(whole.subarray(0, end)), `cut at ${end}`).toThrow(PackedError);
    for (let at = 0; at < whole.length; at += 1)
      for (const flip of [1, 0x80, 0xff]) {
        const damaged = whole.slice();
        damaged[at] = damaged[at]! ^ flip;
        // Some damage gives another value; none gives another error, and none goes on for ever.
        try {
          unpackJson(damaged);
        } catch (error) {
          expect(error, `byte ${at}`).toBeInstanceOf(PackedError);
        }
      }
  });

  test("of another version is refused", () => {
    const bytes = packJson({});
    bytes[4] = 99;
    expect(() => unpackJson(bytes)).toThrow("another version");
  });

  test("that would unpack to far more than it is is refused", () => {
    let value: Json = [];
    for (let depth = 0; depth < 40; depth += 1) value = [value, value];
    expect(() => unpackJson(packJson(value as object))).toThrow("too much");
  });
});
