import { findingCatalog, junit } from "@rolepath/analyzer";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { answerOf, finding, hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of an XML text, read by a parser that forgives nothing. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => elements.push({ name, attributes: { ...attributes } }));
  parser.write(xml).close();
  return elements;
}

function named(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter((element) => element.name === name);
}

describe("JUnit", () => {
  test.each(organizations)(
    "of %s is XML with a case for each finding, and each rule without one",
    (_name, make) => {
      const answer = make().check();
      const elements = elementsOf(junit(answer));
      const failing = new Set(answer.findings.map(({ rule }) => rule));
      const quiet = findingCatalog.filter(({ id }) => !failing.has(id));
      const cases = named(elements, "testcase");
      expect(cases).toHaveLength(answer.findings.length + quiet.length);
      expect(named(elements, "failure")).toHaveLength(answer.findings.length);
      expect(new Set(cases.map(({ attributes }) => `${attributes.classname} ${attributes.name}`)).size).toBe(
        cases.length,
      );
      const [top] = elements;
      expect(top?.attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(answer.findings.length),
        skipped: "0",
      });
    },
  );

  test("holds hostile names as text", () => {
    const elements = elementsOf(junit(hostileAnswer));
    const known = ["testsuites", "testsuite", "testcase", "failure", "skipped"];
    expect(elements.filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(junit(hostileAnswer)).not.toMatch(/[\u001b\u202e\ufffe]/);
  });

  test("skips what does not fail, and says why", () => {
    const answer = answerOf(
      [
        finding({ number: 1, more: { failing: true } }),
        finding({ number: 2, severity: "low", more: { failing: false } }),
        finding({ number: 3, more: { failing: false, state: "known" } }),
      ],
      {
        gate: { failOn: "high", failing: 1 },
        suppressed: [
          {
            ...finding({ number: 4 }),
            suppression: { reason: "agreed", owner: "sam", expires: "2026-12-31" },
          },
        ],
      },
    );
    const elements = elementsOf(junit(answer));
    expect(named(elements, "failure")).toHaveLength(1);
    expect(named(elements, "skipped").map(({ attributes }) => attributes.message)).toEqual([
      "low, less severe than high",
      "high, in the baseline",
      "suppressed by sam until 2026-12-31: agreed",
    ]);
  });
});
