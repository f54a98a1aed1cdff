import { describe, expect, test } from "vitest";
import { readConfig } from "./read.js";

function issues(...invariants: readonly object[]): readonly string[] {
  const result = readConfig({ invariants });
  return result.kind === "read"
    ? []
    : result.issues.map(({ path, at, message }) => `${path.join(".")} (${at}): ${message}`);
}

const sound = { id: "mine", kind: "no-path", from: "outside", to: "admin" };

describe("the section of invariants", () => {
  test("says what a check holds the snapshot against, with the defaults filled in", () => {
    const result = readConfig({
      invariants: [
        sound,
        {
          id: "glass",
          kind: "at-most",
          max: 3,
          to: { account: ["111122223333", "prod-*"] },
          requires: "mfa",
        },
      ],
    });
    expect(result).toMatchObject({
      kind: "read",
      options: {
        invariants: [
          {
            id: "mine",
            kind: "no-path",
            severity: "high",
            maxHops: 8,
            mayBeEmpty: false,
            from: { kind: "word", word: "outside", not: false, place: "from" },
            to: { kind: "word", word: "admin" },
          },
          {
            kind: "at-most",
            max: 3,
            requires: ["mfa"],
            from: { kind: "word", word: "origin" },
            to: {
              kind: "any",
              parts: [
                { kind: "account", pattern: "111122223333", place: "to.account[0]" },
                { kind: "account", pattern: "prod-*", place: "to.account[1]" },
              ],
            },
          },
        ],
      },
    });
  });

  test("reads several parts of a selector as all of them, and nests", () => {
    const from = { ou: "prod", admin: false, any: [{ tag: { team: "a", tier: "1" } }, { not: "role/x" }] };
    const result = readConfig({ invariants: [{ ...sound, from }] });
    expect(result).toMatchObject({
      options: {
        invariants: [
          {
            from: {
              kind: "all",
              parts: [
                { kind: "ou", pattern: "prod", place: "from.ou" },
                { kind: "word", word: "admin", not: true, place: "from.admin" },
                {
                  kind: "any",
                  parts: [
                    {
                      kind: "all",
                      parts: [
                        { kind: "tag", key: "team", value: "a", place: "from.any[0].tag.team" },
                        { kind: "tag", key: "tier", value: "1" },
                      ],
                    },
                    { kind: "not", part: { kind: "name", pattern: "role/x", place: "from.any[1].not" } },
                  ],
                },
              ],
            },
          },
        ],
      },
    });
  });

  test.each<[string, object, string]>([
    [
      "no kind",
      { id: "x" },
      "invariants.0.kind (value): expected a mapping with a kind, one of no-path, only, requires, at-most",
    ],
    [
      "an unknown kind",
      { ...sound, kind: "none" },
      "invariants.0.kind (value): expected a mapping with a kind, one of no-path, only, requires, at-most",
    ],
    ["no id", { ...sound, id: undefined }, "invariants.0.id (value): is missing"],
    [
      "an id that is no name",
      { ...sound, id: "No Path" },
      "invariants.0.id (value): expected a short name in lower case, such as sandbox-stays-out",
    ],
    ["no end", { id: "x", kind: "requires", requires: "mfa" }, "invariants.0.to (value): is missing"],
    [
      "a key of another kind",
      { ...sound, max: 3 },
      "invariants.0.max (key): unknown key; expected one of id, title, severity, why, maxHops, mayBeEmpty, kind, from, to",
    ],
    [
      "a misspelt part",
      { ...sound, to: { acount: "x" } },
      "invariants.0.to.acount (key): unknown key; expected one of name, arn, account, accountTag, ou, tag, kind, origin, outside, admin, all, any, not",
    ],
    [
      "a misspelt part deep inside",
      { ...sound, to: { any: [{ not: { oou: "x" } }] } },
      "invariants.0.to.any.0.not.oou (key): unknown key; expected one of name, arn, account, accountTag, ou, tag, kind, origin, outside, admin, all, any, not",
    ],
    ["a number", { ...sound, to: 12 }, "invariants.0.to (value): expected text or a mapping"],
    [
      "a lone star",
      { ...sound, to: "*" },
      "invariants.0.to (value): `*` could be everybody or anyone on the internet: write `everyone`, or `kind: anyone`",
    ],
    [
      "an empty selector",
      { ...sound, to: {} },
      "invariants.0.to (value): expected at least one part; `everyone` is everybody",
    ],
    [
      "too many hops",
      { ...sound, maxHops: 99 },
      "invariants.0.maxHops (value): expected a whole number from 1 to 32",
    ],
    [
      "a need that is no key",
      { id: "x", kind: "requires", to: "admin", requires: "password" },
      "invariants.0.requires (value): expected external-id, mfa, or a condition key such as sts:SourceIdentity",
    ],
  ])("refuses %s, and says where", (_, invariant, said) => {
    expect(issues(invariant)).toEqual([said]);
  });

  test("refuses two invariants of one id", () => {
    expect(issues(sound, sound)).toEqual(["invariants.1.id (value): `mine` is the id of another invariant"]);
  });

  test("lets suppressions and severities name an invariant", () => {
    const suppression = { reason: "until the move", owner: "ada", expires: "2026-12-31" };
    expect(
      readConfig({
        invariants: [sound],
        severities: [{ rule: "INVARIANT/mine", severity: "low" }],
        suppressions: [{ fingerprint: "INVARIANT/mine-0123456789", ...suppression }],
      }),
    ).toMatchObject({ kind: "read" });
  });
});
