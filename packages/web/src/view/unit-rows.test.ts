import { expect, test } from "vitest";
import type { AccountRow } from "../protocol.js";
import { accountRoute } from "../route.js";
import { shown } from "../text.js";
import { unitRows } from "./unit-rows.js";

function row(name: string, unit: string, findings: AccountRow["findings"]): AccountRow {
  return {
    id: `id-${name}`,
    title: shown(name),
    unit: shown(unit),
    outside: false,
    users: 1,
    roles: 10,
    entered: 2,
    findings,
    go: accountRoute(name),
  };
}

const rows = [
  row("a", "Alpha", { low: 9 }),
  row("b", "Alpha", {}),
  row("c", "Beta", { medium: 2 }),
  row("d", "Beta", { critical: 1, low: 1 }),
  row("e", "Gamma", {}),
];

test("units and their accounts stand with the worst findings first, and units say what theirs come to", () => {
  const units = unitRows(rows, "");
  expect(units.map(({ unit, accounts }) => [unit, accounts.map(({ title }) => title).join("")])).toEqual([
    ["Beta", "dc"],
    ["Alpha", "ab"],
    ["Gamma", "e"],
  ]);
  expect(units[0]).toMatchObject({
    users: 2,
    roles: 20,
    entered: 4,
    findings: { critical: 1, medium: 2, low: 1 },
  });
});

test("only accounts that have all the words in name, number or unit are left", () => {
  const found = (text: string) =>
    unitRows(rows, text).flatMap(({ accounts }) => accounts.map(({ id }) => id));
  expect(found("beta ID-C")).toEqual(["id-c"]);
  expect(found("alpha")).toEqual(["id-a", "id-b"]);
  expect(found("alpha beta")).toEqual([]);
});
