import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";

const CROSS = `arn:aws:iam::${OTHER}:role/Cross`;
const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const DENY = policy({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" });

const remedyFor = (aliceMay: readonly ReturnType<typeof allow>[], trusted: string): string | undefined =>
  analyze(
    snapshot([user("alice", { policies: aliceMay }), role("Cross", trust(trusted), { account: OTHER })]),
  ).can({ from: "user/alice", to: CROSS }).remedy;

describe("the remedy of a denial", () => {
  test("names the one side that stands in the way", () => {
    expect(remedyFor([], ALICE)).toBe(
      `account ${HOME}: allow sts:AssumeRole on ${CROSS} in an identity policy of ${ALICE}`,
    );
  });

  test("names every side that must change, where one alone would not do", () => {
    const remedy = remedyFor([], `arn:aws:iam::${OTHER}:root`);
    expect(remedy).toMatch(
      /^account 444455556666: add a statement to the trust policy of .*; and account 111122223333: allow/,
    );
  });

  test("names what else must change beside a Deny", () => {
    expect(remedyFor([DENY], `arn:aws:iam::${OTHER}:root`)).toMatch(
      /^account 444455556666: add a statement .*; and account 111122223333: narrow the Deny statement in the identity/,
    );
  });
});

describe("the evidence of a trust statement", () => {
  const trustText = (trusted: string, account = HOME): string | undefined =>
    analyze(
      snapshot([
        role("Hop", trust(ALICE), { policies: [allow("sts:AssumeRole")] }),
        role("Cross", trust(trusted), { account }),
      ]),
    ).can({ from: "role/Hop", to: "role/Cross" }).evidence[0]?.text;

  test("speaks of a boundary only where the caller has one", () => {
    expect(trustText(`arn:aws:iam::${HOME}:role/Hop`)).toBe("allows it");
  });

  test("leaves a caller of another account to what its own account grants", () => {
    expect(trustText(`arn:aws:iam::${HOME}:role/Hop`, OTHER)).toBe(
      "allows it, as far as the caller's own account grants it",
    );
  });
});
