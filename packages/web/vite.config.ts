import { fileURLToPath } from "node:url";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { withPolicy } from "./build/csp.js";
import { definitionsByLikeness } from "./build/order-definitions.js";
import { sampleBundle } from "./build/sample.js";
import { embedSample } from "./src/embed.js";

/** Writes the two pages: `report.html`, the template that the command fills, and `index.html`, the app with the sample. */
function pages(): Plugin {
  return {
    name: "rolepath-pages",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("the build made no index.html");
        const template = withPolicy(String(page.source));
        this.emitFile({ type: "asset", fileName: "report.html", source: template });
        page.source = embedSample(
          template,
          sampleBundle(fileURLToPath(new URL("../../sample/snapshot", import.meta.url))),
          "sample organization",
        );
      },
    },
  };
}

/** Elements as calls of `h`, which take fewer bytes than those of the automatic runtime. */
function elements(): Plugin {
  return {
    name: "rolepath-elements",
    enforce: "pre",
    transform: (code, id) =>
      id.endsWith(".tsx") ? { code: `import { Fragment, h } from "preact";${code}`, map: null } : null,
  };
}

// No module of ours reads a property for what reading it does.
const treeshake = { propertyReadSideEffects: false, unknownGlobalSideEffects: false } as const;
// What comments tell bundlers is said by then, and nobody else reads them.
const output = { comments: { annotation: false, legal: true } };

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
  // Workspace packages from their sources: the page needs no build of theirs.
  resolve: { conditions: ["source", ...defaultClientConditions] },
  worker: {
    format: "iife",
    plugins: () => [definitionsByLikeness()],
    rolldownOptions: { output, treeshake },
  },
  build: {
    target: "es2022",
    // Browsers that know `light-dark()`: for others each of the two schemes would carry a stand-in that nothing uses.
    cssTarget: ["chrome123", "firefox120", "safari17.5", "ios17.5"],
    modulePreload: { polyfill: false },
    rolldownOptions: { output, treeshake },
    // `tsc -b` puts embed.js beside the pages.
    emptyOutDir: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  plugins: [elements(), definitionsByLikeness(), viteSingleFile({ removeViteModuleLoader: true }), pages()],
});
