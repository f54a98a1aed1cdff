import { describe, expect, test } from "vitest";
import { withFunctionsOrdered } from "./order-functions.js";

const roles = "for (const role of world.roles.values()) if (role.trusted) found.push(role.arn);";
const lines = "for (const line of document.lines) context.moveTo(line.x, line.y);";

function declared(code: string): readonly string[] {
  return [...code.matchAll(/function (\w+)/g)].map(([, name]) => name ?? "");
}

describe("the functions of a script, ordered before it is minified", () => {
  test("lie next to those that they are like, however far apart they were", () => {
    const code = [
      `function rolesOf(world, found) { ${roles} }`,
      `function draw(document, context) { ${lines} }`,
      `function rolesIn(world, found) { ${roles} return found; }`,
      `function redraw(document, context) { context.clear(); ${lines} }`,
    ].join("\n");
    expect(declared(withFunctionsOrdered(code))).toEqual(["rolesOf", "rolesIn", "draw", "redraw"]);
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
    const ordered = withFunctionsOrdered(called);
    expect(ordered).not.toBe(called);
    expect(run(`return ${ordered}`)).toEqual(before);
  });

  test("stay where they are if they stand inside something else, or are exported", () => {
    const code = "{ function inner() {} }\nexport function shown() {}\nconst made = function named() {};";
    expect(withFunctionsOrdered(code).trim()).toBe(code);
  });

  test("keep licences that stand before them", () => {
    expect(withFunctionsOrdered("/*! A licence */\nfunction one() {}\nconst two = one();")).toContain(
      "/*! A licence */",
    );
  });

  test("come in the same order whenever the same script is built", () => {
    const code = Array.from(
      { length: 50 },
      (_, at) => `function f${at}(a) { return a.part${at % 7}.name; }`,
    ).join("\n");
    expect(withFunctionsOrdered(code)).toBe(withFunctionsOrdered(code));
    expect(declared(withFunctionsOrdered(code)).toSorted()).toEqual(declared(code).toSorted());
  });
});
