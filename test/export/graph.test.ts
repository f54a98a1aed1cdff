import { join } from "node:path";
import { type Analysis, analyze } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import type { Snapshot } from "@rolepath/snapshot";
import { MultiDirectedGraph } from "graphology";
import graphml from "graphology-graphml";
import { describe, expect, test } from "vitest";
import { openDuckDB } from "./duckdb.js";
import { exported } from "./world.js";

const sample = analyze(sampleSnapshot());

/** A user and a role whose name and tags hold what each format uses as syntax. */
function hostile(): Snapshot {
  const name = 'a,"b"\n;<i>&amp;]]>\u0007\ud800=1+1\u202e';
  const arn = `arn:aws:iam::111122223333:role/${name}`;
  return {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z" },
    problems: [],
    accounts: [
      {
        id: "111122223333",
        authorizationDetails: {
          UserDetailList: [
            {
              Path: "/",
              UserName: "eve",
              UserId: "AIDAEVE",
              Arn: "arn:aws:iam::111122223333:user/eve",
              UserPolicyList: [],
              GroupList: [],
              AttachedManagedPolicies: [],
              Tags: [],
            },
          ],
          GroupDetailList: [],
          Policies: [],
          RoleDetailList: [
            {
              Path: "/",
              RoleName: name,
              RoleId: "AROAHOSTILE",
              Arn: arn,
              AssumeRolePolicyDocument: {
                Version: "2012-10-17",
                Statement: {
                  Effect: "Allow",
                  Principal: { AWS: "arn:aws:iam::111122223333:user/eve" },
                  Action: "sts:AssumeRole",
                },
              },
              InstanceProfileList: [],
              RolePolicyList: [],
              AttachedManagedPolicies: [],
              Tags: [{ Key: "</data>", Value: '"}],"' }],
            },
          ],
        },
      },
    ],
  };
}

const worlds: readonly (readonly [string, Analysis])[] = [
  ["the sample organization", sample],
  ["names that hold each format's own syntax", analyze(hostile())],
];

// Lone surrogates and control characters cannot be written in UTF-8 or XML.
const written = (text: string, allowed: RegExp): string =>
  text.replace(/[\ud800-\udfff]/gu, "\ufffd").replace(allowed, "\ufffd");

describe.each(worlds)("of %s", (_, analysis) => {
  const [ids, edges] = [analysis.principals().map(({ id }) => id), [...analysis.edges()]];

  test.each(["neo4j", "neptune"] as const)(
    "the CSV for %s is read by another reader as it was",
    async (loader) => {
      const files = await exported(analysis, loader);
      const database = await openDuckDB();
      const read = (name: string) =>
        database.ask(
          `SELECT * FROM read_csv('${join(files.folder, name)}', header = true, all_varchar = true, strict_mode = true, delim = ',', quote = '"', escape = '"', new_line = '\\n')`,
        );
      const nodes = await read("nodes.csv");
      expect(nodes.map((row) => row["id:ID"])).toEqual(ids.map((id) => written(id, /$^/g)));
      for (const row of nodes) expect(row[":LABEL"]).toMatch(/^Principal;[A-Z][A-Za-z]+$/);
      const relationships = await read("relationships.csv");
      expect(relationships.map((row) => [row[":START_ID"], row[":END_ID"]])).toEqual(
        edges.map(({ from, to }) => [written(from, /$^/g), written(to, /$^/g)]),
      );
      for (const row of relationships) expect(row[":TYPE"]).toMatch(/^ASSUME_[A-Z_]+$/);
      const types = Object.keys(nodes[0] ?? {}).join(" ");
      expect(types).toContain(loader === "neptune" ? "admin:Bool" : "admin:boolean");
      database.close();
      await files.remove();
    },
  );

  test("the GraphML is read by another reader as it was", async () => {
    const files = await exported(analysis, "graphml");
    const graph = graphml.parse(MultiDirectedGraph, await files.file("graph.graphml"));
    const clean = (text: string): string =>
      written(text, /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu);
    expect(graph.nodes()).toEqual(ids.map(clean));
    expect(graph.mapEdges((_key, attributes, from, to) => [from, attributes.action, to])).toEqual(
      edges.map(({ from, action, to }) => [clean(from), action, clean(to)]),
    );
    const [first] = analysis.principals();
    expect(graph.getNodeAttribute(clean(first?.id ?? ""), "admin")).toBe(first?.admin);
    await files.remove();
  });

  test("the OpenGraph JSON keeps to BloodHound's schema", async () => {
    const files = await exported(analysis, "opengraph");
    const { metadata, graph } = JSON.parse(await files.file("opengraph.json"));
    expect(metadata).toEqual({ source_kind: "Rolepath" });
    expect(graph.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(
      graph.edges.map(({ start, end }: Record<"start" | "end", { value: string }>) => [
        start.value,
        end.value,
      ]),
    ).toEqual(edges.map(({ from, to }) => [from, to]));
    for (const { kinds } of graph.nodes) {
      expect(kinds.length).toBeLessThanOrEqual(3);
      for (const kind of kinds) expect(kind).toMatch(/^[A-Za-z0-9_]+$/);
    }
    for (const { kind, start, end } of graph.edges) {
      expect(kind).toMatch(/^[A-Za-z0-9_]+$/);
      expect([start.match_by, end.match_by]).toEqual(["id", "id"]);
    }
    for (const { properties } of [...graph.nodes, ...graph.edges])
      for (const value of Object.values(properties)) expect(["string", "boolean"]).toContain(typeof value);
    await files.remove();
  });
});
