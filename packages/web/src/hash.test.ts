import { describe, expect, test } from "vitest";
import { noFilter } from "./filter.js";
import { hashOf, routeOf } from "./hash.js";
import {
  accountRoute,
  coverageRoute,
  cyclesRoute,
  diffRoute,
  findingsRoute,
  focusRoute,
  overviewRoute,
  pathRoute,
  type Route,
} from "./route.js";

const arn = "arn:aws:iam::111122223333:role/app/Deploy+web@x,y=z";

const routes: readonly Route[] = [
  overviewRoute,
  { ...overviewRoute, baseline: true },
  {
    ...overviewRoute,
    filter: { ...noFilter, kinds: ["people", "federated"], unit: "Work / a,b=c", tag: "a=b" },
  },
  focusRoute(arn),
  focusRoute("*", {
    reach: "all",
    services: true,
    open: ["in1", "out2"],
    hop: ["a&b", "c=d#e"],
    finding: "f-1",
  }),
  focusRoute("100% \u202e <b> 𝒳", { reach: 1 }),
  pathRoute("outside", "admin"),
  pathRoute(arn, "arn:*:iam::*:role/*", { choice: 3, hop: 2 }),
  pathRoute(arn, "admin", {
    given: [
      ["sts:ExternalId", "x=1&y"],
      ["aws:RequestTag/a=b", "%41 ="],
      ["aws:MultiFactorAuthAge", null],
    ],
    filter: {
      ...noFilter,
      verdict: "conditional",
      indirect: true,
      cross: true,
      outside: true,
      admin: true,
      hops: 3,
    },
  }),
  findingsRoute(),
  findingsRoute({ severity: "high", rule: "OIDC-NO-SUB", text: "web & payments" }),
  accountRoute("111122223333"),
  { view: "account", id: "x", services: true, open: true },
  { view: "principal", of: arn },
  coverageRoute,
  cyclesRoute,
  diffRoute,
  { ...diffRoute, turned: true },
];

describe("the hash", () => {
  test.each(routes.map((route) => [hashOf(route), route] as const))(
    "%s says the whole route",
    (hash, route) => {
      expect(routeOf(hash)).toEqual(route);
    },
  );

  test("keeps an ARN readable", () => {
    expect(hashOf(focusRoute("arn:aws:iam::111122223333:role/Deploy"))).toBe(
      "#focus?of=arn:aws:iam::111122223333:role/Deploy",
    );
  });

  test.each([
    "",
    "#",
    "#nowhere",
    "#focus",
    "#path?from=a",
    "#account?id=",
    "#focus?of=%E0%A4%A",
    "#path?from=a&to=b&path=-1&hop=x",
  ])("%j, which nobody wrote for us, leads to a view and does not throw", (hash) => {
    expect(["overview", "focus", "path"]).toContain(routeOf(hash).view);
  });

  test("with a path number that cannot be shows the first path", () => {
    expect(routeOf("#path?from=a&to=b&path=-1&hop=1e99")).toEqual(pathRoute("a", "b"));
  });

  test("of a name with half a surrogate pair does not throw", () => {
    expect(hashOf(focusRoute("a\ud800b"))).toBe("#focus?of=a%EF%BF%BDb");
  });
});
