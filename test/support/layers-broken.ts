/** The packages that the files below import by name: each needs a link to it in node_modules/@rolepath. */
export const workspacePackages = ["snapshot", "analyzer", "collector", "web"] as const;

const LEAF = "export type X = 1;\n";

/** For each layer rule, files that break it; the first is the one that the rule must name. */
export const brokenImports: readonly {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
}[] = [
  broken("snapshot-stands-alone", "packages/snapshot/src/wide.ts", "@rolepath/analyzer"),
  broken("collector-meets-snapshot", "packages/collector/src/wide.ts", "@rolepath/analyzer"),
  broken("analyzer-meets-snapshot", "packages/analyzer/src/wide.ts", "@rolepath/web"),
  broken("web-meets-snapshot-and-analyzer", "packages/web/src/wide.ts", "@rolepath/collector"),
  broken("export-meets-analyzer", "packages/export/src/wide.ts", "@rolepath/collector"),
  broken("bench-meets-snapshot-and-analyzer", "bench/src/wide.ts", "@rolepath/collector"),
  broken("sample-meets-snapshot", "sample/src/wide.ts", "@rolepath/analyzer"),
  broken("nobody-imports-test", "packages/cli/src/wide.ts", "../../../test/support/helper.js"),
  broken("packages-meet-at-their-entry", "packages/cli/src/deep.ts", "../../analyzer/src/path/find.js"),
  broken("analyzer-policy", "packages/analyzer/src/policy/right.ts", "../world/x.js"),
  broken("analyzer-world", "packages/analyzer/src/world/right.ts", "../decide/x.js"),
  broken("analyzer-decide", "packages/analyzer/src/decide/right.ts", "../graph/x.js"),
  broken("analyzer-graph", "packages/analyzer/src/graph/right.ts", "../path/find.js"),
  broken("analyzer-indirect", "packages/analyzer/src/indirect/right.ts", "../path/find.js"),
  broken("analyzer-path", "packages/analyzer/src/path/right.ts", "../finding/x.js"),
  broken("analyzer-config", "packages/analyzer/src/config/right.ts", "../finding/x.js"),
  broken("analyzer-finding", "packages/analyzer/src/finding/right.ts", "../report/x.js"),
  broken("analyzer-invariant", "packages/analyzer/src/invariant/right.ts", "../report/x.js"),
  broken("analyzer-diff", "packages/analyzer/src/diff/right.ts", "../index.js"),
  broken("analyzer-report", "packages/analyzer/src/report/right.ts", "../analyze.js"),
  ...brokenRooms("snapshot", ["type", "json", "schema", "value", "part", "packed", "read", "."]),
  ...brokenRooms("analyzer/decide", [
    "domain",
    "caller",
    "formula",
    "match",
    "keys",
    "layer",
    ".",
    "admin",
    "answer",
  ]),
  ...brokenRooms("analyzer/graph", ["shape", "class", "source", ".", "info"]),
  ...brokenRooms("analyzer/path", [
    ".",
    "session",
    "chain",
    "walk",
    "reach",
    "question",
    "cut",
    "indirect",
    "use",
  ]),
  broken("only-the-collector-knows-aws", "packages/cli/src/aws.ts", "@aws-sdk/client-iam"),
  broken("pure-packages-know-no-node", "packages/analyzer/src/node.ts", "node:fs"),
  broken("testing-for-tests", "packages/cli/src/tested.ts", "./testing/build.js"),
  broken("drawing-knows-no-page", "packages/web/src/draw/wide.ts", "../view/graph.js"),
  broken("no-cycles", "packages/cli/src/cycle-a.ts", "./cycle-b.js"),
  broken("no-unresolvable", "packages/cli/src/lost.ts", "./nowhere.js"),
  { rule: "no-orphans", files: { "packages/cli/src/orphan.ts": "export const alone = 1;\n" } },
  { rule: "none: what the broken imports lead to, and imports that are sound", files: soundFiles() },
];

function broken(rule: string, file: string, specifier: string) {
  return { rule, files: { [file]: imports(specifier) } };
}

/** In each room of a folder, but the last, a file that imports from the next one. */
function brokenRooms(folder: string, line: readonly string[]) {
  const sources = `packages/${folder.replace(/^[a-z]+/, "$&/src")}`;
  const at = (room: string) => `${sources}/${room === "." ? "" : `${room}/`}`;
  return line.slice(0, -1).map((room, index) => {
    const next = line[index + 1]!;
    return {
      rule: `${folder.replace("/", "-")}-${room === "." ? "itself" : room}`,
      files: {
        [`${at(room)}room.ts`]: imports(
          `${room === "." ? "./" : "../"}${next === "." ? "" : `${next}/`}next.js`,
        ),
        [`${at(next)}next.ts`]: LEAF,
      },
    };
  });
}

/** A type import: it must count like any other. */
function imports(...specifiers: readonly string[]): string {
  return specifiers.map((specifier, index) => `import type * as m${index} from "${specifier}";\n`).join("");
}

function soundFiles(): Record<string, string> {
  const files: Record<string, string> = {
    "packages/cli/src/cycle-b.ts": imports("./cycle-a.js"),
    "test/support/helper.ts": LEAF,
    "packages/cli/src/testing/build.ts": LEAF,
    "packages/cli/src/sound.test.ts": imports("./testing/build.js"),
    "packages/analyzer/src/answer.ts": LEAF,
    "packages/analyzer/src/analyze.ts": imports("./report/x.js", "./policy/x.js"),
    "packages/analyzer/src/path/find.ts": LEAF,
    "packages/analyzer/src/path/sound.ts": imports(
      "../graph/x.js",
      "../policy/x.js",
      "../answer.js",
      "./find.js",
    ),
    "packages/collector/src/sound.ts": imports("@aws-sdk/client-iam", "node:fs", "@rolepath/snapshot"),
    "packages/cli/src/sound.ts": imports("@rolepath/collector", "@rolepath/web", "node:fs"),
    "packages/web/src/sound.ts": imports("@rolepath/analyzer", "./view/graph.js", "./draw/sound.js"),
    "packages/web/src/view/graph.ts": LEAF,
    "packages/web/src/draw/sound.ts": imports("../layout/x.js"),
    "packages/web/src/layout/x.ts": LEAF,
    "sample/src/sound.ts": imports("@rolepath/snapshot"),
    "bench/src/sound.ts": imports("@rolepath/snapshot", "@rolepath/analyzer"),
    "node_modules/@aws-sdk/client-iam/package.json": `{"name":"@aws-sdk/client-iam","main":"index.js"}\n`,
    "node_modules/@aws-sdk/client-iam/index.js": "export {};\n",
  };
  for (const name of workspacePackages) {
    files[`packages/${name}/src/index.ts`] = LEAF;
    files[`packages/${name}/package.json`] = `{"name":"@rolepath/${name}","exports":"./src/index.ts"}\n`;
  }
  for (const folder of ["policy", "world", "decide", "graph", "finding", "report"]) {
    files[`packages/analyzer/src/${folder}/x.ts`] = LEAF;
  }
  return files;
}
