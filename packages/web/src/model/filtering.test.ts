import { describe, expect, test } from "vitest";
import { filterCount, noFilter } from "../filter.js";
import { focusRoute, overviewRoute, pathRoute } from "../route.js";
import { alice, dataset, github, role } from "../testing/fixture.js";
import {
  accountA,
  accountB,
  realDataset,
  realRole,
  realSnapshot,
  realUser,
} from "../testing/real-dataset.js";
import { hopView } from "./evidence.js";
import { focusView } from "./focus.js";
import { overviewView } from "./overview.js";
import { pathView } from "./path.js";

const goal = role(3, "Admin");

describe("a filter", () => {
  const focus = (filter: Partial<typeof noFilter>) => {
    const view = focusView(dataset, focusRoute(role(2, "build"), { filter: { ...noFilter, ...filter } }));
    const names = (side: typeof view.who) => side.rows.map((row) => row.principal.name);
    return { who: names(view.who), what: names(view.what), counts: [view.filter.shown, view.filter.total] };
  };

  test.each([
    [{}, ["GitHub Actions", "alice"], ["Admin"]],
    [{ verdict: "conditional" }, [], ["Admin"]],
    [{ verdict: "allowed" }, ["GitHub Actions", "alice"], []],
    [{ kinds: ["people"] }, ["alice"], []],
    [{ kinds: ["federated", "roles"] }, ["GitHub Actions"], ["Admin"]],
    [{ account: "111111111111" }, ["alice"], []],
    [{ tag: "team" }, ["alice"], []],
    [{ tag: "Team=pay" }, ["alice"], []],
    [{ tag: "team=web" }, [], []],
    [{ cross: true }, ["alice"], ["Admin"]],
    [{ outside: true }, ["GitHub Actions"], ["Admin"]],
    [{ admin: true }, ["GitHub Actions", "alice"], ["Admin"]],
  ] as const)("%j leaves of a focus %j and %j, and counts the rest", (filter, who, what) => {
    const left = focus(filter);
    expect([left.who, left.what]).toEqual([who, what]);
    expect(left.counts).toEqual([who.length + what.length, 3]);
  });

  test("narrows the edges of an overview, and the picture with them", () => {
    const view = (filter: Partial<typeof noFilter>) =>
      overviewView(dataset, { ...overviewRoute, filter: { ...noFilter, ...filter }, width: 1440 });
    expect(
      view({ outside: true })
        .pairs.map((pair) => pair.from)
        .sort(),
    ).toEqual(["999999999999", "GitHub Actions"]);
    expect(view({ admin: true }).picture?.lines.map((line) => line.to)).toEqual(["333333333333"]);
    expect(view({ unit: "nowhere" }).filter).toMatchObject({ shown: 0, total: 4 });
  });

  test("says that it hides chains where it leaves none, and never that there are none", () => {
    const ask = (filter: Partial<typeof noFilter>) =>
      pathView(dataset, {
        ...pathRoute(alice, goal, { filter: { ...noFilter, ...filter } }),
        width: 900,
        height: 600,
      });
    expect(ask({ verdict: "allowed" })).toMatchObject({
      sentence: "1 chain from alice to Admin, and the filters leave none of them.",
      filter: { shown: 0, total: 1 },
    });
    expect(ask({ account: "222222222222" }).chains).toHaveLength(1);
    expect(ask({ hops: 2 }).chains).toHaveLength(1);
    expect(ask({ hops: 1 }).chains).toHaveLength(0);
    const fromOutside = pathView(dataset, {
      ...pathRoute(github, goal, { filter: { ...noFilter, outside: true, admin: true, cross: true } }),
      width: 900,
      height: 600,
    });
    expect(fromOutside.chains).toHaveLength(1);
  });

  test("counts what is set", () => {
    expect(filterCount(noFilter)).toBe(0);
    expect(filterCount({ ...noFilter, kinds: ["people", "roles"], indirect: true, tag: "a" })).toBe(3);
  });
});

describe("indirect hops", () => {
  const ann = realUser(accountA, "ann", {
    UserPolicyList: [
      {
        PolicyName: "edit",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"], Resource: "*" },
          ],
        },
      },
    ],
  });
  const closed = realRole(accountA, "closed", {
    trust: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  const real = realDataset(realSnapshot([ann], [closed, realRole(accountB, "far", { trust: [] })]));
  const filter = { ...noFilter, indirect: true };

  test("are drawn apart, named by the call that makes them, and only when they are asked for", () => {
    const what = (indirect: boolean) =>
      focusView(real, focusRoute(ann.Arn, { filter: { ...filter, indirect } }));
    expect(what(false).what.rows).toEqual([]);
    const view = what(true);
    expect(view.what.rows.map((row) => row.principal.name)).toContain("closed");
    const line = view.picture.lines.find((one) => one.to === closed.Arn);
    expect([line?.style, line?.label]).toEqual(["indirect", "iam:UpdateAssumeRolePolicy"]);
  });

  test("that need compute say so, and ask nobody to fill it in", () => {
    const passing = realUser(accountA, "pia", {
      UserPolicyList: [
        {
          PolicyName: "use",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: ["ssm:SendCommand"], Resource: "*" }],
          },
        },
      ],
    });
    const profile = {
      InstanceProfileName: "closed",
      Arn: `arn:aws:iam::${accountA}:instance-profile/closed`,
    };
    const onInstances = { ...closed, InstanceProfileList: [profile] };
    const data = realDataset(realSnapshot([passing], [onInstances]));
    const view = hopView(data, passing.Arn, closed.Arn, [], { indirect: true });
    expect(view.verdict).toBe("conditional");
    expect(view.fields.map((field) => field.key)).not.toContain("compute");
    expect(
      view.alternatives
        .flat()
        .map((chip) => chip.text)
        .join(),
    ).toMatch(/instance/i);
  });

  test("have their own evidence", () => {
    const view = hopView(real, ann.Arn, closed.Arn, [], { indirect: true });
    expect([view.verdict, view.action]).toEqual(["allowed", "iam:UpdateAssumeRolePolicy"]);
    expect(view.evidence.map((item) => item.match)).toContain("yes");
    expect(view.use?.remarks.join()).toContain("no profile does this hop");
    expect(hopView(real, ann.Arn, closed.Arn).verdict).toBe("denied");
  });
});
