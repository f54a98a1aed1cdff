import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { showcaseChains } from "./chains.js";
import { accountIds, outsideAccounts } from "./company.js";
import { decoys, plantedMistakes, sampleSnapshot } from "./sample.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const { accounts, organization } = sampleSnapshot();

const nameOf = (arn: string): string => arn.split("/").at(-1) ?? arn;

/** The rows of the table under a heading, without its header, as lists of cells without backticks. */
function tableUnder(heading: string): string[][] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .replaceAll("`", "")
      .split("|")
      .map((cell) => cell.trim()),
  );
}

describe("the story in the README", () => {
  it("lists every account under its organizational unit, with its id and its roles counted", () => {
    const units = new Map(organization?.OrganizationalUnits.map((unit) => [unit.Id, unit.Name]));
    const expected = accounts.map(({ id, account, authorizationDetails }) => {
      const parent = organization?.Accounts.find((listed) => listed.Id === id)?.ParentId ?? "";
      return [
        units.get(parent) ?? "(root)",
        account?.name,
        id,
        String(authorizationDetails.RoleDetailList.length),
      ];
    });
    expect(
      tableUnder("Accounts")
        .map((row) => row.slice(0, 4))
        .sort(),
    ).toEqual(expected.sort());
  });

  it("counts roles, accounts, mistakes and decoys right", () => {
    const roles = accounts.flatMap((account) => account.authorizationDetails.RoleDetailList).length;
    const users = accounts.flatMap((account) => account.authorizationDetails.UserDetailList).length;
    expect([accounts.length, roles, users, plantedMistakes.length, decoys.length]).toEqual([
      12, 247, 13, 30, 25,
    ]);
    expect(readme).toContain("twelve AWS accounts, 247 roles, thirteen users");
    expect(readme).toContain("Thirty mistakes");
    expect(readme).toContain("twenty-five decoys");
  });

  it("tells every planted mistake, and no other", () => {
    const expected = plantedMistakes.map((mistake) => [
      mistake.rule,
      nameOf(mistake.resource),
      mistake.account,
    ]);
    expect(
      tableUnder("The mistakes")
        .map((row) => row.slice(0, 3))
        .sort(),
    ).toEqual(expected.sort());
  });

  it("explains every decoy, and no other", () => {
    const expected = decoys.map((decoy) => [decoy.looksLike, nameOf(decoy.resource), decoy.account]);
    expect(
      tableUnder("The decoys")
        .map((row) => row.slice(0, 3))
        .sort(),
    ).toEqual(expected.sort());
  });

  it("names every vendor, guardrail, person and role of a chain", () => {
    const vendors = tableUnder("Vendors").map((row) => row.slice(0, 2));
    expect(vendors.sort()).toEqual(Object.entries(outsideAccounts).sort());
    const own =
      organization?.Policies.filter((policy) => !policy.AwsManaged).map((policy) => policy.Name) ?? [];
    expect(
      tableUnder("Guardrails")
        .map((row) => row[0])
        .sort(),
    ).toEqual(own.sort());
    const people = accounts.flatMap((account) => account.authorizationDetails.UserDetailList);
    for (const { UserName } of people) if (!UserName.startsWith("svc-")) expect(readme).toContain(UserName);
    for (const { path } of showcaseChains)
      for (const arn of path.slice(1)) expect(readme).toContain(nameOf(arn));
  });

  it("spells account names as they are", () => {
    for (const name of Object.keys(accountIds)) expect(readme).toContain(`\`${name}\``);
  });
});
