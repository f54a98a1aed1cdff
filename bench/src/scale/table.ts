import { growth } from "../measure.js";
import { table } from "../table.js";
import type { CheckFigures, ScaleFigures } from "./scale.js";

/** The figures as two tables: the command beside the yardstick, and its parts. */
export function scaleTables(all: readonly ScaleFigures[], limitSeconds: number): string {
  const cut = all.some(({ cold, second, changed, phasesOutcome }) =>
    [cold.outcome, second?.outcome, changed?.outcome, phasesOutcome].includes("cut"),
  );
  return [
    commandTable(all),
    "",
    partsTable(all),
    ...(cut ? ["", `cut: ended by the limit of ${limitSeconds} s (--limit)`] : []),
  ].join("\n");
}

function commandTable(all: readonly ScaleFigures[]): string {
  const head = [
    ...["accounts", "MB", "MB/account", "parse CPU s", "findings", "out MB"],
    ...["check CPU s", "wall s", "peak MB", "check/parse", "growth", "filling CPU s"],
    ...["second CPU s", "wall s", "peak MB", "second/parse"],
    ...["one changed CPU s", "wall s", "peak MB", "changed/parse"],
  ];
  const rows = all.map(({ accounts, yardstick, cold, filling, second, changed }, index) => {
    const before = all[index - 1];
    const parse = yardstick.parse.cpuSeconds;
    const done = cold.outcome === "done";
    return [
      String(accounts),
      megabytes(yardstick.bytes),
      (yardstick.bytes / 1e6 / accounts).toFixed(2),
      parse.toFixed(2),
      done ? String(cold.findings) : "-",
      done ? megabytes(cold.outputBytes) : "-",
      ...commandCells(cold),
      ratio(cold, parse),
      before === undefined ? "" : grown(before, accounts, cold),
      filling === null ? "-" : (filling.cost?.cpuSeconds.toFixed(2) ?? filling.outcome),
      ...againCells(second, parse),
      ...againCells(changed, parse),
    ];
  });
  return table(head, rows);
}

function againCells(run: CheckFigures | null, parse: number): readonly string[] {
  return run === null ? ["-", "-", "-", "-"] : [...commandCells(run), ratio(run, parse)];
}

function commandCells(run: CheckFigures): readonly string[] {
  if (run.outcome !== "done" || run.cost === null)
    return [run.outcome, run.wallSeconds.toFixed(1), run.peakBytes === null ? "-" : megabytes(run.peakBytes)];
  return [run.cost.cpuSeconds.toFixed(2), run.wallSeconds.toFixed(1), megabytes(run.peakBytes ?? 0)];
}

function ratio(run: CheckFigures, parse: number): string {
  return run.outcome === "done" && run.cost !== null ? (run.cost.cpuSeconds / parse).toFixed(1) : "-";
}

function grown(before: ScaleFigures, accounts: number, cold: CheckFigures): string {
  if (before.cold.outcome !== "done" || cold.outcome !== "done") return "-";
  return growth(
    { size: before.accounts, cost: before.cold.cost?.cpuSeconds ?? Number.NaN },
    { size: accounts, cost: cold.cost?.cpuSeconds ?? Number.NaN },
  ).toFixed(2);
}

function partsTable(all: readonly ScaleFigures[]): string {
  const head = [
    ...[
      "accounts",
      "principals",
      "classes",
      "hops",
      "decisions",
      "edges",
      "files s",
      "read s",
      "world s",
      "graph s",
      "check s",
    ],
    ...["peak MB", "growth of read", "world", "graph", "check"],
  ];
  const rows = all.map(({ accounts, phases, phasesOutcome }, index) => {
    if (phases === null) return [String(accounts), phasesOutcome];
    const before = all[index - 1]?.phases ?? null;
    const by = (part: "read" | "world" | "graph" | "check"): string =>
      before === null
        ? ""
        : growth(
            { size: before.accounts, cost: before[part].cpuSeconds },
            { size: accounts, cost: phases[part].cpuSeconds },
          ).toFixed(2);
    return [
      String(accounts),
      String(phases.principals),
      String(phases.size.classes),
      String(phases.size.hops),
      String(phases.size.decisions),
      String(phases.edges),
      phases.files.cpuSeconds.toFixed(2),
      phases.read.cpuSeconds.toFixed(2),
      phases.world.cpuSeconds.toFixed(2),
      phases.graph.cpuSeconds.toFixed(2),
      phases.check.cpuSeconds.toFixed(2),
      megabytes(phases.peakBytes),
      by("read"),
      by("world"),
      by("graph"),
      by("check"),
    ];
  });
  return table(head, rows);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
