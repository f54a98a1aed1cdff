import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { rolepath } from "./command.js";
import { account, arn, bundle, role, scratch, smallWorld } from "./world.js";

const { put, folder } = await scratch();
const text = JSON.stringify(bundle());
const details = smallWorld();

/** What `check` says of a snapshot at `path`. */
async function check(path: string) {
  const run = await rolepath(["check", "-s", path, "-f", "json"]);
  const { problems } =
    run.stdout === "" ? { problems: [] } : (JSON.parse(run.stdout) as { problems: { code: string }[] });
  return { ...run, codes: problems.map(({ code }) => code) };
}

describe("input that cannot be used ends with 2, says why on stderr and nothing on stdout", () => {
  const refused = async (path: string, ...said: (string | RegExp)[]) => {
    const { code, stdout, stderr } = await check(path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const part of said) expect(stderr).toMatch(part);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
  };

  test("a path that does not exist", () =>
    refused(join(folder, "nowhere"), "nowhere`: no such file or directory"));
  test("truncated JSON", async () =>
    refused(
      await put("cut.json", text.slice(0, 400)),
      /cut\.json: the JSON ends too early, at line 1, column \d+/,
    ));
  test("an HTML page", async () =>
    refused(
      await put("page.json", "<!doctype html><h1>502 Bad Gateway</h1>"),
      "page.json: the file is HTML or XML",
    ));
  test("an empty file", async () => refused(await put("empty.json", ""), "the file is empty"));
  test("a file of one gigabyte", async () => {
    const place = await put("huge.json", "");
    await truncate(place, 1024 ** 3);
    await refused(place, "huge.json`: larger than 400 MB");
  });
  test("a gzip bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(450 * 1024 * 1024, " "), { level: 1 });
    await refused(await put("bomb.json.gz", bomb), "bomb.json.gz`: larger than 400 MB");
  });
  test("a gzip file that is cut off", async () =>
    refused(await put("cut.json.gz", gzipSync(text).subarray(0, 200)), "cut.json.gz`: cannot be unpacked"));
  test("a directory with nothing in it", async () => {
    await put("nothing/notes.txt", "x");
    await refused(join(folder, "nothing"), "nothing in this directory can be read as a snapshot");
  });
  test("a JSON file that is something else", async () =>
    refused(await put("other.json", '{"a":1}'), "other.json"));
});

describe("input with a flaw is read around it, and a warning names the place", () => {
  const warned = async (path: string, place: RegExp) => {
    const { code, stderr, codes } = await check(path);
    expect(code).toBe(0);
    expect(stderr).toMatch(place);
    expect(codes).not.toEqual([]);
  };

  test("a role without a trust policy", async () =>
    warned(
      await put("a.json", bundle(smallWorld([role("bare", undefined)]))),
      /RoleDetailList\/5.*trust policy/i,
    ));
  test("a policy that is not JSON", async () =>
    warned(await put("b.json", bundle(smallWorld([role("odd", "not json")]))), /RoleDetailList\/5/));
  test("an unknown form of principal", async () => {
    const odd = { Statement: [{ Effect: "Allow", Principal: { Robot: "r2" }, Action: "sts:AssumeRole" }] };
    await warned(await put("c.json", bundle(smallWorld([role("odd", odd)]))), /RoleDetailList\/5.*Robot/);
  });
  test("an account twice", async () => {
    const twice = bundle();
    (twice.accounts as unknown[]).push({ id: account, authorizationDetails: details });
    await warned(await put("d.json", twice), /account.*twice/);
  });
  test("an account file for another account", async () => {
    const place = await put("wrong/accounts/444455556666/authorization-details.json", details);
    await put("wrong/accounts/111122223333/authorization-details.json", details);
    await put("wrong/manifest.json", { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z" });
    expect(place).toContain("444455556666");
    await warned(join(folder, "wrong"), /accounts\/444455556666\/authorization-details\.json/);
  });
});

describe("input that is only unusual is read without a word", () => {
  const silent = async (path: string, from: string, verdict: string) => {
    const { code, stdout, stderr } = await rolepath([
      "can",
      "--from",
      from,
      "--to",
      "role/odd",
      "-s",
      path,
      "-f",
      "json",
    ]);
    expect({ code, stderr, verdict: (JSON.parse(stdout) as { verdict: string }).verdict }).toEqual({
      code: 0,
      stderr: "",
      verdict,
    });
  };
  const odd = (statement: unknown) =>
    bundle(smallWorld([role("odd", { Version: "2012-10-17", Statement: statement })]));
  const allow = { Effect: "Allow", Action: "sts:AssumeRole" };

  test("a Statement that is an object", async () =>
    silent(
      await put("e.json", odd({ ...allow, Principal: { AWS: arn("user/alice") } })),
      "user/alice",
      "allowed",
    ));
  test("a principal of twelve digits", async () =>
    silent(
      await put("f.json", odd([{ ...allow, Principal: { AWS: "444455556666" } }])),
      "444455556666",
      "allowed",
    ));
  test("true, false and numbers as condition values", async () => {
    const Condition = {
      Bool: { "aws:MultiFactorAuthPresent": true },
      NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
    };
    await silent(
      await put("g.json", odd([{ ...allow, Principal: { AWS: arn("user/alice") }, Condition }])),
      "user/alice",
      "conditional",
    );
  });
  test("a policy as URL-encoded text", async () => {
    const policy = { Statement: [{ ...allow, Principal: { AWS: arn("user/alice") } }] };
    const encoded = encodeURIComponent(JSON.stringify(policy));
    await silent(await put("h.json", bundle(smallWorld([role("odd", encoded)]))), "user/alice", "allowed");
  });
});

test("of many problems of a kind ten are shown, and the rest is counted", async () => {
  const bare = Array.from({ length: 15 }, (_, index) => role(`bare${index}`, undefined));
  const { stderr } = await check(await put("many.json", bundle(smallWorld(bare))));
  expect(stderr).toContain("and 5 more like this");
});

test("a bare file, a folder of them and a directory give the same answer as the bundle", async () => {
  await put("folder/one.json", details);
  await put("folder/two.json", { ...details, UserDetailList: [], RoleDetailList: [] });
  await put("layout/manifest.json", { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "test" });
  await put(`layout/accounts/${account}/authorization-details.json`, details);
  const answers = await Promise.all(
    [
      await put("bundle.json.gz", gzipSync(text)),
      await put("bare.json", details),
      join(folder, "folder"),
      join(folder, "layout"),
    ].map(async (path) => {
      const { code, stdout } = await rolepath(["who-can", "role/hop", "-s", path, "-f", "json"]);
      expect(code).toBe(0);
      return (JSON.parse(stdout) as { results: unknown }).results;
    }),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
