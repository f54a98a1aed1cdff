import { expect, test } from "vitest";
import { overviewRoute } from "../route.js";
import { externalId, fakeAnalysis } from "../testing/fake-analysis.js";
import { makeDataset } from "./dataset.js";
import { overviewView } from "./overview.js";

const ids = Array.from({ length: 40 }, (_, index) => String(100_000_000_000 + index));
const role = (index: number, name = "app") => `arn:aws:iam::${ids[index]}:role/${name}`;
const crowd = makeDataset(
  "crowd",
  fakeAnalysis({
    organization: {
      Organization: { Id: "o-1", MasterAccountId: ids[0]! },
      Roots: [{ Id: "r" }],
      OrganizationalUnits: [
        { Id: "ou-a", Name: "Alpha", ParentId: "r" },
        { Id: "ou-b", Name: "Beta", ParentId: "r" },
      ],
      Accounts: ids.map((id, index) => ({
        Id: id,
        Name: `n${index}`,
        ParentId: index % 2 === 0 ? "ou-a" : "ou-b",
      })),
      Policies: [],
    },
    principals: [
      ...ids.map((account, index) => ({ id: role(index), kind: "role" as const, name: "app", account })),
      { id: role(3, "boss"), kind: "role", name: "boss", account: ids[3]!, admin: true },
      { id: "999999999999", kind: "account", name: "vendor", account: "999999999999", outside: true },
    ],
    edges: [
      { from: role(0), to: role(3, "boss") },
      { from: role(0), to: role(3) },
      { from: role(2), to: role(5), requires: [externalId] },
      { from: "999999999999", to: role(1) },
    ],
  }),
);

test("many accounts are a matrix by organizational unit, with the outside world above it, and no picture", () => {
  const { matrix, picture, pairs } = overviewView(crowd, { ...overviewRoute, width: 1440 });
  expect(picture).toBeNull();
  expect(matrix?.columnUnits).toEqual([
    { title: "Alpha", first: 0, count: 20 },
    { title: "Beta", first: 20, count: 20 },
  ]);
  expect(matrix?.rowUnits.map((unit) => unit.title)).toEqual(["Outside world", "Alpha", "Beta"]);
  const cells = matrix?.cells.row.map((row, at) => [
    matrix.rows[row]?.title,
    matrix.columns[matrix.cells.column[at]!]?.title,
    matrix.cells.roles[at],
    matrix.cells.admins[at],
    matrix.cells.conditional[at],
    matrix.rows[row]?.outside,
  ]);
  expect(cells).toEqual([
    ["n0", "n3", 2, 1, 0, false],
    ["n2", "n5", 1, 0, 1, false],
    ["vendor", "n1", 1, 0, 0, true],
  ]);
  expect(pairs).toHaveLength(3);
});
