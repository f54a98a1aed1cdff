import { expect, test } from "vitest";
import { crashAdvice } from "./crash-advice.js";

test.each([
  ["SIGABRT", "linux", "--max-old-space-size"],
  ["SIGTRAP", "darwin", "--max-old-space-size"],
  ["SIGKILL", "linux", "more memory"],
  ["SIGSEGV", "linux", "vm.max_map_count"],
] as const)("who reads much and is ended by %s on %s is told of %s", (signal, platform, remedy) => {
  expect(crashAdvice(signal, platform)?.join("\n")).toContain(remedy);
});

test("a crash elsewhere has nothing to do with Linux", () => {
  expect(crashAdvice("SIGSEGV", "darwin")?.join("\n")).not.toContain("sysctl");
});

test("who asks for the end is told nothing", () => {
  expect(crashAdvice("SIGINT", "linux")).toBeNull();
  expect(crashAdvice("SIGTERM", "linux")).toBeNull();
});
