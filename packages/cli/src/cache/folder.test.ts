import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder } from "./folder.js";

test("the cache lies where the platform has caches, and where ROLEPATH_CACHE_DIR says before that", () => {
  const environment = { HOME: "/people/a", XDG_CACHE_HOME: "/cache", LOCALAPPDATA: "/local" };
  expect(cacheFolder(environment, "linux")).toBe(join("/cache", "rolepath"));
  expect(cacheFolder({ HOME: "/people/a" }, "linux")).toBe(join("/people/a", ".cache", "rolepath"));
  expect(cacheFolder(environment, "darwin")).toBe(join("/people/a", "Library", "Caches", "rolepath"));
  expect(cacheFolder(environment, "win32")).toBe(join("/local", "rolepath", "cache"));
  for (const platform of ["linux", "darwin", "win32"] as const)
    expect(cacheFolder({ ...environment, ROLEPATH_CACHE_DIR: "/own" }, platform)).toBe("/own");
});

test("without a folder, or with one that is not absolute, there is no cache", () => {
  for (const platform of ["linux", "darwin", "win32"] as const) expect(cacheFolder({}, platform)).toBeNull();
  expect(cacheFolder({ XDG_CACHE_HOME: "cache", HOME: "" }, "linux")).toBeNull();
});
