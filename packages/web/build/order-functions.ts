import { type ESTree, type Plugin, parseSync } from "vite";
import { byLikeness } from "./likeness.js";

/**
 * Puts the functions of a script that are alike next to each other, before it is minified.
 *
 * gzip finds what it has seen only within 32 KiB, and modules that are alike lie further apart than that. A function
 * declaration holds from the start of the block that it stands in, so that its place there says nothing to the program.
 */
export function functionsByLikeness(): Plugin {
  return {
    name: "rolepath-functions-by-likeness",
    apply: "build",
    renderChunk: (code) => ({ code: withFunctionsOrdered(code), map: null }),
  };
}

/** The script with the function declarations of its outermost block at the end of that block, by likeness. */
export function withFunctionsOrdered(code: string): string {
  const block = outermost(parseSync("script.js", code, { preserveParens: false }).program);
  const functions = block.body.filter(({ type }) => type === "FunctionDeclaration");
  const texts = functions.map(({ start, end }) => code.slice(start, end));
  let rest = "";
  let at = 0;
  for (const { start, end } of functions) {
    rest += code.slice(at, start);
    at = end;
  }
  const blockEnd = block.type === "Program" ? code.length : block.end - 1;
  return [`${rest}${code.slice(at, blockEnd)}`, ...byLikeness(texts), code.slice(blockEnd)].join("\n");
}

/** What a script in a function that is called at once consists of; of any other, all of it. */
function outermost(program: ESTree.Program): ESTree.Program | ESTree.FunctionBody {
  const [only, ...more] = program.body;
  if (more.length > 0 || only?.type !== "ExpressionStatement" || only.expression.type !== "CallExpression")
    return program;
  const { callee } = only.expression;
  return callee.type === "FunctionExpression" && callee.body !== null ? callee.body : program;
}
