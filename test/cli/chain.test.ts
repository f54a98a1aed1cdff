import { expect, test } from "vitest";
import { rolepath } from "./command.js";
import { arn, assume, bundle, document, role, scratch, trust, user } from "./world.js";

const { put } = await scratch();
const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const by = (...names: string[]) => trust({ AWS: names.map(arn) });

/**
 * alice → ci → deploy → prod, alice → side → prod, with an external ID on the way into ci; prod is an administrator, watch
 * renews itself, bob may run any code as lonely.
 */
const details = {
  UserDetailList: [
    user("alice"),
    user("bob", {
      Effect: "Allow",
      Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
      Resource: "*",
    }),
  ],
  GroupDetailList: [],
  RoleDetailList: [
    role("ci", document(trust({ AWS: arn("user/alice") }, { StringEquals: { "sts:ExternalId": "s3cret" } }))),
    role("deploy", document(by("role/ci"))),
    role("side", document(by("user/alice"))),
    role(
      "prod",
      document(trust({ Service: "ec2.amazonaws.com" }), { ...by("role/deploy", "role/side"), Sid: "Chains" }),
      everything,
    ),
    role("watch", document(by("role/watch", "user/bob"))),
    role("lonely", document(trust({ Service: "lambda.amazonaws.com" })), assume(arn("role/prod"))),
  ],
  Policies: [],
};
const [account] = bundle(details).accounts as Record<string, unknown>[];
const snapshot = await put("chain.json", {
  ...bundle(details),
  accounts: [
    {
      ...account,
      listRoles: {
        Roles: details.RoleDetailList.map((entry) => ({
          ...entry,
          MaxSessionDuration: entry.RoleName === "ci" ? 14_400 : 3600,
        })),
      },
    },
  ],
});

interface Chained {
  readonly results: readonly { readonly principal: string; readonly path: readonly string[] }[];
}

const run = (...args: string[]) =>
  rolepath([...args, "--snapshot", snapshot], { environment: { NO_COLOR: "1" } });
async function text(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}
async function json<T = Chained>(...args: string[]): Promise<T> {
  return JSON.parse(await text(...args, "--format", "json")) as T;
}
const names = (path: readonly string[]) => path.map((id) => id.slice(id.lastIndexOf("/") + 1));
const toProd = ["paths", "--from", "user/alice", "--to", "role/prod"];
const [short, long] = [
  ["alice", "side", "prod"],
  ["alice", "ci", "deploy", "prod"],
];

test("blast counts roles, accounts and administrators by hops", async () => {
  expect(await json<unknown>("blast", "user/alice")).toMatchObject({
    question: "blast",
    admin: false,
    total: { roles: 4, freely: 2, accounts: 1, admins: 1 },
    byHops: [
      { hops: 1, roles: 2, admins: 0 },
      { hops: 2, roles: 4, admins: 1 },
    ],
    admins: [{ path: [arn("user/alice"), arn("role/side"), arn("role/prod")] }],
    truncated: false,
  });
  const page = await text("blast", "user/alice");
  expect(page).toContain("takes 4 roles (2 under conditions) in 1 account, 1 administrator among them");
  expect(page).toContain("within 1 hop: 2 roles (1 under conditions)");
  expect((await run("blast", "user/nobody")).code).toBe(2);
});

test("cycles lists the role that renews itself", async () => {
  expect(await json<unknown>("cycles")).toMatchObject({
    question: "cycles",
    results: [
      { roles: [arn("role/watch")], walk: [arn("role/watch"), arn("role/watch")], verdict: "allowed" },
    ],
  });
  expect(await text("cycles")).toContain("Sessions can be renewed for ever in 1 group of roles");
});

test("paths lists every chain of a pair, shortest first, and --alternatives fewer of them", async () => {
  const { results } = await json(...toProd);
  expect(results.map(({ path }) => names(path))).toEqual([short, long]);
  const one = await json<Chained & { readonly truncated: boolean }>(...toProd, "--alternatives", "1");
  expect(one.results.map(({ path }) => names(path))).toEqual([short]);
  expect(await text(...toProd)).toMatch(/^2 paths from user\/alice to role\/prod in up to 8 hops/);
});

test("--via and --avoid choose among the chains", async () => {
  for (const choice of [
    ["--via", "role/ci"],
    ["--avoid", "role/side"],
  ]) {
    const { results } = await json(...toProd, ...choice);
    expect(results.map(({ path }) => names(path))).toEqual([long]);
  }
  const none = ["--via", "role/ci", "--avoid", "role/deploy"];
  expect((await json(...toProd, ...none)).results).toEqual([]);
  expect(await text(...toProd, ...none)).toMatch(/^No path from/);
});

test("--cut names the one statement by the number that evidence gives it", async () => {
  const cut = await json<{ statements: { statement: number }[] }>(...toProd, "--cut");
  expect(cut).toMatchObject({
    question: "cut",
    statements: [{ role: arn("role/prod"), statement: 1, sid: "Chains" }],
    verified: true,
  });
  expect(await text(...toProd, "--cut")).toContain("prod statement 1 of its trust policy (Chains)");
  const { evidence } = await json<{ evidence: { sid?: string; statement: number }[] }>(
    ...["can", "--from", "role/side", "--to", "role/prod"],
  );
  expect(evidence.find(({ sid }) => sid === "Chains")?.statement).toBe(cut.statements[0]?.statement);
  const refused = await run(...toProd, "--cut", "--via", "role/ci");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("--via has no place beside it");
});

test("--session-policy takes hops away", async () => {
  const narrow = await put("narrow.json", document({ Effect: "Allow", Action: "s3:*", Resource: "*" }));
  const reach = async (...more: string[]) =>
    (await json("what-can", "role/ci", ...more)).results.map(({ principal }) => principal);
  expect(await reach()).toEqual([arn("role/deploy"), arn("role/prod")]);
  expect(await reach("--session-policy", narrow)).toEqual([]);
  expect(await text("what-can", "role/ci", "--session-policy", narrow)).toContain("can become no role");
  expect((await run("what-can", "role/ci", "--session-policy", `${narrow}.not`)).code).toBe(2);
});

test("--duration names the hop that refuses", async () => {
  const asked = [...toProd, "--via", "role/ci", "--duration", "7200"];
  const { results } = await json<{ results: { duration: unknown }[] }>(...asked);
  expect(results.map(({ duration }) => duration)).toEqual([
    {
      seconds: 7200,
      refusedAt: 2,
      text: "hop 2 refuses 7200 s: a session that another role's session opens lasts at most 3600 s",
    },
  ]);
  expect(await text(...asked)).toContain("hop 2 refuses 7200 s");
  expect(await text(...toProd, "--duration", "900")).toContain("every hop grants 900 s");
});

test("--use prints profiles, commands and the parameters that a hop needs", async () => {
  const { results } = await json<{ results: { use: { config: string; commands: string[] } }[] }>(
    ...[...toProd, "--via", "role/ci", "--use"],
  );
  const { config, commands } = results[0]!.use;
  expect(config.match(/^role_arn = .*$/gm)).toEqual(
    ["role/ci", "role/deploy", "role/prod"].map((name) => `role_arn = ${arn(name)}`),
  );
  expect(config).toMatch(/^external_id = s3cret$/m);
  expect(commands).toHaveLength(3);
  expect(commands[0]).toContain("--external-id s3cret");
  const page = await text(...toProd, "--via", "role/ci", "--use");
  expect(page).toContain("For ~/.aws/config");
  for (const shown of config.split("\n").filter((part) => part !== "")) expect(page).toContain(shown);
});

test("--indirect follows code that runs as another role", async () => {
  const direct = await json("what-can", "user/bob");
  expect(direct.results.map(({ path }) => names(path))).toEqual([["bob", "watch"]]);
  const { results } = await json("what-can", "user/bob", "--indirect");
  expect(results.map(({ path }) => names(path))).toContainEqual(["bob", "lonely"]);
  expect(await text("what-can", "user/bob", "--indirect")).toMatch(/lonely/);
  const refused = await run(...toProd, "--indirect", "--via", "role/ci");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
});

test("what is not known is said once", async () => {
  const { stdout } = await run("can", "--from", "role/nobody", "--to", "role/prod");
  expect(stdout.match(/no principal of the snapshot is called role\/nobody/g)).toHaveLength(1);
  expect(stdout).not.toContain("Missing");
});
