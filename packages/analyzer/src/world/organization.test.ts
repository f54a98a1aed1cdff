import type { Organization } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;

function verdict(targets: readonly string[]) {
  const organization: Organization = {
    Organization: { Id: "o-exampleorgid", MasterAccountId: OTHER },
    Roots: [{ Id: "r-root" }],
    OrganizationalUnits: [],
    Accounts: [
      { Id: HOME, ParentId: "r-root" },
      { Id: OTHER, ParentId: "r-root" },
    ],
    Policies: [
      {
        Id: "p-full",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: true,
        Content: allow("*"),
        Targets: targets,
      },
    ],
  };
  return analyze(snapshot([user("alice"), role("Target", trust(ALICE))], { organization })).can({
    from: ALICE,
    to: "role/Target",
  });
}

test("service control policies that are attached nowhere are switched off and deny nobody", () => {
  expect(verdict([]).verdict).toBe("allowed");
});

test("where they are in use, every level must allow", () => {
  expect(verdict(["r-root", HOME]).verdict).toBe("allowed");
  expect(verdict(["r-root"])).toMatchObject({ verdict: "denied", layer: "scp", denyType: "implicit" });
});
