import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rolepath } from "./command.js";
import { account, arn, document, role, scratch, smallWorld, trust } from "./world.js";

const { folder, put } = await scratch();
const cache = join(folder, "cache");
const environment = { ROLEPATH_CACHE_DIR: cache };
// What is smaller than 20 MB is read in a moment; white space is JSON as well as any.
const padding = " ".repeat(21 * 1024 * 1024);
const write = (details: object) =>
  put(`snapshot/accounts/${account}/authorization-details.json`, `${JSON.stringify(details)}${padding}`);
const readings = async () =>
  (await readdir(cache).catch(() => [])).filter((file) => file.endsWith(".reading"));
const ask = (args: readonly string[]) =>
  rolepath([...args, "-s", join(folder, "snapshot"), "-f", "json"], { environment });

test("every command that analyzes a large snapshot answers from what was read before as from the files", async () => {
  const questions = [
    ["can", "--from", "user/alice", "--to", "role/direct"],
    ["who-can", "role/hop"],
    ["what-can", "user/alice"],
    ["paths", "--from", "user/alice", "--to", "role/hop"],
    ["blast", "user/alice"],
    ["cycles"],
    ["check"],
  ];
  await write(smallWorld([role("odd", document(trust("*", { IpAddress: { "aws:SourceIp": "nowhere" } })))]));
  const plain = [];
  for (const question of questions) plain.push(await ask([...question, "--no-cache"]));
  expect(await readings()).toEqual([]);
  expect(plain[0]?.stderr).toContain("no address block");
  await ask(["cycles"]);
  expect(await readings()).toHaveLength(1);
  for (const [index, question] of questions.entries()) expect(await ask(question)).toEqual(plain[index]);

  const told = await rolepath(["cache"], { environment });
  expect(told.stdout).toContain("1 answer, 1 reading");
}, 120_000);

test("a change is seen", async () => {
  await write(smallWorld([role("new", document(trust({ AWS: arn("user/alice") })))]));
  const { stdout } = await ask(["who-can", "role/new"]);
  expect(stdout).toContain("user/alice");
  expect(stdout).toBe((await ask(["who-can", "role/new", "--no-cache"])).stdout);
  await rolepath(["cache", "clear"], { environment });
  expect(await readdir(cache)).toEqual([]);
}, 60_000);
