import { expect, test } from "vitest";
import { instantOf, isoOf } from "./dates.js";

test.each([
  ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"],
  ["2026-01-02T03:04:05.678901+00:00", "2026-01-02T03:04:05.678Z"],
  ["2026-01-02 03:04:05+0130", "2026-01-02T01:34:05Z"],
  ["2026-01-02T03:04", "2026-01-02T03:04:00Z"],
  ["2026-01-02", "2026-01-02T00:00:00Z"],
])("%s is the instant %s, whatever the time zone of the machine", (date, iso) => {
  expect(isoOf(instantOf(date) ?? Number.NaN)).toBe(iso);
});

test.each(["", "Tue, 01 Jan 2026", "2026-02-31T25:00:00Z", "1767322800", "2026-1-2"])(
  "`%s` is no date",
  (date) => {
    expect(instantOf(date)).toBeNull();
  },
);
