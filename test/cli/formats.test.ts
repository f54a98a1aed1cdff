import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolepath } from "./command.js";
import { bundle, scratch, smallWorld } from "./world.js";

// What only the command can do of the formats: places in the files that were read.

const { put, folder } = await scratch();
await put("bundle.json", bundle());
await put("bare.json", smallWorld());
const layout = join("snapshot", "accounts", "111122223333", "authorization-details.json");
await put(layout, smallWorld());

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
    }[];
  }[];
}

/** The text at the first place of the TRUST-PUBLIC finding. */
async function placeIn(snapshot: string): Promise<{ readonly uri: string; readonly text: string }> {
  const args = ["check", "-s", snapshot, "-f", "sarif", "--rule", "TRUST-PUBLIC"];
  const { stdout } = await rolepath(args, { folder });
  const [result] = (JSON.parse(stdout) as Sarif).runs[0]?.results ?? [];
  const place = result?.locations[0]?.physicalLocation;
  const uri = place?.artifactLocation.uri ?? "";
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = place?.region ?? {};
  const lines = readFileSync(join(folder, uri), "utf8")
    .split("\n")
    .slice(startLine - 1, endLine);
  const last = lines.length - 1;
  const text = lines
    .map((line, index) => (index === last ? line.slice(0, endColumn - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(startColumn - 1) : line))
    .join("\n");
  return { uri, text };
}

describe("the place of a finding is the statement in the file that was read", () => {
  test.each([
    ["a directory", "snapshot", "snapshot/accounts/111122223333/authorization-details.json"],
    ["a bundle", "bundle.json", "bundle.json"],
    ["what the AWS CLI printed", "bare.json", "bare.json"],
  ])("of %s", async (_name, snapshot, uri) => {
    const place = await placeIn(snapshot);
    expect(place.uri).toBe(uri);
    expect(JSON.parse(place.text)).toEqual({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" });
  });

  test("by a path from the working directory, also where it was given whole", async () => {
    expect((await placeIn(join(folder, "snapshot"))).uri).toBe(
      "snapshot/accounts/111122223333/authorization-details.json",
    );
  });
});

test("of a snapshot on stdin the place is the name in the snapshot", async () => {
  const { stdout } = await rolepath(["check", "-s", "-", "-f", "github"], {
    stdin: JSON.stringify(bundle()),
  });
  expect(stdout).toMatch(/^::error file=accounts\/111122223333\/authorization-details\.json,line=1,title=/m);
});

test.each(["text", "json", "sarif", "junit", "markdown", "csv", "github"])(
  "%s fails as the findings do, and is the same bytes again",
  async (format) => {
    const args = ["check", "-s", "bundle.json", "--fail-on", "high", "-f", format];
    const first = await rolepath(args, { folder });
    expect(first).toMatchObject({ code: 1, stderr: "" });
    expect(first.stdout.length).toBeGreaterThan(100);
    expect(await rolepath(args, { folder })).toEqual(first);
  },
);
