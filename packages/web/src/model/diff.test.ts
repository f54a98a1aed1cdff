import { analyze, diffAnalyses } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { sortAnswers } from "../answer-file/read-answer.js";
import { diffRoute } from "../route.js";
import { accountA, accountB, realRole, realSnapshot, realUser } from "../testing/real-dataset.js";
import { answerAlone } from "./answer-alone.js";
import { makeDataset } from "./dataset.js";
import { type Compared, diffView, writtenDiff } from "./diff.js";

const ann = realUser(accountA, "ann");
const bob = realUser(accountA, "bob");
const trusts = (users: readonly { readonly Arn: string }[], externalId?: string) => [
  {
    Effect: "Allow",
    Principal: { AWS: users.map((user) => user.Arn) },
    Action: "sts:AssumeRole",
    ...(externalId === undefined ? {} : { Condition: { StringEquals: { "sts:ExternalId": externalId } } }),
  },
];
const at = (createdAt: string) => ({ manifest: { formatVersion: 1 as const, createdAt } });
function opened(snapshot: Snapshot, name: string): Compared {
  const analysis = analyze(snapshot);
  return { analysis, dataset: makeDataset(name, analysis) };
}

const older = opened(
  realSnapshot(
    [ann],
    [
      realRole(accountB, "kept", { trust: trusts([ann]) }),
      realRole(accountB, "closed", { trust: trusts([ann]) }),
      realRole(accountB, "vendor", { trust: trusts([ann], "one") }),
    ],
    at("2026-01-01T00:00:00Z"),
  ),
  "older",
);
const newer = opened(
  realSnapshot(
    [ann, bob],
    [
      realRole(accountB, "kept", { trust: trusts([ann]) }),
      realRole(accountB, "closed", { trust: trusts([bob]) }),
      realRole(accountB, "vendor", { trust: trusts([ann], "two") }),
    ],
    at("2026-02-01T00:00:00Z"),
  ),
  "newer",
);

describe("two snapshots", () => {
  test("differ in the edges that were added, removed, or ask for something else; what stayed is not listed", () => {
    const { pair } = diffView(newer, older, diffRoute);
    expect([pair?.before.name, pair?.after.name, pair?.shown]).toEqual(["older", "newer", "after"]);
    expect(
      pair?.edges.map((edge) => [edge.change, edge.from.name, edge.to.name, edge.before, edge.after]),
    ).toEqual([
      ["added", "bob", "closed", "", "no condition"],
      ["changed", "ann", "vendor", "if external ID is `one`", "if external ID is `two`"],
      ["removed", "ann", "closed", "no condition", ""],
    ]);
    expect(pair?.counts).toEqual({ added: 1, changed: 1, removed: 1 });
    expect(pair?.principals.added.map((one) => one.name)).toEqual(["bob"]);
    expect(pair?.principals.removed).toEqual([]);
  });

  test("say what did it, and for a changed hop who gets through now", () => {
    const edges = diffView(newer, older, diffRoute).pair?.edges ?? [];
    expect(edges.map((edge) => [edge.because[0], edge.effect])).toEqual([
      [expect.stringContaining("bob"), ""],
      [expect.stringContaining("trust policy of vendor"), "lets other requests through"],
      [expect.stringContaining("trust policy of closed"), ""],
    ]);
  });

  test("stand in the order of their dates, whichever was loaded first, unless the reader turns them", () => {
    expect(diffView(older, newer, diffRoute).pair).toMatchObject({ shown: "before", counts: { added: 1 } });
    expect(diffView(older, newer, { ...diffRoute, turned: true }).pair?.before.name).toBe("newer");
  });

  test("lead to the path only where the snapshot that is shown has it", () => {
    const edges = diffView(newer, older, diffRoute).pair?.edges ?? [];
    expect(edges.map((edge) => edge.go !== null)).toEqual([true, true, false]);
  });

  test("that are the same show nothing", () => {
    const { pair } = diffView(older, older, diffRoute);
    expect([pair?.edges, pair?.findings]).toEqual([[], []]);
  });

  test("need a second one", () => {
    expect(diffView(older, null, diffRoute).pair).toBeNull();
  });
});

describe("a comparison that the command wrote", () => {
  const written = JSON.stringify({
    ...diffAnalyses(older.analysis, newer.analysis),
    problems: [],
  });
  const { answer } = sortAnswers(new Map([["diff.json", written]]));
  if (answer?.kind !== "diff") throw new Error("not read as a comparison");

  test("says alone what the page says of the two snapshots, without links", () => {
    const { pair } = writtenDiff(answer.answer, answerAlone(answer));
    const both = diffView(newer, older, diffRoute).pair;
    const words = (edges = pair?.edges) =>
      edges?.map(({ change, from, to, before, after, because }) => [
        change,
        from.name,
        to.name,
        before,
        after,
        because,
      ]);
    expect(words()).toEqual(words(both?.edges));
    expect(pair).toMatchObject({ written: true, shown: null, counts: both?.counts });
    expect(pair?.edges.map(({ go }) => go)).toEqual([null, null, null]);
  });

  test("leads into the snapshot that is open beside it, where that is one of the two", () => {
    const linked = (side: Compared) => {
      const { pair } = writtenDiff(answer.answer, side.dataset);
      return [pair?.shown, pair?.edges.map(({ change, go }) => `${change} ${go !== null}`)];
    };
    expect(linked(newer)).toEqual(["after", ["added true", "changed true", "removed false"]]);
    expect(linked(older)).toEqual(["before", ["added false", "changed true", "removed true"]]);
  });
});
