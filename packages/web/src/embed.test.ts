import { describe, expect, test } from "vitest";
import { embedSample, embedSnapshot } from "./embed.js";

const template = [
  "<!doctype html><body>",
  '<script type="text/plain" id="rolepath-head" data-name=""></script>',
  '<script type="text/plain" id="rolepath-data" data-name=""></script>',
  '<script type="text/plain" id="rolepath-sample" data-name=""></script>',
  '<script type="module">code($&)</script></body>',
].join("\n");

describe("a page with a snapshot inside", () => {
  test("has the data and the name in the data element and nothing else changed", () => {
    expect(embedSnapshot(template, "QUJD+/=", "prod")).toBe(
      template.replace('id="rolepath-data" data-name="">', 'id="rolepath-data" data-name="prod">QUJD+/='),
    );
  });

  test("may have a head, which is shown before the data is read", () => {
    const page = embedSnapshot(template, "QUJD", "prod", "SEVB");
    expect(page).toContain('id="rolepath-head" data-name="">SEVB</script>');
    expect(embedSnapshot(page, "QUJD", "prod")).toBe(embedSnapshot(template, "QUJD", "prod"));
    expect(() => embedSnapshot(template, "QUJD", "prod", "</script>")).toThrow(/base64/);
  });

  test("keeps patterns of replacement strings as they are", () => {
    expect(embedSnapshot(template, "AAAA", "$& $' $` $1")).toContain('data-name="$&amp; $&#39; $` $1"');
  });

  test("escapes a name that would end the attribute or the element", () => {
    const page = embedSnapshot(template, "AAAA", `"><script>alert(1)</script>`);
    expect(page).toContain('data-name="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(page.match(/<script/g)).toHaveLength(4);
  });

  test.each(["</script>", "AA\nAA", "AA AA", "é"])("refuses data that is not base64: %j", (data) => {
    expect(() => embedSnapshot(template, data, "x")).toThrow(/base64/);
  });

  test("refuses a template without the element", () => {
    expect(() => embedSnapshot("<html></html>", "AAAA", "x")).toThrow(/rolepath-head/);
  });

  test("does not carry the sample organization", () => {
    const app = embedSample(template, "U0FNUExF", "sample");
    expect(app).toContain("U0FNUExF");
    const report = embedSnapshot(app, "AAAA", "mine");
    expect(report).not.toContain("U0FNUExF");
    expect(report).toContain('id="rolepath-sample" data-name=""></script>');
  });

  test("can be filled again", () => {
    const once = embedSnapshot(template, "AAAA", `a"b`);
    expect(embedSnapshot(once, "BBBB", "c")).toBe(embedSnapshot(template, "BBBB", "c"));
  });
});
