import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `pnpm screenshots`: not a test of its own, so not part of `vitest run`.
const conditions = ["source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/e2e/screenshots.ts"],
    globalSetup: [fileURLToPath(new URL("../support/browser-setup.ts", import.meta.url))],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
