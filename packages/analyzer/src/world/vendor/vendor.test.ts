import { expect, test } from "vitest";
import { KNOWN_ACCOUNTS } from "./known-accounts.js";
import { vendorOf } from "./vendor.js";

test("an account of the public list has its owner's name, any other has none", () => {
  expect(vendorOf("464622532012")).toBe("Datadog");
  expect(vendorOf("754728514883")).toBe("New Relic");
  expect(vendorOf("386209384616")).toBe("AWS (Billing)");
  // One that begins with zeros.
  expect(vendorOf("034638983726")).toBe("AWS (CloudTrail)");
  expect(vendorOf("34638983726")).toBeNull();
  expect(vendorOf("111122223333")).toBeNull();
  expect(vendorOf("")).toBeNull();
});

test("the list is whole: a name and steps on every line, in the order of the first ids", () => {
  const lines = KNOWN_ACCOUNTS.split("\n");
  for (const line of lines) expect(line).toMatch(/^[^=]+=[0-9a-z]+(,[0-9a-z]+)*$/);
  expect(lines.flatMap((line) => line.split(",")).length).toBeGreaterThan(400);
  // The first and the last owner: what stands between them adds up.
  expect(vendorOf("002294850712")).toBe("AWS (GuardDuty service accounts)");
  expect(vendorOf("983530947477")).toBe("Qleet");
});
