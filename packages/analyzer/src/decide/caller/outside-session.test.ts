import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import type { CanAnswer } from "../../answer.js";
import { OTHER, policy, role, snapshot } from "../../testing/world.js";

const TARGET = "arn:aws:iam::111122223333:role/Target";

/** Asks whether somebody of an account that was not collected can enter a role that tests what sessions carry. */
function ask(from: string, key: string, value: string, trusted: string = OTHER): CanAnswer {
  const document = policy({
    Effect: "Allow",
    Principal: { AWS: trusted },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    Condition: { StringEquals: { [key]: value } },
  });
  return analyze(snapshot([role("Target", document)])).can({ from, to: TARGET });
}

describe("what the session of an outside role carries", () => {
  test.each([OTHER, `arn:aws:sts::${OTHER}:assumed-role/Audit/ann`, `arn:aws:iam::${OTHER}:role/Audit`])(
    "may be a source identity: %s",
    (from) => {
      const answer = ask(from, "aws:SourceIdentity", "ann");
      expect(answer.verdict).toBe("conditional");
      expect(answer.witness).toMatchObject({ "aws:SourceIdentity": "ann", "sts:SourceIdentity": "ann" });
    },
  );

  test.each(["saml:sub", "accounts.google.com:sub", "cognito-identity.amazonaws.com:aud"])(
    "may be the claim %s of a token",
    (key) => {
      const answer = ask(OTHER, key, "ann");
      expect(answer.verdict).toBe("conditional");
      expect(answer.witness?.["aws:PrincipalType"] ?? "AssumedRole").toBe("AssumedRole");
    },
  );

  test("may be had by anyone whom `*` lets in", () => {
    expect(ask("*", "aws:SourceIdentity", "ann", "*").verdict).toBe("conditional");
  });

  test("is never a user's", () => {
    expect(ask(`arn:aws:iam::${OTHER}:user/ann`, "aws:SourceIdentity", "ann")).toMatchObject({
      verdict: "denied",
      layer: "trust",
    });
    const both = policy({
      Effect: "Allow",
      Principal: { AWS: OTHER },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "aws:SourceIdentity": "ann", "aws:username": "ann" } },
    });
    expect(analyze(snapshot([role("Target", both)])).can({ from: OTHER, to: TARGET }).verdict).toBe("denied");
  });
});
