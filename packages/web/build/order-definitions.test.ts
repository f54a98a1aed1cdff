import { describe, expect, test } from "vitest";
import { withDefinitionsOrdered } from "./order-definitions.js";

const roles = "for (const role of world.roles.values()) if (role.trusted) found.push(role.arn);";
const lines = "for (const line of document.lines) context.moveTo(line.x, line.y);";

function declared(code: string): readonly string[] {
  return [...code.matchAll(/function (\w+)/g)].map(([, name]) => name ?? "");
}

describe("the functions and classes of a script, ordered before it is minified", () => {
  test("lie next to those that they are like, however far apart they were", () => {
    const code = [
      `function rolesOf(world, found) { ${roles} }`,
      `function draw(document, context) { ${lines} }`,
      `function rolesIn(world, found) { ${roles} return found; }`,
      `function redraw(document, context) { context.clear(); ${lines} }`,
    ].join("\n");
    expect(declared(withDefinitionsOrdered(code))).toEqual(["rolesOf", "rolesIn", "draw", "redraw"]);
  });

  test("hold from the start all the same, and what runs there keeps its order", () => {
    const code = `
      const seen = [first()];
      function first() { return "first" + second(); }
      seen.push("then");
      function second() { return " second"; }
      seen.push(second());
      return seen;`;
    const run = (body: string): unknown => new Function(body)();
    const before = run(code);
    expect(before).toEqual(["first second", "then", " second"]);
    const called = `(function() {${code}})();`;
    const ordered = withDefinitionsOrdered(called);
    expect(ordered).not.toBe(called);
    expect(run(`return ${ordered}`)).toEqual(before);
  });

  test("stay behind what they need when they are defined", () => {
    const code = `
      class Base {}
      const names = ["a"];
      class Named { static first = names[0]; }
      class Keyed { [names[0]]() { return Named.first; } }
      class Made { static { names.push("b"); } }
      class Derived extends (names.length > 1 ? Base : Made) {}
      return [new Keyed().a(), new Derived() instanceof Base, names];`;
    const expected = ["a", true, ["a", "b"]];
    expect(new Function(code)()).toEqual(expected);
    expect(new Function(`return ${withDefinitionsOrdered(`(function() {${code}})();`)}`)()).toEqual(expected);
  });

  test("leave what says how the script is to be read in front of all", () => {
    const code = '(function() {"use strict"; const one = 1; function two() { return one + 1; } two();})();';
    expect(withDefinitionsOrdered(code)).toMatch(/^\(function\(\) \{"use strict"; \nfunction two/);
  });

  test("stay where they are if they stand inside something else, or are exported", () => {
    const code = "{ function inner() {} }\nexport function shown() {}\nconst made = function named() {};";
    expect(withDefinitionsOrdered(code).trim()).toBe(code);
  });

  test("keep licences that stand before them", () => {
    expect(withDefinitionsOrdered("/*! A licence */\nfunction one() {}\nconst two = one();")).toContain(
      "/*! A licence */",
    );
  });

  test("come in the same order whenever the same script is built", () => {
    const code = Array.from(
      { length: 50 },
      (_, at) => `function f${at}(a) { return a.part${at % 7}.name; }`,
    ).join("\n");
    expect(withDefinitionsOrdered(code)).toBe(withDefinitionsOrdered(code));
    expect(declared(withDefinitionsOrdered(code)).toSorted()).toEqual(declared(code).toSorted());
  });
});
