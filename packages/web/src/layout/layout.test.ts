import { describe, expect, test } from "vitest";
import { type Shown, shown } from "../text.js";
import { overlaps, sample } from "./curve.js";
import { type EgoColumn, egoLayout } from "./ego.js";
import { accountLayout } from "./grid.js";
import { orderGroups } from "./lane-order.js";
import { lanesLayout } from "./lanes.js";
import { layeredLayout, pathDirection } from "./layered.js";
import type { CardContent, LineContent, Picture } from "./picture.js";
import { fittingWords } from "./place-labels.js";

const none: Shown = shown("");

function card(key: string, extra: Partial<CardContent> = {}): CardContent {
  return {
    key,
    icon: "role",
    title: shown(key),
    subtitle: shown("account"),
    full: shown(key),
    admin: false,
    outside: false,
    tone: "plain",
    ...extra,
  };
}

function line(from: string, to: string, extra: Partial<LineContent> = {}): LineContent {
  return {
    key: `${from} ${to}`,
    from,
    to,
    style: "allowed",
    label: none,
    full: none,
    cross: false,
    tone: "plain",
    hot: false,
    faint: false,
    weight: 1,
    ...extra,
  };
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

function expectClear(picture: Picture): void {
  const boxes = [...picture.cards, ...picture.labels.filter((label) => label.tone !== "number")];
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) expect(overlaps(a, b), `${a.key} and ${b.key}`).toBe(false);
  }
}

/** Cards that a line runs behind, other than its own two. */
function passedCards(picture: Picture): string[] {
  return picture.lines.flatMap((one) =>
    picture.cards
      .filter((box) => box.key !== one.from && box.key !== one.to)
      .filter((box) => sample(one.points, 200).some((point) => overlaps({ ...point, w: 0, h: 0 }, box)))
      .map((box) => `${one.key} behind ${box.key}`),
  );
}

function ego(left: number, right: number): Picture {
  const columns: EgoColumn[] = [
    { heading: shown("2 hops"), hops: -2, cards: names("c", left).map((key) => card(key)) },
    { heading: shown("1 hop"), hops: -1, cards: names("b", left).map((key) => card(key)) },
    { heading: none, hops: 0, cards: [card("focus", { tone: "focus" })] },
    { heading: shown("1 hop"), hops: 1, cards: names("d", right).map((key) => card(key)) },
  ];
  const lines = [
    ...names("c", left).map((key, i) =>
      line(key, `b${(i * 7) % left}`, { label: shown(`if external ID = ${i}`), style: "conditional" }),
    ),
    ...names("b", left).map((key) => line(key, "focus", { label: shown("if MFA"), style: "conditional" })),
    ...names("d", right).map((key) => line("focus", key)),
  ];
  return egoLayout(columns, lines, shown("x"));
}

describe("the focus picture", () => {
  test("has those who can become it on the left and what it can become on the right", () => {
    const { cards } = ego(3, 2);
    const at = (key: string) => cards.find((one) => one.key === key)!.x;
    expect(at("c0")).toBeLessThan(at("b0"));
    expect(at("b0")).toBeLessThan(at("focus"));
    expect(at("focus")).toBeLessThan(at("d0"));
  });

  test("says less on a line rather than the same cut to scraps", () => {
    const long = line("focus", "d", {
      label: shown("if tag repository = payments-and-more +1"),
      shorter: [shown("if tag repository +1"), shown("2 conditions")],
    });
    const said = (columns: number) => {
      const all = Array.from({ length: columns }, (_, hops) => hops);
      return egoLayout(
        all.map((hops) => ({ heading: none, hops, cards: [card(["focus", "d", "e", "f"][hops]!)] })),
        [long],
        none,
      ).labels.map((label) => label.text);
    };
    expect(said(2)).toEqual(["if tag repository +1"]);
    expect(said(4)).toEqual(["2 conditions"]);
    const words = { ...long, label: shown("if sub = repo:kestrelmart/shop:ref:refs/heads/main +1") };
    expect(fittingWords(words, 230)).toMatch(/^if sub = repo:kes.*…/);
    expect(fittingWords({ ...words, shorter: [] }, 60)).toContain("…");
  });

  test.each([1, 2, 5, 12, 60])("lets no card and no label overlap with %i in a column", (count) => {
    expectClear(ego(count, count));
  });

  test("leads every line from a right side to a left side", () => {
    const { cards, lines } = ego(4, 3);
    for (const { from, to, points } of lines) {
      const [source, target] = [from, to].map((key) => cards.find((one) => one.key === key)!);
      expect(points[0]!.x).toBe(source!.x + source!.w / 2);
      expect(points.at(-1)!.x).toBe(target!.x - target!.w / 2);
    }
  });

  test("sets the words of a level line above it, so that a short line is seen", () => {
    const label = shown("if sub = repo:acme/app:ref:refs/heads/main");
    const { labels, lines } = egoLayout(
      [
        { heading: none, hops: 0, cards: [card("focus")] },
        { heading: none, hops: 1, cards: [card("right")] },
        { heading: none, hops: -1, cards: [card("left")] },
      ],
      [line("left", "focus", { label }), line("focus", "right", { label })],
      none,
    );
    expect(labels).toHaveLength(2);
    for (const one of labels) {
      const { points } = lines.find((other) => other.key === one.line)!;
      expect(one.y + one.h / 2).toBeLessThan(points[0]!.y);
      expect(one.x - one.w / 2).toBeGreaterThan(points[0]!.x);
      expect(one.x + one.w / 2).toBeLessThan(points[1]!.x);
    }
  });

  test("is the same on every run", () => {
    expect(ego(9, 7)).toEqual(ego(9, 7));
  });
});

function organization(): { lanes: Parameters<typeof lanesLayout>[0]; lines: LineContent[] } {
  const lanes = ["outside", "ou-a", "ou-b", "ou-c", "ou-d"].map((key, index) => ({
    key,
    title: shown(key),
    outside: index === 0,
    cards: names(`${key}-`, 2 + ((index * 3) % 5)).map((name) => card(name)),
  }));
  const keys = lanes.flatMap((lane) => lane.cards.map((one) => one.key));
  const lines = keys.flatMap((from, i) =>
    [3, 7, 11].map((step) => line(from, keys[(i + step) % keys.length]!, { label: shown(String(step)) })),
  );
  return { lanes, lines };
}

describe("the picture of accounts", () => {
  test.each([500, 900, 1328, 2400])("lets no card and no label overlap, %i px wide", (width) => {
    const { lanes, lines } = organization();
    expectClear(lanesLayout(lanes, lines, none, width));
  });

  test("leads no line behind a card of a column that it passes", () => {
    const { lanes, lines } = organization();
    const picture = lanesLayout(lanes, lines, none, 2400);
    const column = (key: string) => picture.cards.find((one) => one.key === key)!.x;
    const between = passedCards(picture).filter((text) => {
      const [ends, passed] = text.split(" behind ");
      const [from, to] = ends!.split(" ");
      return column(passed!) !== column(from!) && column(passed!) !== column(to!);
    });
    expect(between).toEqual([]);
  });

  test("keeps every card inside its frame", () => {
    const { lanes, lines } = organization();
    const picture = lanesLayout(lanes, lines, none, 900);
    for (const lane of lanes) {
      const frame = picture.lanes.find((one) => one.key === `lane:${lane.key}`)!;
      for (const { key } of lane.cards) {
        const box = picture.cards.find((one) => one.key === key)!;
        expect(Math.abs(box.x - frame.x) * 2 + box.w).toBeLessThanOrEqual(frame.w);
        expect(Math.abs(box.y - frame.y) * 2 + box.h).toBeLessThanOrEqual(frame.h);
      }
    }
  });

  test("leaves out lanes without cards and lines without ends", () => {
    const picture = lanesLayout(
      [
        { key: "a", title: none, outside: false, cards: [card("x")] },
        { key: "b", title: none, outside: false, cards: [] },
      ],
      [line("x", "gone")],
      none,
      900,
    );
    expect(picture.lanes).toHaveLength(1);
    expect(picture.lines).toEqual([]);
  });

  test("orders columns so that lines are short, the outside world first", () => {
    const groups = [["o"], ["a"], ["b"], ["c"]];
    const ordered = orderGroups(groups, (group) => group, [line("o", "c"), line("o", "c"), line("c", "a")]);
    expect(ordered[0]).toEqual(["o"]);
    expect(ordered.flat().slice(0, 3)).toEqual(["o", "c", "a"]);
  });
});

describe("the picture of paths", () => {
  const wide = { width: 1000, height: 700 };

  test("runs to the right when it is short and down when it is long", () => {
    expect(pathDirection(2, 1, wide)).toBe("right");
    expect(pathDirection(6, 1, wide)).toBe("down");
    expect(pathDirection(2, 12, wide)).toBe("right");
    expect(pathDirection(3, 1, { width: 390, height: 700 })).toBe("down");
  });

  test("has the path that is looked at in one straight line", () => {
    const keys = ["a", "b", "c", "d", "e", "f"];
    const hot = keys.slice(1).map((key, index) => line(keys[index]!, key, { hot: true, number: index + 1 }));
    const others = [line("a", "x"), line("x", "d"), line("x", "y"), line("y", "f"), line("b", "f")];
    const { cards } = layeredLayout(
      [...keys, "x", "y"].map((key) => card(key)),
      [...hot, ...others],
      wide,
      none,
    );
    const straight = new Set(cards.filter((one) => keys.includes(one.key)).map((one) => one.x));
    expect(straight.size).toBe(1);
  });

  test("leads a line that skips ranks past the cards in between", () => {
    const keys = ["a", "b", "c", "d"];
    const chain = keys.slice(1).map((key, index) => line(keys[index]!, key, { hot: true }));
    const picture = layeredLayout(
      keys.map((key) => card(key)),
      [...chain, line("a", "d")],
      { width: 400, height: 900 },
      none,
    );
    expect(passedCards(picture)).toEqual([]);
    expectClear(picture);
  });

  test("survives cycles, and draws the line that closes one around the cards", () => {
    const lines = [
      line("a", "b", { hot: true }),
      line("b", "c", { hot: true }),
      line("c", "a"),
      line("c", "b"),
    ];
    const picture = layeredLayout(
      ["a", "b", "c"].map((key) => card(key)),
      lines,
      { width: 400, height: 900 },
      none,
    );
    expect(picture.lines).toHaveLength(4);
    expect(picture.cards.map((one) => one.y)).toEqual(
      [...picture.cards.map((one) => one.y)].sort((a, b) => a - b),
    );
    expectClear(picture);
  });

  test("keeps a hop's number on its line and its words above it, where the path runs level", () => {
    const { labels, lines } = layeredLayout(
      [card("a"), card("b")],
      [line("a", "b", { hot: true, number: 1, label: shown("if sub = repo:acme/app:ref:refs/heads/main") })],
      { width: 1000, height: 600 },
      none,
    );
    const [number, words] = labels;
    const y = lines[0]!.points[0]!.y;
    expect([number?.text, number?.y]).toEqual(["1", y]);
    expect(words!.y + words!.h / 2).toBeLessThan(y);
    expect(overlaps(number!, words!)).toBe(false);
  });

  test("numbers the hops of the path that is looked at", () => {
    const picture = layeredLayout(
      ["a", "b"].map((key) => card(key)),
      [line("a", "b", { hot: true, number: 1, label: shown("if MFA") })],
      wide,
      none,
    );
    expect(picture.labels.map((label) => [label.tone, label.text])).toEqual([
      ["number", "1"],
      ["hot", "if MFA"],
    ]);
  });

  test("is empty for no cards", () => {
    expect(layeredLayout([], [], wide, none)).toMatchObject({ cards: [], lines: [], bounds: { w: 0, h: 0 } });
  });
});

describe("the picture of an account", () => {
  test("has its principals in the frame and the other accounts beside it", () => {
    const picture = accountLayout(
      {
        title: shown("prod"),
        sections: [
          { title: shown("People"), cards: names("u", 4).map((key) => card(key)) },
          { title: shown("Roles"), cards: names("r", 11).map((key) => card(key)) },
        ],
        sources: [card("in:x"), card("in:y")],
        targets: [card("out:z")],
        lines: [line("in:x", "frame", { label: shown("3") }), line("frame", "out:z")],
      },
      3,
      none,
    );
    expectClear(picture);
    const frame = picture.lanes[0]!;
    const inside = (x: number) => Math.abs(x - frame.x) < frame.w / 2;
    expect(picture.cards.filter((one) => inside(one.x))).toHaveLength(15);
    expect(picture.lines).toHaveLength(2);
  });
});
