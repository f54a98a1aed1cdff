import { defineConfig } from "vitest/config";

// `pnpm screenshots`: not a test of its own, so not part of `vitest run`.
const conditions = ["source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/e2e/screenshots.ts"],
    globalSetup: ["test/support/browser-setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
