import { describe, expect, test } from "vitest";
import { homesIn } from "./homes.js";

const details = "accounts/111122223333/authorization-details.json";
const other = "accounts/444455556666/identity-providers.json";
const names = [details, other, "organization.json"];

describe("the parts of a snapshot are found", () => {
  test("in the files of the layout, as they are", () => {
    expect(homesIn(details, "{}", names)).toEqual([[details, ""]]);
    expect(homesIn("accounts/999988887777/account.json", "{}", names)).toEqual([]);
  });

  test("in a bundle, by the place of the account", () => {
    const bundle = { manifest: {}, accounts: [{ id: "444455556666" }, { id: "111122223333" }] };
    expect(homesIn("bundle.json", JSON.stringify(bundle), names)).toEqual([
      [details, "/accounts/1/authorizationDetails"],
      [other, "/accounts/0/identityProviders"],
      ["organization.json", "/organization"],
    ]);
  });

  test("in what the AWS CLI printed of one account", () => {
    const bare = '{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/a"}]}';
    expect(homesIn("a.json", bare, names)).toEqual([[details, ""]]);
    expect(homesIn("b.json", bare.replace("111122223333", "999988887777"), names)).toEqual([]);
  });

  test("in no file that is something else", () => {
    for (const text of ["oops", "null", "[]", '{"accounts": [null, 5]}', '{"accounts": {}}'])
      expect(homesIn("x.json", text, [details])).toEqual([]);
  });
});
