import { expect, test } from "vitest";
import { analyze } from "./analyze.js";
import { explore } from "./explore.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "./testing/world.js";

const world = snapshot([
  user("dev", { policies: [allow("sts:AssumeRole")] }),
  role("Step", trust(`arn:aws:iam::${HOME}:user/dev`), { policies: [allow("sts:AssumeRole")] }),
  role("Admin", trust(`arn:aws:iam::${HOME}:role/Step`), { policies: [allow("*")] }),
  role("Gone", trust("AIDAEXAMPLEGONE00000A")),
  role(
    "Tokens",
    policy({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/app:*" } },
    }),
  ),
]);

test("what the page asks finds what the command finds, and only the patches are missing", () => {
  const { findings, ...rest } = analyze(world).check();
  expect(findings.some(({ patch }) => patch !== undefined)).toBe(true);
  expect(explore(world).check()).toEqual({
    ...rest,
    findings: findings.map(({ patch: _, ...finding }) => finding),
  });
});
