import { expect, test } from "vitest";
import { KNOWN_ACCOUNTS } from "./known-accounts.js";
import { vendorOf } from "./vendor.js";

test("an account of the public list has its owner's name, any other has none", () => {
  expect(vendorOf("464622532012")).toBe("Datadog");
  expect(vendorOf("754728514883")).toBe("New Relic");
  expect(vendorOf("386209384616")).toBe("AWS (Billing)");
  expect(vendorOf("111122223333")).toBeNull();
  expect(vendorOf("")).toBeNull();
});

test("the list is whole: a name and twelve-digit ids on every line, no id twice", () => {
  const lines = KNOWN_ACCOUNTS.split("\n");
  for (const line of lines) expect(line).toMatch(/^[^=]+=\d{12}(,\d{12})*$/);
  const ids = lines.flatMap((line) => line.split("=")[1]!.split(","));
  expect(ids.length).toBeGreaterThan(400);
  expect(new Set(ids).size).toBe(ids.length);
});
