import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, organizationOf, policy, role, snapshot, trust } from "../../testing/world.js";
import { rolesInOrder } from "../../world/role-order.js";
import { circlesAmong } from "./circles.js";
import { cyclicComponents } from "./component.js";

const accounts = ["111111111111", "222222222222", "333333333333", "444444444444", "555555555555"];
const call = { policies: [allow("sts:AssumeRole")] };
const inOrganization = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } };
const named = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;
const [first = "", second = "", third = "", fourth = "", fifth = ""] = accounts;

/** The circles by name and last digit of the account, and those of a plain graph of roles. */
function circlesOf(entities: Parameters<typeof snapshot>[0], leftOut: readonly string[] = []) {
  const analysis = analyze(snapshot(entities, { organization: organizationOf(...accounts) }));
  const { graph } = insideOf(analysis);
  const roles = rolesInOrder(graph.world).filter(({ arn }) => !leftOut.includes(arn));
  const text = (circles: Iterable<Iterable<{ readonly name: string; readonly account: string }>>) =>
    [...circles]
      .map((circle) =>
        [...circle]
          .map(({ name, account }) => `${name}${account.at(-1)}`)
          .toSorted()
          .join(" "),
      )
      .toSorted();
  const pairwise = cyclicComponents(roles, (from) =>
    roles.filter(({ arn }) => graph.trust.hasEdge(from.arn, arn)),
  );
  const found = text(circlesAmong(graph, roles));
  expect(found).toEqual(text(pairwise));
  return found;
}

test("roles of several accounts that let each other in from outside are one circle, without those that cannot call", () => {
  const open = [first, second, third, fourth].map((account) =>
    role("open", trust("*", inOrganization), { account, ...call }),
  );
  const mute = role("mute", trust(named(first, "open")), { account: fifth });
  const lone = role("lone", trust([]), { account: fifth, ...call });
  expect(circlesOf([...open, mute, lone])).toEqual(["open1 open2 open3 open4"]);
});

test("a role that lets nobody of its own account in is in no circle of its own", () => {
  const elsewhere = policy(
    { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", Condition: inOrganization },
    { Effect: "Deny", Principal: { AWS: third }, Action: "sts:AssumeRole" },
  );
  const entities = [
    role("lone", elsewhere, { account: third, ...call }),
    role("other", trust(named(third, "lone")), { account: third, ...call }),
    role("first", trust(first), { account: first, ...call }),
    role("out", trust([named(first, "first"), named(second, "back")]), { account: fourth, ...call }),
    role("back", trust(named(fourth, "out")), { account: second, ...call }),
  ];
  expect(circlesOf(entities)).toEqual(["back2 out4", "first1"]);
});

test("a circle goes through no role that is left out", () => {
  const ring = accounts.map((account, index) =>
    role("ring", trust(named(accounts.at(index - 1) ?? "", "ring")), { account, ...call }),
  );
  expect(circlesOf(ring)).toEqual(["ring1 ring2 ring3 ring4 ring5"]);
  expect(circlesOf(ring, [named(second, "ring")])).toEqual([]);
});
