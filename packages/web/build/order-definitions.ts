import { gzipSync } from "node:zlib";
import { type ESTree, minifySync, type Plugin, parseSync } from "vite";
import { byLikeness } from "./likeness.js";

/**
 * How far back to look for what is alike, in characters before minification, of which the 32 KiB that gzip looks back
 * on are about half. Which of these packs best changes with any line of the code.
 */
const REACHES = [40_000, 52_000, 58_000, 64_000, 70_000, 76_000, 90_000];

/**
 * Puts the functions and classes of a script that are alike next to each other, before it is minified.
 *
 * gzip finds what it has seen only within 32 KiB, and modules that are alike lie further apart than that.
 */
export function definitionsByLikeness(): Plugin {
  return {
    name: "rolepath-definitions-by-likeness",
    apply: "build",
    renderChunk: (code) => ({ code: withDefinitionsOrdered(code), map: null }),
  };
}

/** The script with the functions and classes of its outermost block at the start of that block, in the order that packs best. */
export function withDefinitionsOrdered(code: string): string {
  const block = outermost(parseSync("script.js", code, { preserveParens: false }).program);
  // Directives stand before everything else, or are none.
  const statements = block.body.filter((statement) => !("directive" in statement));
  const definitions = statements.filter(onlyDefines);
  const start = statements[0]?.start ?? code.length;
  let rest = "";
  let at = start;
  for (const definition of definitions) {
    rest += code.slice(at, definition.start);
    at = definition.end;
  }
  const texts = definitions.map((definition) => code.slice(definition.start, definition.end));
  const orders = byLikeness(texts, REACHES).map((order) =>
    [code.slice(0, start), ...order, rest + code.slice(at)].join("\n"),
  );
  const sizes = orders.map((ordered) => gzipSync(minifySync("script.js", ordered).code).length);
  return orders[sizes.indexOf(Math.min(...sizes))] ?? code;
}

/** What a script in a function that is called at once consists of; of any other, all of it. */
function outermost(program: ESTree.Program): ESTree.Program | ESTree.FunctionBody {
  const [only, ...more] = program.body;
  if (more.length > 0 || only?.type !== "ExpressionStatement" || only.expression.type !== "CallExpression")
    return program;
  const { callee } = only.expression;
  return callee.type === "FunctionExpression" && callee.body !== null ? callee.body : program;
}

/** Whether the statement runs nothing: moved to the start, where nothing can have asked for it yet, it does the same. */
function onlyDefines(statement: ESTree.Statement): boolean {
  if (statement.type === "FunctionDeclaration") return true;
  if (statement.type === "ClassDeclaration") return isPlain(statement);
  if (statement.type !== "VariableDeclaration") return false;
  return statement.declarations.every(
    ({ init }) =>
      init?.type === "ArrowFunctionExpression" || (init?.type === "ClassExpression" && isPlain(init)),
  );
}

/** A class that runs nothing when it is defined: it extends none, and has no names and no static members to work out. */
function isPlain({ superClass, body }: ESTree.Class): boolean {
  return (
    superClass === null &&
    body.body.every((member) => "computed" in member && !member.computed && !member.static)
  );
}
