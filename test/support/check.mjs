// @ts-check
// Runs every check of the repository in order, goes on after a failure, and ends with one line of counts.
// Plain JavaScript, because it runs the build that everything else needs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const testReport = join(root, "node_modules", ".cache", "rolepath", "vitest.json");

/** The scripts of package.json that make up a check; each also runs alone, as `pnpm run <name>`. */
const steps = [
  { name: "build", what: "compile the packages, the page and the sample" },
  { name: "lint", what: "format and lint; `pnpm fix` repairs most of it" },
  { name: "types", what: "types of the tests" },
  { name: "layers", what: "which folder may import which" },
  { name: "unused", what: "files, exports and dependencies that nothing uses" },
  { name: "unit", what: "all tests, the browser's too" },
];

/**
 * @param {string} script
 * @param {string} [extra]
 */
function runScript(script, extra = "") {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const command = `${scripts[script]}${extra}`;
  const result = spawnSync(command, { cwd: root, shell: true, stdio: ["ignore", "inherit", "inherit"] });
  if (result.status !== 0) {
    const end = result.signal === null ? `exit code ${result.status}` : `signal ${result.signal}`;
    process.stdout.write(`\`${script}\` ended with ${result.error?.message ?? end}\n`);
  }
  return result.status === 0;
}

/**
 * The counts of the test run. A file that did not load, or a run that broke off, counts as one failure.
 *
 * @param {boolean} succeeded
 * @returns {Counts}
 */
function readTestCounts(succeeded) {
  /** @type {Counts} */
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const report = JSON.parse(readFileSync(testReport, "utf8"));
    const unloaded = report.testResults.filter(
      /** @param {{ status: string, assertionResults: unknown[] }} file */
      (file) => file.status === "failed" && file.assertionResults.length === 0,
    );
    counts = {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    process.stderr.write(`no test report: ${String(error)}\n`);
  }
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** @param {string} name */
function runTests(name) {
  mkdirSync(dirname(testReport), { recursive: true });
  rmSync(testReport, { force: true });
  const reporters = ["default", "./test/case/score-reporter.ts", "json"].map(
    (reporter) => ` --reporter=${reporter}`,
  );
  return readTestCounts(
    runScript(name, `${reporters.join("")} --outputFile.json=${JSON.stringify(testReport)}`),
  );
}

/** @type {{ name: string, what: string, seconds: number, counts: Counts }[]} */
const done = [];
for (const { name, what } of steps) {
  process.stdout.write(`\n=== ${name}: ${what}\n`);
  const start = performance.now();
  /** @type {Counts} */
  let counts;
  if (name === "unit") counts = runTests(name);
  else counts = runScript(name) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  done.push({ name, what, seconds: (performance.now() - start) / 1000, counts });
  if (name === "build" && counts.failed > 0) {
    process.stdout.write("\nThe build failed; nothing after it can be judged.\n");
    break;
  }
}

process.stdout.write("\n");
for (const { name, what, seconds, counts } of done) {
  const state = counts.failed > 0 ? "FAILED" : "ok";
  process.stdout.write(
    `${state.padEnd(6)}  ${name.padEnd(7)} ${seconds.toFixed(1).padStart(6)} s  ${what}\n`,
  );
}
const total = done.reduce(
  (sum, { counts }) => ({
    passed: sum.passed + counts.passed,
    failed: sum.failed + counts.failed,
    skipped: sum.skipped + counts.skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
