import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const conditions = ["source"];

/** For what drives the page without being a test, and so is no part of `vitest run`. */
export function drivenConfig(file: string): ViteUserConfig {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: [file],
      globalSetup: [fileURLToPath(new URL("../support/browser-setup.ts", import.meta.url))],
      testTimeout: 600_000,
      hookTimeout: 120_000,
    },
  });
}
