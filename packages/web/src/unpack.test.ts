import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { UnpackError, unpack } from "./unpack.js";

function files(...list: readonly (readonly [string, Uint8Array])[]) {
  return { kind: "files", name: "x", files: list.map(([path, bytes]) => ({ path, bytes })) } as const;
}

const encode = (text: string) => new TextEncoder().encode(text);

describe("unpacking", () => {
  test("leaves plain files as they are and takes .gz off packed ones", async () => {
    const texts = await unpack(files(["a.json", encode("[1]")], ["b.json.gz", gzipSync("[2]")]));
    expect([...texts]).toEqual([
      ["a.json", "[1]"],
      ["b.json", "[2]"],
    ]);
  });

  test("knows gzip by its first bytes, whatever the name", async () => {
    expect([...(await unpack(files(["bundle.json", gzipSync("{}")])))]).toEqual([["bundle.json", "{}"]]);
  });

  test("reads what a report carries", async () => {
    const base64 = gzipSync('{"manifest":{}}').toString("base64");
    expect([...(await unpack({ kind: "embedded", name: "x", base64 })).values()]).toEqual([
      '{"manifest":{}}',
    ]);
  });

  test("reads UTF-16 with a byte order mark", async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, ...Buffer.from('{"a":"é"}', "utf16le")]);
    expect([...(await unpack(files(["a.json", bytes]))).values()]).toEqual(['{"a":"é"}']);
  });

  test.each([
    ["damaged gzip", Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]), /damaged/],
    ["bytes that are no text", Uint8Array.from([0xc3, 0x28, 0xa0, 0xa1]), /UTF-8/],
  ])("tells of %s by name, with what to do", async (_, bytes, message) => {
    const error = await unpack(files(["bad.json", bytes])).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnpackError);
    expect(error).toMatchObject({
      file: "bad.json",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/\S/),
    });
  });
});
