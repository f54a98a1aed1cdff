import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import type { HopAnswer } from "../../answer.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../../testing/world.js";
import { howToUse } from "./use.js";

const arn = (kind: "user" | "role", name: string, account = HOME) =>
  `arn:aws:iam::${account}:${kind}/${name}`;
const TAGGING = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const CALL = allow(TAGGING);

/** alice → DOOR (MFA, a session name) → BACK (an external ID) → VAULT, which wants the tag of DOOR's session on the way. */
const analysis = analyze(
  snapshot([
    user("alice", { policies: [CALL] }),
    role(
      "DOOR",
      trust(
        arn("user", "alice"),
        {
          Bool: { "aws:MultiFactorAuthPresent": "true" },
          StringEquals: { "sts:RoleSessionName": "alice" },
        },
        TAGGING,
      ),
      { policies: [CALL] },
    ),
    role("BACK", trust(arn("role", "DOOR"), { StringEquals: { "sts:ExternalId": "acme-1" } }, TAGGING), {
      account: OTHER,
      policies: [CALL],
    }),
    role(
      "VAULT",
      trust(arn("role", "BACK", OTHER), { StringEquals: { "aws:PrincipalTag/team": "blue" } }, TAGGING),
      { account: OTHER },
    ),
    role("PLAIN", trust(arn("user", "alice"))),
  ]),
);
const use = (to: string, seconds?: number) => {
  const { hops = [] } = analysis.can({ from: "user/alice", to, maxHops: 4 });
  return howToUse(hops, seconds);
};

describe("how to use a path", () => {
  test("chains profiles from the user's own, with what each hop demands", () => {
    const { config } = use("role/BACK");
    expect(config).toBe(
      [
        "[profile rolepath-1-DOOR]",
        `role_arn = ${arn("role", "DOOR")}`,
        "source_profile = <profile with the credentials of alice>",
        "mfa_serial = <ARN of the MFA device>",
        "role_session_name = alice",
        "",
        "[profile rolepath-2-BACK]",
        `role_arn = ${arn("role", "BACK", OTHER)}`,
        "source_profile = rolepath-1-DOOR",
        "external_id = acme-1",
        "role_session_name = rolepath",
      ].join("\n"),
    );
  });

  test("quotes for the shell whatever the policies say", () => {
    const { commands } = use("role/BACK");
    expect(commands[1]).toContain("--external-id acme-1 ");
    expect(commands[0]).toContain("--serial-number '<ARN of the MFA device>' --token-code '<code>'");
    const hop: HopAnswer = {
      from: arn("user", "alice"),
      to: `arn:aws:iam::${HOME}:role/$(touch x)\n[profile evil]`,
      action: "sts:AssumeRole",
      verdict: "allowed",
      requires: [],
      witness: { "sts:ExternalId": "-rf", "sts:RoleSessionName": "it's `x`;" },
      maxSessionSeconds: 3600,
    };
    const evil = howToUse([hop]);
    expect(evil.config.split("\n").filter((text) => text.startsWith("["))).toHaveLength(1);
    expect(evil.config).toContain("role_arn = <ARN of the role>");
    expect(evil.commands[0]).toContain(`--role-arn 'arn:aws:iam::${HOME}:role/$(touch x)?[profile evil]'`);
    expect(evil.commands[0]).toContain("--external-id=-rf");
    expect(evil.commands[0]).toContain("--role-session-name 'it'\\''s `x`;'");
  });

  test("passes tags where a later hop needs them, by command", () => {
    const { hops } = use("role/VAULT");
    expect(hops[1]?.command).toContain(`--tags '[{"Key":"team","Value":"blue"}]'`);
    expect(hops[1]?.remarks).toContain("a profile cannot pass session tags: use the command");
    expect(hops[2]?.command).not.toContain("--tags");
  });

  test("links to the console only where it can switch", () => {
    expect(use("role/PLAIN").hops[0]?.console).toBe(
      `https://signin.aws.amazon.com/switchrole?account=${HOME}&roleName=PLAIN`,
    );
    expect(use("role/BACK").hops.map((hop) => hop.console !== null)).toEqual([true, false]);
  });

  test("asks for no longer session than the hop grants", () => {
    expect(use("role/PLAIN", 900).config).toContain("duration_seconds = 900");
    expect(use("role/PLAIN", 7200).config).not.toContain("duration_seconds");
  });
});

describe("the requests of a chain", () => {
  test("agree on the source identity, the session name and the transitive tags", () => {
    const identity = (value: string) => ({ StringEquals: { "sts:SourceIdentity": value } });
    const chain = analyze(
      snapshot([
        user("alice", { policies: [CALL] }),
        role("A", trust(arn("user", "alice"), {}, TAGGING), { policies: [CALL] }),
        role("B", trust(`arn:aws:sts::${HOME}:assumed-role/A/me`, identity("alice"), TAGGING), {
          policies: [CALL],
        }),
        role("C", trust(arn("role", "B"), { StringEquals: { "aws:PrincipalTag/team": "red" } }, TAGGING), {}),
      ]),
    );
    const { hops = [] } = chain.can({ from: "user/alice", to: "role/C", maxHops: 3 });
    expect(hops.map((hop) => hop.witness?.["sts:SourceIdentity"])).toEqual([undefined, "alice", "alice"]);
    expect(hops[0]?.witness?.["sts:RoleSessionName"]).toBe("me");
    expect(hops[1]?.witness?.["aws:userid"]).toBe("AROAA:me");
    expect(hops[2]?.witness?.["aws:PrincipalTag/team"]).toBe("red");
    const tagged = hops.slice(0, 2).some((hop) => hop.witness?.["aws:RequestTag/team"] === "red");
    expect(tagged).toBe(true);
  });
});
