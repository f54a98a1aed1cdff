import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  home,
  member,
  type Stage,
  stageOf,
  trust,
} from "./cast.js";
import { stages } from "./stages.js";

const ci = { AWS: `arn:aws:iam::${member}:role/ci` };
const assumeAnything = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
const only = (rule: string) => (policy: unknown, stage: Stage) =>
  findingsAbout(policy, stage).filter((line) => line.endsWith(rule));

describe("a path from development into production", () => {
  const stage: Stage = { units: ["Prod", "Sandbox"] };
  const found = only("CHAIN-CROSS-ENV");

  test("is found in one hop, with the hop as its path", () => {
    const [finding] = about(trust(assume(ci)), stage);
    expect(finding?.rule).toBe("CHAIN-CROSS-ENV");
    expect(finding?.severity).toBe("high");
    expect(finding?.path).toEqual([`arn:aws:iam::${member}:role/ci`, `arn:aws:iam::${home}:role/target`]);
  });

  test("is found through an account that is neither, and told for the last hop", () => {
    const roles = { "999988887777/hop": { trust: trust(assume(ci)), permissions: [assumeAnything] } };
    const [finding] = about(trust(assume({ AWS: "arn:aws:iam::999988887777:role/hop" })), {
      ...stage,
      roles,
    });
    expect(finding?.rule).toBe("CHAIN-CROSS-ENV");
    expect(finding?.path?.map((arn) => arn.split("/").at(-1))).toEqual(["ci", "hop", "target"]);
  });

  test("is medium where the role only reads configuration", () => {
    const permissions = [{ Effect: "Allow", Action: "ec2:Describe*", Resource: "*" }];
    expect(found(trust(assume(ci)), { ...stage, permissions })).toEqual(["medium CHAIN-CROSS-ENV"]);
  });

  test("goes by the nearest unit that says something", () => {
    expect(found(trust(assume(ci)), { units: ["Production", "NonProd"] })).toHaveLength(1);
    expect(found(trust(assume(ci)), { units: ["Security", "Development"] })).toHaveLength(1);
    expect(found(trust(assume(ci)), { units: ["Work", "Sandbox"] })).toEqual([]);
    expect(found(trust(assume(ci)), { units: ["Prod", "Staging"] })).toEqual([]);
    expect(found(trust(assume(ci)), { units: ["Sandbox", "Prod"] })).toEqual([]);
  });

  test("is none where a Deny, an RCP or an SCP stops it", () => {
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:PrincipalAccount": member } },
    };
    expect(found(trust(assume(ci), deny), stage)).toEqual([]);
    expect(found(trust(assume(ci)), { ...stage, rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
    const scp = [{ Effect: "Deny", Action: "sts:AssumeRole", Resource: `arn:aws:iam::${home}:role/*` }];
    expect(found(trust(assume(ci)), { ...stage, scp })).toEqual([]);
  });

  test("is none into a role without permissions, or one that the whole organization can enter", () => {
    expect(found(trust(assume(ci)), { ...stage, permissions: [] })).toEqual([]);
    const wide = trust(assume({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }));
    expect(found(wide, stage)).toEqual([]);
  });

  test("is none where nobody of development may make the call", () => {
    expect(found(trust(assume({ AWS: `arn:aws:iam::${member}:role/etl-export` })), stage)).toEqual([]);
  });

  test("is told once where it is a chain to an administrator", () => {
    expect(findingsAbout(trust(assume(ci)), { ...stage, permissions: [everything] })).toEqual([
      "high CHAIN-TO-ADMIN",
    ]);
  });
});

describe("a way around the perimeter", () => {
  const partner = stages["CHAIN-PERIMETER-BYPASS"]?.roles ?? {};
  const stage: Stage = { roles: partner };
  const found = only("CHAIN-PERIMETER-BYPASS");
  const members = (condition: object) =>
    trust(assume({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" }, ...condition }));
  const named = members({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner-*" } });

  test("is told from the outsider, with what the first hop asks for", () => {
    const [finding] = about(named, stage);
    expect(finding?.rule).toBe("CHAIN-PERIMETER-BYPASS");
    expect(finding?.severity).toBe("high");
    expect(finding?.path).toEqual([
      "888888888888",
      `arn:aws:iam::${member}:role/partner-sync`,
      `arn:aws:iam::${home}:role/target`,
    ]);
    expect(finding?.requires?.map(({ key }) => key)).toContain("sts:ExternalId");
  });

  test("is found where an RCP is the perimeter", () => {
    const rcp = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:AssumeRole",
        Resource: `arn:aws:iam::${home}:role/target`,
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } },
      },
    ];
    const both = trust(assume({ AWS: ["888888888888", `arn:aws:iam::${member}:role/partner-sync`] }));
    expect(found(both, { ...stage, rcp })).toEqual(["high CHAIN-PERIMETER-BYPASS"]);
    expect(found(both, stage)).toEqual([]);
  });

  test("is none where the role leaves out what outsiders enter, or the entry role may not go on", () => {
    const without = members({
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner-*" },
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner-sync" },
    });
    expect(found(without, stage)).toEqual([]);
    const [key, entry] = Object.entries(partner)[0] ?? [];
    const still = { [key ?? ""]: { trust: entry?.trust, permissions: [] } };
    expect(found(named, { roles: still })).toEqual([]);
  });

  test("is none where the outsider was never let in, in or out of the organization", () => {
    const byName = trust(assume({ AWS: `arn:aws:iam::${member}:role/partner-sync` }));
    expect(found(byName, stage)).toEqual([]);
    const oneAccount = members({ StringLike: { "aws:PrincipalAccount": member } });
    expect(found(oneAccount, stage)).toEqual([]);
  });

  test("is none for somebody who is trusted, or of the organization", () => {
    const check = stageOf(named, stage).check({
      trusted: { accounts: new Set(["888888888888"]), organizations: new Set(), vendors: new Set() },
    });
    expect(check.findings.filter(({ rule }) => rule === "CHAIN-PERIMETER-BYPASS")).toEqual([]);
    const insider = {
      [`${member}/partner-sync`]: { trust: trust(assume({ AWS: home })), permissions: [assumeAnything] },
    };
    expect(found(named, { roles: insider })).toEqual([]);
  });

  test("is none where the whole organization is let in: that is told already", () => {
    expect(found(members({}), stage)).toEqual([]);
  });
});

describe("MFA that is lost on the way", () => {
  const alice = { AWS: `arn:aws:iam::${member}:user/alice` };
  const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const stage: Stage = { aliceMay: [assumeAnything] };
  const found = only("CHAIN-MFA-LOST");

  test("is told with the way that needs none", () => {
    const finding = about(trust(assume(alice, mfa), assume(ci)), stage).find(
      ({ rule }) => rule === "CHAIN-MFA-LOST",
    );
    expect(finding?.severity).toBe("info");
    expect(finding?.path?.map((arn) => arn.split("/").at(-1))).toEqual(["alice", "ci", "target"]);
    expect(finding?.principals).toEqual([`arn:aws:iam::${member}:user/alice`]);
  });

  test("is found where the account is let in with MFA", () => {
    expect(found(trust(assume({ AWS: member }, mfa), assume(ci)), stage)).toEqual(["info CHAIN-MFA-LOST"]);
  });

  test("is none where the first hop asks for it as well", () => {
    const roles = { [`${member}/jump`]: { trust: trust(assume(alice, mfa)), permissions: [assumeAnything] } };
    const jump = { AWS: `arn:aws:iam::${member}:role/jump` };
    expect(found(trust(assume(alice, mfa), assume(jump)), { ...stage, roles })).toEqual([]);
  });

  test("is none where the user needs no MFA anyway", () => {
    expect(found(trust(assume(alice, mfa), assume(alice), assume(ci)), stage)).toEqual([]);
  });

  test("is none where the other role is not the user's, or is stopped", () => {
    const other = { AWS: `arn:aws:iam::${member}:role/etl-export` };
    expect(found(trust(assume(alice, mfa), assume(other)), stage)).toEqual([]);
    const deny = { Effect: "Deny", Principal: ci, Action: "sts:AssumeRole" };
    expect(found(trust(assume(alice, mfa), assume(ci), deny), stage)).toEqual([]);
  });
});

describe("a search for chains that is cut", () => {
  // So many ways into one role that its sessions are not all told apart.
  const many = trust(
    ...Array.from({ length: 20 }, (_, index) =>
      assume(
        { AWS: `arn:aws:iam::${member}:user/alice` },
        { StringEquals: { "sts:ExternalId": `id-${index}`, "sts:RoleSessionName": `name-${index}` } },
      ),
    ),
  );
  const assumptionsWith = (policy: unknown) =>
    stageOf(trust(assume({ AWS: `arn:aws:iam::${member}:role/many` })), {
      permissions: [everything],
      aliceMay: [assumeAnything],
      roles: { [`${member}/many`]: { trust: policy, permissions: [assumeAnything] } },
    }).check().assumptions;

  test("is said among the assumptions", { timeout: 60_000 }, () => {
    const assumption = "a search for chains met its limit: some findings about chains may be missing";
    expect(assumptionsWith(many)).toContain(assumption);
    expect(assumptionsWith(trust(assume({ Service: "ec2.amazonaws.com" })))).not.toContain(assumption);
  });
});
