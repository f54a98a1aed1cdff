import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;

/** Why alice does not become a role of another account that trusts her. */
function refusal(effect: "Allow" | "Deny", action: string): string {
  const policies = [policy({ Effect: effect, Action: action, Resource: "*" })];
  const there = role("Target", trust(ALICE), { account: OTHER });
  return analyze(snapshot([user("alice", { policies }), there])).can({ from: ALICE, to: there.Arn }).reason;
}

test("a sentence about several policies has its verb in the plural", () => {
  expect(refusal("Allow", "s3:GetObject")).toMatch(/: the identity policies of the caller do not allow it$/);
  expect(refusal("Deny", "sts:AssumeRole")).toMatch(/: the identity policies of the caller deny it$/);
});

test("a sentence about one policy has its verb in the singular", () => {
  const there = role("Target", trust(`arn:aws:iam::${HOME}:user/bob`));
  const answer = analyze(snapshot([user("alice"), there])).can({ from: ALICE, to: there.Arn });
  expect(answer.reason).toMatch(/: the trust policy of the role does not allow it$/);
});

test("a provider that does not exist is told beside the policy that refuses as well", () => {
  const there = role("Target", trust(ALICE));
  const provider = `arn:aws:iam::${HOME}:saml-provider/gone`;
  const answer = analyze(snapshot([user("alice"), there])).can({
    from: { type: "saml", provider, claims: {} },
    to: there.Arn,
  });
  expect(answer.layer).toBe("trust");
  expect(answer.reason).toMatch(
    /: the trust policy of the role does not allow it, and there is no SAML provider /,
  );
});
