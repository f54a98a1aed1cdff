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

const many = Array.from({ length: 240 }, (_, index) => String(200_000_000_000 + index));
const app = (index: number) => `arn:aws:iam::${many[index]}:role/app`;
const units = Array.from({ length: 60 }, (_, index) => `u${String(index).padStart(2, "0")}`);
const large = makeDataset(
  "large",
  fakeAnalysis({
    organization: {
      Organization: { Id: "o-1", MasterAccountId: many[0]! },
      Roots: [{ Id: "r" }],
      OrganizationalUnits: units.map((Id) => ({ Id, Name: Id, ParentId: "r" })),
      Accounts: many.map((Id, index) => ({ Id, Name: `n${index}`, ParentId: units[index % 60]! })),
      Policies: [],
    },
    principals: [
      ...many.map((account, index) => ({ id: app(index), kind: "role" as const, name: "app", account })),
      { id: "999999999999", kind: "account", name: "vendor", account: "999999999999", outside: true },
    ],
    edges: [
      { from: app(0), to: app(1) },
      { from: app(60), to: app(61) },
      { from: app(120), to: app(61), requires: [externalId] },
      { from: app(2), to: app(62) },
      { from: "999999999999", to: app(3), requires: [externalId] },
    ],
  }),
);

test("too many accounts are a matrix of their units, each cell with what leads from all of one into the other", () => {
  const { matrix, pairs, pairCount } = overviewView(large, { ...overviewRoute, width: 1440 });
  expect(matrix?.of).toBe("unit");
  expect(matrix?.columns).toHaveLength(60);
  const cells = matrix?.cells.row.map((row, at) => [
    matrix.rows[row]?.title,
    matrix.columns[matrix.cells.column[at]!]?.title,
    matrix.cells.roles[at],
    matrix.cells.conditional[at],
  ]);
  expect(cells).toEqual([
    ["vendor", "u03", 1, 1],
    ["u00", "u01", 2, 0],
    ["u02", "u02", 1, 0],
  ]);
  expect(pairs.map(({ from, to, edges }) => `${from} > ${to} ${edges}`)).toEqual([
    "u00 > u01 3",
    "vendor > u03 1",
    "u02 > u02 1",
  ]);
  expect(pairCount).toBe(3);
});

test("a cell of units leads to the accounts of the unit, which are few enough to be told apart", () => {
  const { matrix } = overviewView(large, { ...overviewRoute, width: 1440 });
  const at = matrix!.cells.row.findIndex((row) => matrix!.rows[row]?.title === "u00");
  const route = matrix!.cells.go[at]!;
  if (route.view !== "overview") throw new Error("expected an overview");
  const narrowed = overviewView(large, { ...route, width: 1440 });
  expect(narrowed.matrix?.of).toBe("account");
  expect(narrowed.matrix?.columns.map(({ title }) => title)).toEqual(["n0", "n120", "n60", "n1", "n61"]);
  expect(narrowed.pairs.map(({ from, to }) => `${from} > ${to}`).toSorted()).toEqual([
    "n0 > n1",
    "n120 > n61",
    "n60 > n61",
  ]);
});
