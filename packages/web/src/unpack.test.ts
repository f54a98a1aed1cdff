import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { embedSnapshot } from "./embed.js";
import { unpack } from "./unpack.js";
import { UnpackError } from "./unpack-error.js";

function files(...list: readonly (readonly [string, Uint8Array])[]) {
  return { kind: "files", name: "x", files: list.map(([path, bytes]) => ({ path, bytes })) } as const;
}

/** A ZIP archive as other programs write it: small files stored, others deflated. */
function zip(entries: readonly (readonly [string, string | Uint8Array])[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const plain = Buffer.from(content);
    const deflated = plain.length > 100;
    const data = deflated ? deflateRawSync(plain) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(deflated ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
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

  test("reads a ZIP archive as the folder that was packed, stored or deflated", async () => {
    const archive = zip([
      ["snapshot/", ""],
      ["snapshot/manifest.json", '{"formatVersion":1}'],
      ["snapshot/accounts/1/a.json", "[1]".repeat(500)],
      ["snapshot/.DS_Store", "x"],
    ]);
    expect([...(await unpack(files(["snapshot.zip", archive])))]).toEqual([
      ["manifest.json", '{"formatVersion":1}'],
      ["accounts/1/a.json", "[1]".repeat(500)],
    ]);
  });

  test("reads a bundle that was put into a ZIP archive", async () => {
    expect([...(await unpack(files(["x.zip", zip([["bundle.json.gz", gzipSync("{}")]])])))]).toEqual([
      ["bundle.json", "{}"],
    ]);
  });

  const whole = zip([["a.json", "[1,2,3]".repeat(90)]]);
  const encrypted = Uint8Array.from(whole);
  encrypted[whole.length - 22 - 46 - 6 + 8] = 1;
  test.each([
    ["a ZIP archive that is cut off", whole.subarray(0, 60), /damaged/],
    ["an encrypted ZIP archive", encrypted, /encrypted/],
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

describe("a report", () => {
  const page =
    '<!doctype html><html><script type="text/plain" id="rolepath-head" data-name=""></script><script type="text/plain" id="rolepath-data" data-name=""></script></html>';

  test("gives the snapshot that it carries", async () => {
    const report = embedSnapshot(page, gzipSync('{"manifest":{}}').toString("base64"), "a<b");
    expect([...(await unpack(files(["report.html", encode(report)])))]).toEqual([
      ["report.json", '{"manifest":{}}'],
    ]);
  });

  test("without a snapshot is refused with what to do", async () => {
    const refused = await unpack(files(["page.html", encode(page)])).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      file: "page.html",
      message: "is a web page (HTML) that carries no snapshot",
      remedy: expect.stringMatching(/^drop a report/),
    });
  });

  test("that is damaged is refused", async () => {
    const report = embedSnapshot(page, Buffer.from("no gzip").toString("base64"), "x");
    await expect(unpack(files(["report.html", encode(report)]))).rejects.toThrow(UnpackError);
  });
});
