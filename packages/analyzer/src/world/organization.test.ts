import { type Organization, UNREADABLE } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;

function verdict(
  targets: readonly string[],
  parent = "r-root",
  status = "ACTIVE",
  policies: Organization["Policies"] = [],
) {
  const organization: Organization = {
    Organization: { Id: "o-exampleorgid", MasterAccountId: OTHER },
    Roots: [{ Id: "r-root" }],
    OrganizationalUnits: [],
    Accounts: [
      { Id: HOME, Status: status, ...(parent !== "" && { ParentId: parent }) },
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
      ...policies,
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

test("a policy whose target cannot be read may be the one that a level lacks, and takes nothing from the others", () => {
  const lacking = verdict(["r-root", UNREADABLE]);
  expect(lacking).toMatchObject({ verdict: "unknown", missing: [expect.stringContaining("p-full")] });
  expect(verdict(["r-root", HOME, UNREADABLE]).verdict).toBe("allowed");
  expect(verdict([UNREADABLE]).verdict).toBe("unknown");
});

test("a policy of a type that cannot be read may be what a level lacks, and puts no SCPs in use", () => {
  const unread: Organization["Policies"][number] = {
    Id: "p-any",
    Type: UNREADABLE,
    AwsManaged: false,
    Content: allow("s3:*"),
    Targets: [HOME],
  };
  const lacking = verdict(["r-root"], "r-root", "ACTIVE", [unread]);
  expect(lacking).toMatchObject({ verdict: "unknown", missing: [expect.stringContaining("p-any")] });
  const alone = verdict([], "r-root", "ACTIVE", [unread]);
  expect([alone.verdict, alone.assumptions.join()]).toEqual([
    "allowed",
    `SCP or RCP p-any on ${HOME} is not in the snapshot or could not be read; it is taken to deny nothing`,
  ]);
});

test.each([
  ["SERVICE_CONTROL_POLICY", "SCP"],
  ["RESOURCE_CONTROL_POLICY", "RCP"],
] as const)("a %s whose content cannot be read is said to be taken to deny nothing", (Type, short) => {
  const unread = { Id: "p-deny", Name: "Deny", Type, AwsManaged: false, Content: null, Targets: ["r-root"] };
  const answer = verdict(["r-root", HOME], "r-root", "ACTIVE", [unread]);
  expect(answer.verdict).toBe("allowed");
  expect(answer.assumptions).toEqual([
    `${short} Deny (p-deny) on r-root is not in the snapshot or could not be read; it is taken to deny nothing`,
  ]);
});

test("a unit that the organization does not list is not known to allow nothing, and the answer says so", () => {
  const answer = verdict([HOME], "ou-gone");
  expect(answer.verdict).toBe("allowed");
  expect(answer.assumptions).toContain(
    `the organization of the snapshot does not tell what is above ou-gone, where account ${HOME} is: SCPs and RCPs from there on are unknown and taken as if none applied`,
  );
  expect(verdict(["ou-gone"], "ou-gone").verdict).toBe("denied");
  expect(verdict([HOME], "").verdict).toBe("allowed");
  expect(verdict(["r-root", HOME]).assumptions).toEqual([]);
});

test("an account that is suspended or closed is told beside an answer about it", () => {
  const noted = (status: string) => verdict(["r-root", HOME], "r-root", status).assumptions;
  expect(noted("SUSPENDED")).toEqual([
    `account ${HOME} is suspended: nobody can act in it now; the answer is as if it were open`,
  ]);
  expect(noted("PENDING_CLOSURE")[0]).toMatch(/is pending closure/);
  expect(noted("ACTIVE")).toEqual([]);
});
