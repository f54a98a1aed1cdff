import { describe, expect, test } from "vitest";
import { estimate } from "../draw/font.js";
import { sceneOf } from "../draw/make-scene.js";
import { palettes } from "../draw/palette.js";
import { pictureOf } from "../layout/picture.js";
import type { ChainView } from "../protocol.js";
import { shown } from "../text.js";
import { sceneSvg } from "./svg.js";
import { pictureCsv, pictureJson } from "./table.js";
import { pictureDot, pictureMermaid } from "./text-graph.js";
import { ticketText } from "./ticket.js";

const evil = shown('</text><script>alert(1)</script>"]; click n1 "javascript:x" \u202e`**');

const card = (key: string, x: number, title: string, more: object = {}) => ({
  key,
  icon: "role" as const,
  title: shown(title),
  subtitle: shown("=cmd|' /C calc'!A0"),
  full: evil,
  admin: false,
  outside: false,
  tone: "plain" as const,
  x,
  y: 0,
  w: 190,
  h: 50,
  ...more,
});

const picture = pictureOf({
  cards: [card("a", 0, evil), card("b", 400, "Deploy", { admin: true, tone: "end" })],
  lines: [
    {
      key: "a b",
      from: "a",
      to: "b",
      style: "conditional",
      label: shown('external ID "x|y"'),
      full: evil,
      cross: true,
      tone: "plain",
      hot: false,
      faint: false,
      weight: 1,
      points: [
        { x: 95, y: 0 },
        { x: 150, y: 40 },
        { x: 250, y: -40 },
        { x: 305, y: 0 },
      ],
    },
  ],
  lanes: [{ key: "l", title: evil, outside: true, x: 200, y: 0, w: 700, h: 200 }],
  labels: [
    { key: "t", line: "a b", text: shown("if external ID"), tone: "plain", x: 200, y: 0, w: 80, h: 16 },
  ],
  headings: [{ key: "h", text: shown("hops"), align: "center", x: 200, y: -120 }],
  description: evil,
  anchors: [],
});

describe("the SVG of a picture", () => {
  const svg = sceneSvg(sceneOf(picture, palettes.light, estimate));

  test("holds names as text and nothing that runs or is fetched", () => {
    expect(svg).not.toMatch(/<script|<a |href|javascript:[^x]|onload/);
    expect(svg.match(/<[a-z]+/g)?.every((tag) => /^<(svg|title|rect|text|path|g)$/.test(tag))).toBe(true);
    expect(svg).toContain("&lt;/text&gt;&lt;script&gt;");
  });

  test("draws every card, line and label, the course through its joints up to the arrow head", () => {
    expect(svg.match(/<rect/g)).toHaveLength(1 + 1 + 2 + 1);
    expect(svg).toContain('d="M95 0Q150 40 200 0Q');
    expect(svg).toContain('d="M305 0L');
    expect(svg).toContain("stroke-dasharray");
    expect(svg).toMatch(/>★ <\/text><text[^>]*>Deploy<\/text>/);
  });

  test("is as large as what it shows, with a margin", () => {
    expect(svg).toContain('width="748"');
  });
});

describe("the picture as a text graph", () => {
  test("gives no name a part in Mermaid's syntax", () => {
    const mermaid = pictureMermaid(picture);
    const lines = mermaid.trim().split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(1, 3))
      expect(line).toMatch(/^ {2}n\d\["[^"[\]`<>|]*(<br\/>[^"[\]`<>|]*)?"\]$/);
    expect(lines[3]).toMatch(/^ {2}n1 -\.->\|"external ID #34;x#124;y#34;"\| n2$/);
  });

  test("gives no name a part in Graphviz's syntax", () => {
    const dot = pictureDot(picture);
    expect(dot).toContain('n1 -> n2 [label="external ID \\"x|y\\"", style=dashed];');
    for (const line of dot.split("\n").filter((text) => text.includes("[label=")))
      expect(line).toMatch(/^ {2}n\d( -> n\d)? \[label="([^"\\]|\\.)*"(, [a-z=, ]+)?\];$/);
  });
});

describe("the picture as a table", () => {
  test("opens in a spreadsheet without a formula", () => {
    const [head, row] = pictureCsv(picture).split("\r\n");
    expect(head).toBe("from,fromPlace,to,toPlace,verdict,label,detail");
    expect(row).toContain(",'=cmd|' /C calc'!A0,Deploy,");
  });

  test("is JSON of cards and lines", () => {
    const { nodes, lines } = JSON.parse(pictureJson(picture));
    expect(nodes.map(({ title }: { title: string }) => title)).toEqual([evil, "Deploy"]);
    expect(lines).toEqual([expect.objectContaining({ from: evil, to: "Deploy", verdict: "conditional" })]);
  });
});

test("a path for a ticket holds names in code, and sentences without markup", () => {
  const party = (idText: string, admin = false) => ({
    idText: shown(idText),
    name: shown(idText.slice(idText.indexOf("/") + 1)),
    admin,
  });
  const chain = {
    sentence: shown("1 hop, *one* condition"),
    steps: [
      {
        number: 1,
        from: party("arn:aws:iam::111122223333:user/`x`"),
        to: party("arn:aws:iam::111122223333:role/b", true),
        action: shown("AssumeRole"),
        session: shown("1 h"),
        chips: [{ text: shown('the external ID is "<b>"') }],
      },
    ],
  } as unknown as ChainView;
  expect(ticketText(chain, { name: "prod", link: "" })).toBe(
    [
      "**\\`x\\` can become b: 1 hop, \\*one\\* condition**",
      "",
      '1. `` arn:aws:iam::111122223333:user/`x` `` → `arn:aws:iam::111122223333:role/b` (administrator) (AssumeRole): if the external ID is "\\<b\\>". Session up to 1 h.',
      "",
      "Found by Rolepath in prod.",
      "",
    ].join("\n"),
  );
});
