import { defineConfig } from "vitest/config";

// Workspace packages are read from their sources, so that a test needs no build.
const conditions = ["source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 60_000,
    // Vitest leaves one core free, which on a machine with two is half of it.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{packages/*,sample,bench}/{src,build}/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "test/e2e/**"],
        },
      },
      {
        // What drives a browser; the set-up finds or installs one, and only runs when these tests do.
        extends: true,
        test: {
          name: "browser",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/browser-setup.ts"],
          hookTimeout: 120_000,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
