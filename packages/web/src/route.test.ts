import { describe, expect, test } from "vitest";
import {
  accountRoute,
  findingsRoute,
  focusRoute,
  hashOf,
  overviewRoute,
  pathRoute,
  type Route,
  routeOf,
} from "./route.js";

const arn = "arn:aws:iam::111122223333:role/app/Deploy+web@x,y=z";

const routes: readonly Route[] = [
  overviewRoute,
  { view: "overview", baseline: true },
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
  pathRoute(arn, "arn:*:iam::*:role/*", 3, 2),
  findingsRoute(),
  findingsRoute({ severity: "high", rule: "OIDC-NO-SUB", text: "web & payments" }),
  accountRoute("111122223333"),
  { view: "account", id: "x", services: true, open: true },
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
