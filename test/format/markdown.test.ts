import { markdown } from "@rolepath/analyzer";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { answerOf, finding, hostile, hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";

/** What GitHub accepts as a comment. */
const characterCountMax = 65_536;

function htmlOf(text: string): string {
  return micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** The names of the elements of a page. */
function elementsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => match[1] ?? ""));
}

const ownElements = [
  "h2",
  "h3",
  "p",
  "ul",
  "li",
  "strong",
  "code",
  "pre",
  "details",
  "summary",
  "b",
  "br",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "blockquote",
];

describe("the comment on a pull request", () => {
  test.each(organizations)("of %s shows or counts each finding, in the room that there is", (_name, make) => {
    const answer = make().check();
    const text = markdown(answer);
    expect(text.length).toBeLessThanOrEqual(characterCountMax);
    const shown = text.match(/<details>/g)?.length ?? 0;
    const cut = Number(/\*\*(\d+) more findings? (?:is|are) not shown\*\*/.exec(text)?.[1] ?? 0);
    expect(shown + cut).toBe(answer.findings.length);
    expect([...elementsOf(htmlOf(text))].filter((name) => !ownElements.includes(name))).toEqual([]);
  });

  test("lets hostile names make no element, link, mention or reference", () => {
    const html = htmlOf(markdown(hostileAnswer));
    expect([...elementsOf(html)].filter((name) => !ownElements.includes(name))).toEqual([]);
    expect(html.match(/<\/details>/g)).toHaveLength(html.match(/<details>/g)?.length ?? 0);
    const text = html.replaceAll(/<(code|pre)[ >].*?<\/\1>/gs, "").replaceAll(/<[^>]*>/g, " ");
    const decoded = text.replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
    expect(decoded).not.toMatch(/@octocat|#1|!2|~label|%milestone|\$1/);
    expect(decoded).not.toMatch(/[\u001b\u202e]/);
  });

  test.each(hostile)("draws one picture whose labels hold nothing but text: %j", (text) => {
    const worst = finding({ severity: "critical", text, more: { path: [text, "111122223333", text] } });
    const picture = /```mermaid\n([\s\S]*?)\n```/.exec(markdown(answerOf([worst])))?.[1] ?? "";
    for (const line of picture.split("\n"))
      expect(line).toMatch(
        /^(flowchart LR| {2}n\d+\["(?:[A-Za-z0-9 ]|#\d+;|<br\/>)+"\]| {2}n\d+ -->(\|"\d+ hops"\|)? n\d+| {2}class(Def goal stroke-width:3px| n\d+ goal))$/,
      );
    expect(picture.split("\n")).toHaveLength(1 + 3 + 2 + 2);
  });

  test("says what was cut of very many findings, and keeps the worst", () => {
    const many = [
      finding({ severity: "critical", text: "worst" }),
      ...Array.from({ length: 3000 }, (_, number) =>
        finding({ severity: "low", number, text: "ä".repeat(50) }),
      ),
    ];
    const text = markdown(answerOf(many));
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(characterCountMax);
    expect(text).toContain("<b>critical</b> · Anyone can become worst");
    expect(text).toMatch(/\*\*\d{4} more findings are not shown\*\* for want of room: \d{4} low\./);
  });

  test("lists what is new and what is fixed, and only counts what was known", () => {
    const text = markdown(
      answerOf(
        [
          finding({ text: "fresh", more: { state: "new" } }),
          finding({ text: "stale", number: 1, more: { state: "known" } }),
        ],
        { fixed: [{ fingerprint: "f".repeat(32), rule: "R", resource: "r", title: "a closed door" }] },
      ),
    );
    expect(text).toContain("1 new, 1 in the baseline, 1 fixed");
    expect(text).toContain("<b>New</b> · <b>high</b> · Anyone can become fresh");
    expect(text).not.toContain("stale");
    expect(text).toContain("a closed door");
  });
});
