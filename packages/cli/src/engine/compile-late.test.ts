import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { lateCompilation } from "./compile-late.js";

test("V8 is asked to optimize later by the flag that its version has", () => {
  expect(lateCompilation("11.3.244.8-node.33", [])).toEqual(["--interrupt-budget=540672"]);
  expect(lateCompilation("12.4.254.21-node.33", [])).toEqual(["--invocation-count-for-turbofan=12000"]);
});

test("a version of V8 that nothing is known of is asked nothing", () => {
  expect(lateCompilation("13.6.233.17-node.37", [])).toEqual([]);
  expect(lateCompilation("", [])).toEqual([]);
});

test("what the user gave Node stays, however it is spelled", () => {
  expect(lateCompilation("11.3.244.8", ["--interrupt_budget=66000"])).toEqual([]);
  expect(lateCompilation("11.3.244.8", ["--interrupt-budget-for-feedback-allocation=9"])).toHaveLength(1);
});

test("the Node that runs this knows the flag", () => {
  const flags = lateCompilation(process.versions.v8, []);
  const { status, stderr } = spawnSync(process.execPath, [...flags, "--eval", ""], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
