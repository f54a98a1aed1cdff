// Which module may import which. Each rule's comment says what to do when it stops you.
// test/tidy.test.ts checks that every source file is read and that every rule still catches a planted violation.

const ours = "^(bench|packages|sample|test)/";
const tests = "\\.test\\.tsx?$";

/** A rule that a workspace folder imports, of our own folders, only itself and `allowed`. */
function meetsOnly(name, folder, allowed, comment) {
  const pathNot = [folder, ...allowed].map((path) => `^${path}/`);
  return { name, severity: "error", comment, from: { path: `^${folder}/` }, to: { path: ours, pathNot } };
}

// The analyzer's line: a folder imports only what stands left of it, and the shapes of the answers.
const analyzer = "packages/analyzer/src";
const line = [
  "policy",
  "world",
  "decide",
  "graph",
  "indirect",
  "path",
  "config",
  "finding",
  "invariant",
  "report",
];

function analyzerRule(folder, index) {
  const left = line.slice(0, index + 1).join("|");
  return {
    name: `analyzer-${folder}`,
    severity: "error",
    comment:
      `analyzer/${folder} imports only what stands left of it in ${line.join(" <- ")}, and answer.ts. ` +
      "Move what you need to the left, or hand it in as an argument from analyze.ts.",
    from: { path: `^${analyzer}/${folder}/`, pathNot: tests },
    to: { path: `^${analyzer}/`, pathNot: [`^${analyzer}/(${left})/`, `^${analyzer}/answer\\.ts$`] },
  };
}

// The rooms of large folders, each a line of its own; "." are the files of the folder itself.
const rooms = {
  "packages/snapshot/src": ["type", "json", "schema", "value", "part", "packed", "read", "."],
  "packages/analyzer/src/decide": [
    "domain",
    "caller",
    "formula",
    "match",
    "keys",
    "layer",
    ".",
    "admin",
    "answer",
  ],
  "packages/analyzer/src/graph": ["shape", "class", "source", ".", "info"],
  "packages/analyzer/src/path": [
    ".",
    "session",
    "chain",
    "walk",
    "reach",
    "question",
    "cut",
    "indirect",
    "use",
  ],
};

function roomRule(folder, line, index) {
  const pathOf = (room) => `^${folder}/${room === "." ? "[^/]+$" : `${room}/`}`;
  const label = line[index] === "." ? "itself" : line[index];
  return {
    name: `${folder.replace(/^packages\/|\/src\b/g, "").replace("/", "-")}-${label}`,
    severity: "error",
    comment: `Inside ${folder} a room imports only what stands left of it in ${line.join(" <- ")}. Move what you need to the left.`,
    from: { path: pathOf(line[index]), pathNot: tests },
    to: { path: `^${folder}/`, pathNot: line.slice(0, index + 1).map(pathOf) },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    meetsOnly(
      "snapshot-stands-alone",
      "packages/snapshot",
      [],
      "The snapshot package imports nothing of ours: it is what all others meet at. Move the code to the package that needs it.",
    ),
    meetsOnly(
      "collector-meets-snapshot",
      "packages/collector",
      ["packages/snapshot"],
      "Of ours, the collector imports only @rolepath/snapshot. Put a shared shape there; do the rest in the cli.",
    ),
    meetsOnly(
      "analyzer-meets-snapshot",
      "packages/analyzer",
      ["packages/snapshot"],
      "Of ours, the analyzer imports only @rolepath/snapshot, so that it runs anywhere. Hand the rest in as an argument.",
    ),
    meetsOnly(
      "web-meets-snapshot-and-analyzer",
      "packages/web",
      ["packages/snapshot", "packages/analyzer"],
      "Of ours, the page imports only @rolepath/snapshot and @rolepath/analyzer. What needs Node belongs into the cli.",
    ),
    meetsOnly(
      "export-meets-analyzer",
      "packages/export",
      ["packages/snapshot", "packages/analyzer"],
      "Of ours, the export imports only @rolepath/snapshot and @rolepath/analyzer. Files and folders are the cli's.",
    ),
    meetsOnly(
      "sample-meets-snapshot",
      "sample",
      ["packages/snapshot"],
      "Of ours, the sample's generator imports only @rolepath/snapshot: it is input, like any other snapshot.",
    ),
    meetsOnly(
      "bench-meets-snapshot-and-analyzer",
      "bench",
      ["packages/snapshot", "packages/analyzer"],
      "A benchmark measures what others can call: of ours it imports only @rolepath/snapshot and @rolepath/analyzer.",
    ),
    {
      name: "nobody-imports-test",
      severity: "error",
      comment: "Product code never imports from test/. Move what both need into the package it belongs to.",
      from: { path: "^(bench|packages|sample)/" },
      to: { path: "^test/" },
    },
    {
      name: "packages-meet-at-their-entry",
      severity: "error",
      comment:
        "Import another package by its name, not by a path into its sources; what you need is, or goes, into its exports.",
      from: { path: "^(bench|packages/[^/]+|sample|test)/" },
      to: { path: ours, pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    ...line.map(analyzerRule),
    // The last room of a line may import all others.
    ...Object.entries(rooms).flatMap(([folder, inside]) =>
      inside.slice(0, -1).map((_room, index) => roomRule(folder, inside, index)),
    ),
    {
      name: "analyzer-diff",
      severity: "error",
      comment:
        "analyzer/diff compares two analyses, so it imports explore.ts and whatever that does; only index.ts imports it. Import from the file that has what you need.",
      from: { path: `^${analyzer}/diff/`, pathNot: tests },
      to: { path: `^${analyzer}/index\\.ts` },
    },
    {
      name: "only-the-collector-knows-aws",
      severity: "error",
      comment:
        "Only the collector imports the AWS SDK, and test/aws/ to fill its server. Add what you need to the collector's client.",
      from: { pathNot: ["^packages/collector/", "^test/aws/"] },
      to: { path: "(^|/)@(aws-sdk|smithy)/" },
    },
    {
      name: "pure-packages-know-no-node",
      severity: "error",
      comment:
        "snapshot, analyzer, export and the page run in a browser too: no node: module. Take the text or the clock as an argument.",
      from: { path: "^packages/(snapshot|analyzer|export|web)/src/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "testing-for-tests",
      severity: "error",
      comment: "What stands under testing/ is for tests alone. Move what the product needs out of there.",
      from: { pathNot: [tests, "^test/", "^packages/[^/]+/src/testing/"] },
      to: { path: "^packages/[^/]+/src/testing/" },
    },
    {
      name: "drawing-knows-no-page",
      severity: "error",
      comment:
        "packages/web/src/draw/ draws what it is given: scenes from pictures, no view, no state. Pass in what it needs.",
      from: { path: "^packages/web/src/draw/", pathNot: tests },
      to: { path: "^packages/web/src/", pathNot: "^packages/web/src/(draw/|layout/|text\\.ts$)" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "These modules import each other. Move what both need into a third one, or pass it as an argument.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing imports this module and it imports nothing. Use it or delete it.",
      from: { orphan: true, path: ours, pathNot: ["\\.d\\.ts$", tests] },
      to: {},
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "This import leads nowhere. Check its path, or add the package to this folder's package.json.",
      from: {},
      // Vite resolves `./worker.js?worker`; this tool does not.
      to: { couldNotResolve: true, pathNot: "\\?worker" },
    },
  ],
  options: {
    // Type imports bind as well as others do.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "types", "import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
