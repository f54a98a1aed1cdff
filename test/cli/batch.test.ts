import { expect, test } from "vitest";
import { rolepath } from "./command.js";
import { arn, bundle, scratch } from "./world.js";

const { put } = await scratch();
const snapshot = await put("bundle.json", bundle());
const batch = (stdin: string, ...more: string[]) =>
  rolepath(["can", "--batch", "-", "--snapshot", snapshot, ...more], { stdin });
const answersOf = (stdout: string) =>
  stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("answers come one a line in the order of the questions", async () => {
  const names = ["direct", "external", "lonely", "none", "hop"];
  const questions = Array.from({ length: 500 }, (_, index) => ({
    from: "user/alice",
    to: `role/${names[index % 5]}`,
  }));
  const { code, stdout, stderr } = await batch(
    questions.map((question) => `${JSON.stringify(question)}\n`).join(""),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const verdicts = ["allowed", "conditional", "denied", "unknown", "denied"];
  expect(answersOf(stdout).map(({ verdict }) => verdict)).toEqual(
    questions.map((_, index) => verdicts[index % 5]),
  );
});

test("a line may pin context, ask for a chain, or come from a federated caller", async () => {
  const { stdout } = await batch(
    [
      { from: "user/alice", to: "role/external", context: { "sts:ExternalId": "s3cret" } },
      { from: "user/alice", to: "role/hop", maxHops: 2 },
      { from: { type: "oidc", provider: "accounts.google.com", claims: { aud: "x" } }, to: "role/direct" },
    ]
      .map((question) => JSON.stringify(question))
      .join("\n"),
  );
  const [pinned, chain, federated] = answersOf(stdout);
  expect(pinned).toMatchObject({ verdict: "allowed" });
  expect(chain).toMatchObject({ path: [arn("user/alice"), arn("role/direct"), arn("role/hop")] });
  expect(federated).toMatchObject({ verdict: "denied" });
});

test("a line that is no question is answered in its place, and the exit code is 2", async () => {
  const good = JSON.stringify({ from: "user/alice", to: "role/direct" });
  const { code, stdout, stderr } = await batch(`${good}\n{"from": \n${good}\n`);
  expect(code).toBe(2);
  const answers = answersOf(stdout);
  expect(answers.map(({ verdict }) => verdict)).toEqual(["allowed", "unknown", "allowed"]);
  expect(answers[1]).toMatchObject({ line: 2, error: { code: "json-invalid" } });
  expect(stderr).toContain("error: 1 line was no question");
});

test("a batch may stand in a file, with Windows line ends", async () => {
  const file = await put(
    "batch.jsonl",
    `\ufeff${JSON.stringify({ from: "user/alice", to: "role/direct" })}\r\n`,
  );
  const { code, stdout } = await rolepath(["can", "--batch", file, "-s", snapshot]);
  expect(code).toBe(0);
  expect(answersOf(stdout)).toHaveLength(1);
});

test("options of a single question are refused beside a batch", async () => {
  expect(await batch("", "--from", "user/alice")).toMatchObject({ code: 2, stdout: "" });
  expect(await batch("", "--format", "text")).toMatchObject({ code: 2, stdout: "" });
  const both = await rolepath(["can", "--batch", "-", "-s", "-"]);
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("cannot both be stdin") });
});

test("a batch that does not exist is an input error", async () => {
  const { code, stderr } = await rolepath(["can", "--batch", "no-such.jsonl", "-s", snapshot]);
  expect(code).toBe(2);
  expect(stderr).toContain("no-such.jsonl`: no such file or directory");
});

test("thousands of lines are answered in a second", async () => {
  const line = `${JSON.stringify({ from: "user/alice", to: "role/direct" })}\n`;
  const time = async (count: number) => {
    const start = performance.now();
    const { stdout } = await batch(line.repeat(count));
    expect(answersOf(stdout)).toHaveLength(count);
    return performance.now() - start;
  };
  const startUp = await time(1);
  const seconds = ((await time(20_001)) - startUp) / 1000;
  expect(20_000 / seconds).toBeGreaterThan(2000);
});
