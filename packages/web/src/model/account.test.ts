import { describe, expect, test } from "vitest";
import { dataset } from "../testing/fixture.js";
import { accountView } from "./account.js";

describe("the account view", () => {
  const view = accountView(dataset, {
    view: "account",
    id: "333333333333",
    services: false,
    open: false,
    width: 1000,
  });

  test("sorts principals by kind, hides roles for services and counts them", () => {
    expect(
      view.sections.map((section) => [section.title, section.principals.map((one) => one.name)]),
    ).toEqual([
      ["Administrators", ["Admin"]],
      ["Roles", ["vendor"]],
    ]);
    expect(view.hiddenServices).toBe(1);
  });

  test("says what leads in and what leads out", () => {
    expect(view.sources.map((source) => source.title)).toEqual(["222222222222", "999999999999"]);
    expect(view.targets).toEqual([]);
    expect(view.findings).toHaveLength(1);
  });
});
