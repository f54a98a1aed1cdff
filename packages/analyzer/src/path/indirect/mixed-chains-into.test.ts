import type { PolicyDocument } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";

const named = (name: string, account = HOME): string => `arn:aws:iam::${account}:role/${name}`;
const lambda: PolicyDocument = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const pass = allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]);
const call = allow("sts:AssumeRole");
const tagged = ["sts:AssumeRole", "sts:TagSession"];

// Direct and indirect hops take turns, two ways are equally short, one ends in a circle, and one goes by a tag.
const analysis = analyze(
  snapshot([
    user("passer", { policies: [pass] }),
    user("editor", { policies: [allow("iam:UpdateAssumeRolePolicy", named("a-middle"))] }),
    user("both", { policies: [pass, call] }),
    user("nobody"),
    role("function", lambda, { policies: [call] }),
    role("another-function", lambda, { policies: [call] }),
    role("a-middle", trust(named("b-middle")), { policies: [call] }),
    role("b-middle", trust([named("a-middle"), `arn:aws:iam::${HOME}:user/both`]), { policies: [call] }),
    role("door", trust([named("function"), named("another-function"), named("a-middle")]), {
      account: OTHER,
      policies: [pass, call],
    }),
    role("inner", lambda, { account: OTHER, policies: [call] }),
    role("tagger", trust(named("inner", OTHER), undefined, tagged), {
      account: OTHER,
      policies: [allow(tagged)],
    }),
    role("target", trust(named("tagger", OTHER), { StringEquals: { "aws:PrincipalTag/team": "red" } }), {
      account: OTHER,
    }),
  ]),
);

test("each principal has the chain into a role that a search from it finds, direct and indirect hops alike", () => {
  const { graph } = insideOf(analysis);
  const starts = graph.trust.nodes();
  const ends = [...graph.world.roles.keys(), ...graph.world.users.keys(), HOME, OTHER];
  for (const maxHops of [1, 3, 8])
    for (const end of ends) {
      const into = analysis.whoCan(end, { indirect: true, maxHops }).results;
      const found = starts.flatMap((start) =>
        analysis
          .whatCan(start, { indirect: true, maxHops })
          .results.filter(({ principal }) => principal === end)
          .map((result) => ({ ...result, principal: start })),
      );
      const byStart = (one: { readonly principal: string }, other: { readonly principal: string }): number =>
        one.principal < other.principal ? -1 : 1;
      expect(into.toSorted(byStart), `${end} in ${maxHops} hops`).toEqual(found.toSorted(byStart));
    }
  const into = analysis.whoCan(named("target", OTHER), { indirect: true }).results;
  expect(
    into.find(({ principal }) => principal.endsWith("/passer"))?.path.map((id) => id.split("/").at(-1)),
  ).toEqual(["passer", "another-function", "door", "inner", "tagger", "target"]);
  expect(into.some(({ principal }) => principal.endsWith("/nobody"))).toBe(false);
});
