import { join } from "node:path";
import { analyze } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "./duckdb.js";
import { type Exported, exported } from "./world.js";

const analysis = analyze(sampleSnapshot());
let files: Exported;
let database: Awaited<ReturnType<typeof openDuckDB>>;
const table = (name: string): string =>
  `read_parquet('${join(files.folder, `${name}.parquet`).replaceAll("'", "''")}')`;

beforeAll(async () => {
  files = await exported(analysis, "parquet");
  database = await openDuckDB();
});

afterAll(async () => {
  database.close();
  await files.remove();
});

// The query that docs/exporting.md shows.
const whoCan = (role: string, hops: number): string => `
  WITH RECURSIVE chain(id, hops) AS (
    SELECT '${role}', 0
    UNION
    SELECT edges.from_id, chain.hops + 1
    FROM chain JOIN ${table("edges")} AS edges ON edges.to_id = chain.id
    WHERE chain.hops < ${hops}
  )
  SELECT id, min(hops) AS hops FROM chain WHERE hops > 0 AND id <> '${role}' GROUP BY id ORDER BY id`;

describe("the Parquet files of the sample organization", () => {
  test("hold every principal, edge and finding, each once", async () => {
    const count = async (name: string, key: string): Promise<unknown> =>
      (
        await database.ask(`SELECT count(*)::INT AS n, count(DISTINCT ${key})::INT AS d FROM ${table(name)}`)
      )[0];
    const alike = (n: number) => ({ n, d: n });
    expect(await count("nodes", "id")).toEqual(alike(analysis.principals().length));
    expect(await count("edges", "id")).toEqual(alike([...analysis.edges()].length));
    expect(await count("findings", "fingerprint")).toEqual(alike(analysis.check().findings.length));
  });

  test("refer to nothing that is not there", async () => {
    const lost = await database.ask(`
      SELECT from_id AS id FROM ${table("edges")} WHERE from_id NOT IN (SELECT id FROM ${table("nodes")})
      UNION SELECT to_id FROM ${table("edges")} WHERE to_id NOT IN (SELECT id FROM ${table("nodes")})
      UNION SELECT edge_id FROM ${table("residuals")} WHERE edge_id NOT IN (SELECT id FROM ${table("edges")})`);
    expect(lost).toEqual([]);
  });

  test("say of every conditional edge what it asks for, and of no other", async () => {
    const conditional = [...analysis.edges()].filter(({ verdict }) => verdict === "conditional");
    const asked = await database.ask(`SELECT count(DISTINCT edge_id)::INT AS n FROM ${table("residuals")}`);
    expect(conditional.length).toBeGreaterThan(20);
    expect(asked).toEqual([{ n: conditional.length }]);
  });

  test("give the verdict that `can` gives", () => {
    for (const { from, to, verdict } of analysis.edges())
      expect(analysis.can({ from, to }).verdict, `${from} ${to}`).toBe(verdict);
  });

  test("give the alternatives that `can` gives, found once for many", () => {
    const conditions = [...analysis.edgeConditions()];
    expect(conditions.length).toBeGreaterThan(20);
    for (const { from, to, alternatives } of conditions)
      expect(alternatives, `${from} ${to}`).toEqual(analysis.can({ from, to }).alternatives);
  });

  // No policy on the way to these roles tests what a session carries, so joining direct hops is exact.
  test.each(["payments-replay", "OrganizationAccountAccessRole", "transit-lookup"])(
    "answer who can become %s as the engine does",
    async (name) => {
      const role = analysis.principals().find((info) => info.name === name && info.id.includes(":role/"));
      const answer = analysis.whoCan(role?.id ?? "", { maxHops: 8 });
      const expected = answer.results
        .filter(({ principal }) => principal !== role?.id)
        .map(({ principal, hops }) => ({ id: principal, hops: hops.length }));
      expect(expected.length).toBeGreaterThan(2);
      expect(await database.ask(whoCan(role?.id ?? "", 8))).toEqual(
        expected.sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
    },
  );

  test("are the same bytes again", async () => {
    const again = await exported(analysis, "parquet");
    for (const name of ["nodes", "edges", "residuals", "findings"])
      expect(await again.file(`${name}.parquet`)).toBe(await files.file(`${name}.parquet`));
    await again.remove();
  });
});

test("an export of nothing still has its columns", async () => {
  const empty = await exported(
    analyze({
      manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z" },
      accounts: [],
      problems: [],
    }),
    "parquet",
  );
  const path = join(empty.folder, "edges.parquet").replaceAll("'", "''");
  expect(await database.ask(`SELECT from_id, to_id, cross_account FROM read_parquet('${path}')`)).toEqual([]);
  await empty.remove();
});
