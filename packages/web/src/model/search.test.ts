import { describe, expect, test } from "vitest";
import { focusRoute, pathRoute } from "../route.js";
import { alice, dataset, role } from "../testing/fixture.js";
import { searchOptions } from "./search.js";
import { makeSearchIndex } from "./search-index.js";

describe("the question box", () => {
  const index = makeSearchIndex(dataset);
  const ask = (text: string) => searchOptions(dataset, index, text);
  const titles = (text: string) => ask(text).map((option) => option.title);

  test("offers the questions before anything is typed", () => {
    expect(titles("")).toEqual(
      expect.arrayContaining(["Who can become …", "What can … become", "Path from … to …"]),
    );
  });

  test("finds by name, ARN, account and tag, all words needed", () => {
    expect(titles("adm")[0]).toBe("Admin");
    expect(titles("333333333333 vendor")).toEqual(["vendor"]);
    expect(titles("team=pay")).toEqual(["alice"]);
    expect(titles("arn:aws:iam::111111111111:user/alice")).toEqual(["alice"]);
    expect(titles("no such thing")).toEqual([]);
  });

  test("understands the three questions", () => {
    expect(ask("who can become admin")[0]?.action).toMatchObject({ kind: "go" });
    expect(ask("Who can become Adm").find((option) => option.title === "Admin")?.action).toEqual({
      kind: "go",
      route: focusRoute(role(3, "Admin")),
    });
    expect(ask("what can alice become")[0]?.action).toEqual({ kind: "go", route: focusRoute(alice) });
    expect(ask("path from ali")[0]?.action).toEqual({ kind: "fill", text: `Path from ${alice} to ` });
    expect(ask("path from alice to build")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute(alice, role(2, "build")),
    });
    expect(ask("paths from outside to an admin")[0]?.action).toEqual({
      kind: "go",
      route: pathRoute("outside", "admin"),
    });
  });

  test("leads to findings that have the words", () => {
    expect(ask("CHAIN-TO").map((option) => option.title)).toContain("1 in findings");
  });
});
