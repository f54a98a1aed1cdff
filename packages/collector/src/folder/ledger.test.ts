import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLedger } from "./ledger.js";
import type { SnapshotFolder } from "./snapshot-folder.js";

const head = {
  startedAt: "2026-01-01T00:00:00Z",
  source: "test",
  collection: { scope: "account", partition: "aws", callerAccount: "111122223333" },
} as const;

/** A folder that takes its time to write, and notes what it wrote and how many writes ran at once. */
function slowFolder() {
  const written: string[] = [];
  let running = 0;
  let most = 0;
  const folder = {
    write: async (_: string, text: string) => {
      running += 1;
      most = Math.max(most, running);
      await wait(2);
      running -= 1;
      written.push(text);
    },
  } as unknown as SnapshotFolder;
  return { folder, written, most: () => most };
}

test("writes that come in together become one, and the last one has everything", async () => {
  const { folder, written, most } = slowFolder();
  const ledger = createLedger(folder, head, null);
  const saves = Array.from({ length: 50 }, (_, index) => {
    ledger.setAccount(String(index).padStart(12, "0"), { status: "complete" });
    return ledger.save();
  });
  await Promise.all(saves);
  expect(most()).toBe(1);
  expect(written.length).toBe(2);
  expect(Object.keys((JSON.parse(written.at(-1) ?? "") as { accounts: object }).accounts)).toHaveLength(50);
});

test("the time of collection is that of the newest part", () => {
  const ledger = createLedger(slowFolder().folder, head, null);
  expect(ledger.manifest.createdAt).toBe("2026-01-01T00:00:00Z");
  ledger.setAccount("2".repeat(12), { status: "complete", collectedAt: "2026-01-03T00:00:00Z" });
  ledger.setAccount("1".repeat(12), { status: "complete", collectedAt: "2026-01-02T00:00:00Z" });
  expect(ledger.manifest.createdAt).toBe("2026-01-03T00:00:00Z");
  expect(Object.keys(ledger.manifest.accounts)).toEqual(["1".repeat(12), "2".repeat(12)]);
});
