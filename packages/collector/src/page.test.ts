import { expect, test } from "vitest";
import { Meter } from "./meter.js";
import { markerPages, tokenItems } from "./page.js";

const list = (meter = new Meter()) => ({ operation: "iam:ListRoles", meter, sizeMax: 2 }) as const;

test("all pages are fetched, each with the token of the one before and the largest size", async () => {
  const asked: object[] = [];
  const pages = [{ NextToken: "a", Items: [1, 2] }, { NextToken: "b", Items: [] }, { Items: [3] }];
  const meter = new Meter();
  const items = await tokenItems(
    list(meter),
    async (page) => {
      asked.push(page);
      return pages[asked.length - 1] ?? { Items: [] };
    },
    (page) => page.Items,
  );
  expect(items).toEqual([1, 2, 3]);
  expect(asked).toEqual([
    { MaxResults: 2 },
    { MaxResults: 2, NextToken: "a" },
    { MaxResults: 2, NextToken: "b" },
  ]);
  // Two full pages would have held the three items.
  expect(meter.minimum).toBe(2);
});

test("a list without items needs one call", async () => {
  const meter = new Meter();
  await tokenItems(
    list(meter),
    async () => ({}),
    () => [],
  );
  expect(meter.minimum).toBe(1);
});

test("a truncated page without a marker is an error, not the end of the list", async () => {
  const fetch = async () => ({ IsTruncated: true });
  await expect(markerPages(list(), fetch, () => 0)).rejects.toThrow(
    "iam:ListRoles: MalformedAnswer: a truncated page",
  );
});

test("a token that comes back is an error, not an endless list", async () => {
  const fetch = async () => ({ IsTruncated: true, Marker: "again" });
  await expect(markerPages(list(), fetch, () => 1)).rejects.toThrow("the same page token twice");
});
