import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The part of the page that the command runs: what makes the head of a report, as one module for Node. */
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { external: ["@rolepath/analyzer", "@rolepath/snapshot"], resolve: { conditions: ["source"] } },
  build: {
    ssr: fileURLToPath(new URL("src/head.ts", import.meta.url)),
    target: "node20",
    // Beside the pages.
    emptyOutDir: false,
    minify: true,
  },
});
