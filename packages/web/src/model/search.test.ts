import { describe, expect, test } from "vitest";
import { cyclesRoute, findingsRoute, focusRoute, pathRoute } from "../route.js";
import { fakeAnalysis } from "../testing/fake-analysis.js";
import { alice, dataset, role } from "../testing/fixture.js";
import {
  accountA,
  accountB,
  realDataset,
  realRole,
  realSnapshot,
  realUser,
} from "../testing/real-dataset.js";
import { makeDataset } from "./dataset.js";
import { pathView } from "./path.js";
import { searchOptions } from "./search.js";
import { makeSearchIndex } from "./search-index.js";

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
    for (const short of ["alice to build", "can alice become build?"])
      expect(ask(short)[0]?.action).toEqual({ kind: "go", route: pathRoute(alice, role(2, "build")) });
    expect(ask("paths from outside to an admin")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute("outside", "admin"),
    });
  });

  test("leads to findings that have the words", () => {
    expect(ask("CHAIN-TO").map((option) => option.title)).toContain("1 in findings");
  });

  test("offers saved questions, also by words that are not in their title", () => {
    expect(titles("")).toEqual(
      expect.arrayContaining(["Outside → administrator", "OIDC without a subject", "Endless cycles"]),
    );
    expect(ask("deputy")[0]?.action).toEqual({
      kind: "go",
      route: findingsRoute({ rule: "TRUST-VENDOR-NO-EXTID" }),
    });
    expect(ask("renew for ever")[0]?.action).toEqual({ kind: "go", route: cyclesRoute });
  });

  test("finds a vendor by the name of what was made for it", () => {
    expect(ask("vendor outside").map((option) => option.title)).toContain("999999999999");
  });
});

describe("the question box over real policies", () => {
  const provider = `arn:aws:iam::${accountA}:oidc-provider/token.actions.githubusercontent.com`;
  const deploy = realRole(accountB, "deploy", {
    trust: [
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringLike: { "token.actions.githubusercontent.com:sub": ["repo:acme/app:*", "repo:acme/lib:*"] },
        },
      },
    ],
  });
  const hop = realRole(accountB, "hop", {
    trust: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountA}:user/ann` }, Action: "sts:AssumeRole" },
    ],
  });
  const real = realDataset(
    realSnapshot([realUser(accountA, "ann")], [deploy, hop], {
      organization: {
        Organization: { Id: "o-1", MasterAccountId: accountB },
        Roots: [{ Id: "r" }],
        OrganizationalUnits: [{ Id: "ou", Name: "Sandbox", ParentId: "r" }],
        Accounts: [
          { Id: accountA, Name: "play", ParentId: "ou" },
          { Id: accountB, Name: "production", ParentId: "r" },
        ],
        Policies: [],
      },
    }),
  );
  const index = makeSearchIndex(real);
  const ask = (text: string) => searchOptions(real, index, text);

  test("finds the role that a subject opens", () => {
    expect(ask("acme/lib")[0]).toMatchObject({
      lead: "Subject",
      title: "repo:acme/lib:*",
      detail: "opens deploy · production",
      action: { kind: "go", route: focusRoute(deploy.Arn, { hop: [provider, deploy.Arn] }) },
    });
  });

  test("takes the name of a unit or of accounts for both ends of a path", () => {
    const route = pathRoute("accounts:sandbox", "accounts:production");
    expect(ask("sandbox → production")[0]?.action).toEqual({ kind: "go", route });
    expect(ask("path from sandbox to production")[0]?.action).toEqual({ kind: "go", route });
    expect(ask("sandbox prod")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute("accounts:sandbox", "accounts:prod"),
    });
    const view = pathView(real, { ...route, width: 900, height: 600 });
    expect([view.from.text, view.to.text]).toEqual(["account play", "account production"]);
    expect(view.chains.map((chain) => chain.steps.map((step) => step.to.name))).toEqual([["hop"]]);
  });

  test("asks who owns the management account", () => {
    const [option] = ask("who owns the management account");
    expect(option?.action).toEqual({
      kind: "go",
      route: pathRoute(`others:${accountB}`, `admins:${accountB}`),
    });
    const view = pathView(real, {
      ...pathRoute(`others:${accountB}`, `admins:${accountB}`),
      width: 900,
      height: 600,
    });
    expect(view.sentence).toBe(
      "No. No chain of up to 8 role assumptions leads from anybody outside production to an administrator of production.",
    );
  });
});

describe("more answers than there is room for", () => {
  const ids = Array.from({ length: 40 }, (_, at) => role(1, `crowd-${10 + at}`));
  const crowd = makeDataset(
    "crowd",
    fakeAnalysis({
      principals: ids.map((id) => ({ id, kind: "role", name: id.slice(-8), account: "111111111111" })),
      edges: [],
    }),
  );
  const index = makeSearchIndex(crowd);

  test.each([
    ["crowd", 12],
    ["who can become crowd", 12],
    ["what can crowd become", 12],
    ["path from crowd", 12],
    [`${ids[0]} to crowd`, 11],
  ])("of “%s” are counted, and can be had", (text, shown) => {
    const last = searchOptions(crowd, index, text).at(-1);
    expect(last).toMatchObject({
      title: "Show more",
      detail: expect.stringMatching(/^1\d of 40 principals shown$/),
    });
    const all = searchOptions(crowd, index, text, last?.action.kind === "more" ? last.action.most : 0);
    expect(all.some(({ title }) => title === "Show more")).toBe(false);
    expect(new Set(all.filter(({ icon }) => icon === "role").map(({ title }) => title)).size).toBeGreaterThan(
      shown + 26,
    );
  });

  test("are not offered where all are shown", () => {
    expect(searchOptions(crowd, index, "crowd-11").map(({ title }) => title)).not.toContain("Show more");
  });
});
