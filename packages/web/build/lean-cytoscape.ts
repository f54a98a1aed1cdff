import type { Plugin } from "vite";

interface Cut {
  readonly what: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

// The library registers everything it has at its top level, so that no bundler can tell what is unused. We lay out
// and search for ourselves, draw on a 2D canvas and select by keys; what only serves the rest is taken out.
const cuts: readonly Cut[] = [
  {
    what: "graph algorithms",
    pattern: /\[[\w$, ]*\btarjanStronglyConnected\$1\]\.forEach/,
    replacement: "[].forEach",
  },
  {
    what: "short names of graph algorithms",
    pattern: /^elesfn\$\w+\.(?:bfs|dfs|dcn?|ccn?|bc) = elesfn\$.*;$/gm,
    replacement: "",
  },
  {
    what: "layouts but preset and null",
    pattern: /\{\s*name: '(?:breadthfirst|circle|concentric|cose|grid|random)',\s*impl: \w+\s*\},?/g,
    replacement: "",
  },
  {
    what: "what those layouts do",
    pattern:
      /^(?:BreadthFirst|Circle|Concentric|Cose|Grid|Random)Layout\.prototype\.\w+ = function[\s\S]*?^};$/gm,
    replacement: "",
  },
  { what: "the WebGL renderer", pattern: /^CRp\$\d+\.initWebgl = function[\s\S]*?^};$/m, replacement: "" },
  {
    what: "taxi edges and selection boxes",
    pattern: /^BRp\$\w+\.(?:findTaxiPoints|getAllInBox) = function[\s\S]*?^};$/gm,
    replacement: "",
  },
  {
    what: "pies and stripes",
    pattern: /^CRp\$\w+\.(?:drawPie|drawStripe) = function[\s\S]*?^};$/gm,
    replacement: "",
  },
];

/**
 * Leaves out of cytoscape what this page never calls.
 *
 * Stops the build when a place to cut is not found, so that a new version of the library is looked at and not
 * silently shipped whole, or broken.
 */
export function leanCytoscape(): Plugin {
  return {
    name: "rolepath-lean-cytoscape",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!/[\\/]cytoscape\.esm\.mjs$/.test(id)) return null;
      let lean = code;
      for (const { what, pattern, replacement } of cuts) {
        const next = lean.replace(pattern, () => replacement);
        if (next === lean) {
          throw new Error(
            `build/lean-cytoscape.ts: ${what} are not where they were; look at the new version of cytoscape`,
          );
        }
        lean = next;
      }
      return { code: lean, map: null };
    },
  };
}
