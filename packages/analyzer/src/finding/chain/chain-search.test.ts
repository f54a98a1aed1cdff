import { expect, test } from "vitest";
import { chainPath } from "../../path/chain/chain-answer.js";
import { surveyed } from "../../testing/survey.js";
import { allow, HOME, role, trust, user } from "../../testing/world.js";
import { ChainsToEnds, chainsFrom } from "./chain-search.js";

const arn = (kind: "user" | "role", name: string) => `arn:aws:iam::${HOME}:${kind}/${name}`;
const only = (name: string) => ({ policies: [allow("sts:AssumeRole", arn("role", name))] });

test("those who walk the same ways have the chains that each of them has alone", () => {
  const survey = surveyed([
    user("alice", only("Step")),
    user("bob", only("Step")),
    user("carol", only("Other")),
    user("dave"),
    role("Step", trust(`arn:aws:iam::${HOME}:root`), only("End")),
    role("Other", trust(`arn:aws:iam::${HOME}:root`), only("Away")),
    role("End", trust(arn("role", "Step"))),
    role("Away", trust(arn("role", "Other"))),
  ]);
  const through = new Set(["Step", "Other", "End", "Away"].map((name) => arn("role", name)));
  const ends = new Set([arn("role", "End"), arn("role", "Away")]);
  const shared = new ChainsToEnds(survey, { through, ends });
  const found = ["alice", "bob", "carol", "dave"].map((name) => {
    const caller = survey.graph.trust.getNodeAttribute(arn("user", name), "caller");
    const paths = shared.from(caller).map(([end, chain]) => [end, chainPath(chain)] as const);
    const alone = [...chainsFrom(survey, caller, { through, ends })].filter(([end]) => ends.has(end));
    expect(paths).toEqual(alone.map(([end, chain]) => [end, chainPath(chain)]));
    return paths.map(([, path]) => path.map((id) => id.split("/").at(-1)).join(" "));
  });
  expect(found).toEqual([["alice Step End"], ["bob Step End"], ["carol Other Away"], []]);
});
