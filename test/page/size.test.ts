import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { root } from "../support/repository.js";

/**
 * What the page without data may weigh, gzipped, in bytes: each report carries it, and each visit loads it.
 *
 * Raise it only for something that is worth the wait; a library that came in by accident is not.
 */
const PAGE_BYTES_MAX = 245_000;

test("the page without data stays small enough to be sent with every report", () => {
  const file = join(root, "packages/web/dist/report.html");
  if (!existsSync(file)) throw new Error("the page is not built: run `pnpm run build` first");
  expect(gzipSync(readFileSync(file), { level: 9 }).length).toBeLessThanOrEqual(PAGE_BYTES_MAX);
});
