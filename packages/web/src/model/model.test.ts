import type { Finding } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { focusRoute, hashOf, pathRoute } from "../route.js";
import { externalId, type FakeWorld, fakeAnalysis, roleArn } from "../testing/fake-analysis.js";
import { accountView } from "./account.js";
import { makeDataset } from "./dataset.js";
import { hopView } from "./evidence.js";
import { findingsView, findingView } from "./findings.js";
import { focusView } from "./focus.js";
import { overviewView } from "./overview.js";
import { pathView } from "./path.js";
import { makeSearchIndex, searchOptions } from "./search.js";

const role = roleArn;
const github = "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com";
const alice = "arn:aws:iam::111111111111:user/alice";

const finding: Finding = {
  id: "f-1",
  rule: "CHAIN-TO-ADMIN",
  severity: "high",
  title: "gha-build reaches an administrator",
  resource: role(3, "Admin"),
  account: "333333333333",
  principals: [github],
  evidence: [],
  path: [github, role(2, "build"), role(3, "Admin")],
  why: "whoever pushes code becomes administrator",
  fix: "ask for a subject",
  references: [
    { title: "IAM user guide", url: "https://docs.aws.amazon.com/IAM/" },
    { title: "bad", url: "javascript:alert(1)" },
  ],
  fingerprint: "x",
};

const world: FakeWorld = {
  principals: [
    { id: "*", kind: "anyone", name: "*", account: "", outside: true },
    {
      id: github,
      kind: "oidc",
      name: "token.actions.githubusercontent.com",
      account: "222222222222",
      outside: true,
    },
    { id: "999999999999", kind: "account", name: "999999999999", account: "999999999999", outside: true },
    { id: "ec2.amazonaws.com", kind: "service", name: "ec2.amazonaws.com", account: "" },
    { id: alice, kind: "user", name: "alice", account: "111111111111", tags: { team: "payments" } },
    { id: role(2, "build"), kind: "role", name: "build", account: "222222222222" },
    { id: role(3, "Admin"), kind: "role", name: "Admin", account: "333333333333", admin: true },
    { id: role(3, "vendor"), kind: "role", name: "vendor", account: "333333333333" },
    { id: role(3, "web"), kind: "service-role", name: "web", account: "333333333333" },
  ],
  edges: [
    { from: github, to: role(2, "build") },
    { from: role(2, "build"), to: role(3, "Admin"), requires: [externalId] },
    { from: alice, to: role(2, "build") },
    { from: "999999999999", to: role(3, "vendor"), requires: [externalId] },
    { from: "ec2.amazonaws.com", to: role(3, "web") },
  ],
  findings: [finding],
};

const dataset = makeDataset("fixture", fakeAnalysis(world));

describe("the overview", () => {
  const view = overviewView(dataset, { baseline: false, width: 1440 });

  test("bundles the edges between accounts and counts administrators among the targets", () => {
    expect(
      view.pairs.map(({ from, to, roles, admins }) => `${from} > ${to} ${roles} ${admins}`).sort(),
    ).toEqual([
      "111111111111 > 222222222222 1 0",
      "222222222222 > 333333333333 1 1",
      "999999999999 > 333333333333 1 0",
      "GitHub Actions > 222222222222 1 0",
    ]);
  });

  test("draws a card for each account and each part of the outside world that leads in, and no services", () => {
    expect(view.picture.cards.map((card) => card.title).sort()).toEqual([
      "111111111111",
      "222222222222",
      "333333333333",
      "999999999999",
      "GitHub Actions",
    ]);
    expect(view.picture.cards).toHaveLength(new Set(view.picture.cards.map((card) => card.key)).size);
  });

  test("says in the table what the picture shows", () => {
    expect(view.pairs.map((pair) => pair.key).sort()).toEqual(
      view.picture.lines.map((line) => line.key).sort(),
    );
  });

  test("tells the chain from outside to an administrator", () => {
    const [first] = view.chains;
    expect(first?.steps.map((step) => `${step.from.name} > ${step.to.name}`)).toEqual([
      "GitHub Actions > build",
      "build > Admin",
    ]);
    expect(first?.sentence).toBe("2 hops, needs 1 condition");
  });
});

describe("what every organization has", () => {
  const accounts = [1, 2, 3, 4, 5, 6];
  const rolled: FakeWorld = {
    principals: [
      { id: role(1, "auditor"), kind: "role", name: "auditor", account: "111111111111" },
      { id: role(6, "open"), kind: "role", name: "open", account: "666666666666" },
      ...accounts.map((digit) => ({
        id: role(digit, "audit-target"),
        kind: "role" as const,
        name: "audit-target",
        account: String(digit).repeat(12),
      })),
    ],
    edges: [
      ...accounts.slice(1).map((digit) => ({ from: role(1, "auditor"), to: role(digit, "audit-target") })),
      ...accounts.slice(0, 5).map((digit) => ({ from: role(digit, "audit-target"), to: role(6, "open") })),
    ],
  };
  const rolledOut = makeDataset("rolled", fakeAnalysis(rolled));

  test("is hidden and counted: one role, rolled out to every account, entered from one", () => {
    const hidden = overviewView(rolledOut, { baseline: false, width: 1440 });
    expect(hidden.baseline.count).toBe(5);
    expect(hidden.baseline.groups).toEqual([
      "5 edges: 111111111111 into audit-target, the same in 5 accounts",
    ]);
    expect(hidden.pairs.some((pair) => pair.from === "111111111111")).toBe(false);
    const visible = overviewView(rolledOut, { baseline: true, width: 1440 });
    expect(visible.pairs.filter((pair) => pair.from === "111111111111")).toHaveLength(5);
  });

  test("does not hide a role that all accounts may enter, but draws it as one line", () => {
    const view = overviewView(rolledOut, { baseline: false, width: 1440 });
    expect(view.pairs.map(({ from, to }) => `${from} > ${to}`)).toEqual(["Any account > 666666666666"]);
    expect(hashOf(view.pairs[0]!.go)).toBe(hashOf(focusRoute(role(6, "open"))));
  });
});

describe("the focus view", () => {
  test("lists who can become a role by hops, with a link to each path", () => {
    const view = focusView(dataset, focusRoute(role(3, "Admin")));
    expect(view.who.rows.map((row) => `${row.hops} ${row.principal.name}`)).toEqual([
      "1 build",
      "2 GitHub Actions",
      "2 alice",
    ]);
    expect(hashOf(view.who.rows[1]!.go)).toBe(hashOf(pathRoute(github, role(3, "Admin"))));
    expect(view.findings.map((row) => row.id)).toEqual(["f-1"]);
  });

  test("shows in the picture exactly what the list says within its reach", () => {
    const view = focusView(dataset, focusRoute(role(3, "Admin"), { reach: 1 }));
    expect(view.picture.cards.map((card) => card.key).sort()).toEqual(
      [role(2, "build"), role(3, "Admin")].sort(),
    );
    expect(view.farther).toBe(2);
  });

  test("hides services, counts them, and shows them when asked", () => {
    const hidden = focusView(dataset, focusRoute(role(3, "web")));
    expect([hidden.who.rows.length, hidden.who.hiddenServices]).toEqual([0, 1]);
    expect(
      focusView(dataset, focusRoute(role(3, "web"), { services: true })).who.rows[0]?.principal.name,
    ).toBe("ec2.amazonaws.com");
  });

  test("folds a long column into a card that counts the rest and leads lines to it", () => {
    const many = Array.from({ length: 30 }, (_, index) => role(4, `r${String(index).padStart(2, "0")}`));
    const crowd = makeDataset(
      "crowd",
      fakeAnalysis({
        principals: [
          { id: role(1, "goal"), kind: "role", name: "goal", account: "111111111111" },
          { id: alice, kind: "user", name: "alice", account: "111111111111" },
          ...many.map((id) => ({ id, kind: "role" as const, name: id.slice(-3), account: "444444444444" })),
        ],
        edges: [...many.map((id) => ({ from: id, to: role(1, "goal") })), { from: alice, to: many[29]! }],
      }),
    );
    const { picture, who } = focusView(crowd, focusRoute(role(1, "goal")));
    expect(who.rows).toHaveLength(31);
    expect(picture.cards).toHaveLength(14);
    expect(picture.cards.find((card) => card.tone === "more")?.title).toBe("+ 19 more");
    expect(picture.lines.map((line) => `${line.from} ${line.to}`)).toContain(`${alice} more:in1`);
    const open = focusView(crowd, focusRoute(role(1, "goal"), { open: ["in1"] }));
    expect(open.picture.cards).toHaveLength(32);
  });

  test("shows a principal that nobody knows as unknown and does not throw", () => {
    expect(focusView(dataset, focusRoute("arn:aws:iam::111111111111:role/gone"))).toMatchObject({
      known: false,
      principal: { name: "gone" },
    });
  });
});

describe("the path view", () => {
  const ask = (from: string, to: string, choice = 0) =>
    pathView(dataset, { view: "path", from, to, choice, hop: 0, width: 1000, height: 700 });

  test("answers yes with the hops in order and their conditions", () => {
    const view = ask(alice, role(3, "Admin"));
    expect(view.verdict).toBe("conditional");
    expect(view.sentence).toBe("Yes, under conditions: alice can become Admin (2 hops, needs 1 condition).");
    expect(view.chains[0]?.steps.map((step) => step.chips.map((chip) => chip.short))).toEqual([
      [],
      ["external ID = x-42"],
    ]);
    expect(view.picture.lines.map((line) => [line.number, line.style])).toEqual([
      [1, "allowed"],
      [2, "conditional"],
    ]);
  });

  test("answers no with the reason and what would have to change", () => {
    const view = ask(role(3, "vendor"), role(3, "Admin"));
    expect(view.verdict).toBe("denied");
    expect(view.sentence).toBe("No. The trust policy does not name it.");
    expect(view.remarks.join(" ")).toContain("To allow it: Name it in the trust policy.");
    expect(view.picture.lines.map((line) => [line.style, line.label])).toEqual([
      ["denied", "no: trust policy does not allow"],
    ]);
  });

  test("takes selectors for both ends", () => {
    const view = ask("outside", "admin");
    expect([view.from.text, view.to.text]).toEqual(["the outside world", "any administrator"]);
    expect(view.chains).toHaveLength(1);
  });

  test("shows the first path when the one asked for does not exist", () => {
    expect(ask(alice, role(3, "Admin"), 99).choice).toBe(0);
  });
});

describe("the evidence of a hop", () => {
  const trust = { Version: "2012-10-17", Statement: [{ Sid: "One" }, { Sid: "Two", Effect: "Allow" }] };
  const snapshot: Snapshot = {
    manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" },
    accounts: [
      {
        id: "333333333333",
        authorizationDetails: {
          UserDetailList: [],
          GroupDetailList: [],
          Policies: [],
          RoleDetailList: [
            {
              Path: "/",
              RoleName: "Admin",
              RoleId: "AROA",
              Arn: role(3, "Admin"),
              AssumeRolePolicyDocument: trust,
              InstanceProfileList: [],
              RolePolicyList: [],
              AttachedManagedPolicies: [],
              Tags: [],
            },
          ],
        },
      },
    ],
    problems: [],
  };
  const place = {
    file: "accounts/333333333333/authorization-details.json",
    documentPointer: "/RoleDetailList/0/AssumeRolePolicyDocument",
  };
  const evidence = (statement: number, match: "yes" | "no", effect: "Allow" | "Deny") =>
    ({
      layer: "trust",
      source: "trust policy of Admin",
      statement,
      effect,
      ...place,
      pointer: `${place.documentPointer}/Statement/${statement}`,
      match,
      text: "names `build`",
    }) as const;
  const data = makeDataset(
    "evidence",
    fakeAnalysis({
      ...world,
      snapshot,
      edges: [
        {
          from: role(2, "build"),
          to: role(3, "Admin"),
          requires: [externalId],
          evidence: [evidence(0, "no", "Allow"), evidence(1, "yes", "Allow")],
        },
      ],
    }),
  );

  test("marks each statement in its whole document, which is given once, what applies first", () => {
    const { evidence: items } = hopView(data, role(2, "build"), role(3, "Admin"));
    expect(items.map((item) => [item.match, item.lines, item.document?.marks])).toEqual([
      [
        "yes",
        "lines 7 to 10",
        [
          { range: [3, 5], match: "no" },
          { range: [6, 9], match: "yes" },
        ].reverse(),
      ],
      ["no", "lines 4 to 6", undefined],
    ]);
    expect(items[0]?.document?.where).toBe(`${place.file} ${place.documentPointer}`);
  });

  test("says what must hold, with a request that succeeds", () => {
    const view = hopView(data, role(2, "build"), role(3, "Admin"));
    expect(view.sentence).toBe("build can become Admin if what follows holds.");
    expect(view.alternatives.map((list) => list.map((chip) => chip.text))).toEqual([[externalId.text]]);
    expect(view.witness).toEqual([{ key: "sts:ExternalId", value: "x-42" }]);
  });
});

describe("findings", () => {
  test("narrow by words, severity and rule, and count all", () => {
    const ask = (extra: object) =>
      findingsView(dataset, { view: "findings", severity: "", rule: "", text: "", ...extra });
    expect(ask({}).rows).toHaveLength(1);
    expect(ask({ text: "GITHUB admin" }).rows).toHaveLength(1);
    expect(ask({ text: "nothing" }).rows).toHaveLength(0);
    expect(ask({ severity: "low" })).toMatchObject({ rows: [], total: 1 });
  });

  test("lead to the role with their evidence and to their chain, and link to nothing but https", () => {
    const view = findingView(dataset, "f-1");
    expect(view?.row.go).toEqual(focusRoute(role(3, "Admin"), { finding: "f-1" }));
    expect(view?.path).toEqual(pathRoute(github, role(3, "Admin")));
    expect(view?.references.map((reference) => reference.url)).toEqual(["https://docs.aws.amazon.com/IAM/"]);
    expect(findingView(dataset, "gone")).toBeNull();
  });
});

describe("the account view", () => {
  const view = accountView(dataset, {
    view: "account",
    id: "333333333333",
    services: false,
    open: false,
    width: 1000,
  });

  test("sorts principals by kind, hides roles for services and counts them", () => {
    expect(
      view.sections.map((section) => [section.title, section.principals.map((one) => one.name)]),
    ).toEqual([
      ["Administrators", ["Admin"]],
      ["Roles", ["vendor"]],
    ]);
    expect(view.hiddenServices).toBe(1);
  });

  test("says what leads in and what leads out", () => {
    expect(view.sources.map((source) => source.title)).toEqual(["222222222222", "999999999999"]);
    expect(view.targets).toEqual([]);
    expect(view.findings).toHaveLength(1);
  });
});

describe("the question box", () => {
  const index = makeSearchIndex(dataset);
  const ask = (text: string) => searchOptions(dataset, index, text);
  const titles = (text: string) => ask(text).map((option) => option.title);

  test("offers the questions before anything is typed", () => {
    expect(titles("")).toEqual(
      expect.arrayContaining(["Who can become …", "What can … become", "Path from … to …"]),
    );
  });

  test("finds by name, ARN, account and tag, all words needed", () => {
    expect(titles("adm")[0]).toBe("Admin");
    expect(titles("333333333333 vendor")).toEqual(["vendor"]);
    expect(titles("team=pay")).toEqual(["alice"]);
    expect(titles("arn:aws:iam::111111111111:user/alice")).toEqual(["alice"]);
    expect(titles("no such thing")).toEqual([]);
  });

  test("understands the three questions", () => {
    expect(ask("who can become admin")[0]?.action).toMatchObject({ kind: "go" });
    expect(ask("Who can become Adm").find((option) => option.title === "Admin")?.action).toEqual({
      kind: "go",
      route: focusRoute(role(3, "Admin")),
    });
    expect(ask("what can alice become")[0]?.action).toEqual({ kind: "go", route: focusRoute(alice) });
    expect(ask("path from ali")[0]?.action).toEqual({ kind: "fill", text: `Path from ${alice} to ` });
    expect(ask("path from alice to build")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute(alice, role(2, "build")),
    });
    expect(ask("paths from outside to an admin")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute("outside", "admin"),
    });
  });

  test("leads to findings that have the words", () => {
    expect(ask("CHAIN-TO").map((option) => option.title)).toContain("1 in findings");
  });
});

describe("hostile names", () => {
  const bad = `</script><img src=x onerror=alert(1)>\u202e\u001b]0;x\u0007${"A".repeat(10_000)}`;
  const id = `arn:aws:iam::111111111111:role/${bad}`;
  const hostile = makeDataset(
    bad,
    fakeAnalysis({
      principals: [
        {
          id,
          kind: "role",
          name: bad,
          account: "111111111111",
          accountName: bad,
          tags: JSON.parse('{"__proto__":"x","constructor":"\u200b"}') as Record<string, string>,
        },
        { id: alice, kind: "user", name: "__proto__", account: "111111111111" },
      ],
      edges: [{ from: alice, to: id }],
    }),
  );

  test("are shown with what is invisible spelled out, in every view", () => {
    const views = [
      overviewView(hostile, { baseline: false, width: 1440 }).picture,
      focusView(hostile, focusRoute(id)).principal.name,
      pathView(hostile, { view: "path", from: alice, to: id, choice: 0, hop: 0, width: 900, height: 600 })
        .sentence,
      searchOptions(hostile, makeSearchIndex(hostile), "onerror").map((option) => option.title),
      focusView(hostile, focusRoute(id)).tags,
    ];
    const text = JSON.stringify(views);
    expect(text).not.toMatch(/[\u0000-\u001f\u202e\u200b]|\\u001b/);
    expect(text).toContain("⟨U+202E⟩");
  });
});
