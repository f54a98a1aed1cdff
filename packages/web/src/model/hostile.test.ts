import { describe, expect, test } from "vitest";
import { focusRoute, overviewRoute, pathRoute } from "../route.js";
import { fakeAnalysis } from "../testing/fake-analysis.js";
import { alice } from "../testing/fixture.js";
import { makeDataset } from "./dataset.js";
import { focusView } from "./focus.js";
import { overviewView } from "./overview.js";
import { pathView } from "./path.js";
import { searchOptions } from "./search.js";
import { makeSearchIndex } from "./search-index.js";

describe("hostile names", () => {
  const bad = `</script><img src=x onerror=alert(1)>\u202e\u001b]0;x\u0007${"A".repeat(10_000)}`;
  const id = `arn:aws:iam::111111111111:role/${bad}`;
  const hostile = makeDataset(
    bad,
    fakeAnalysis({
      principals: [
        {
          id,
          kind: "role",
          name: bad,
          account: "111111111111",
          accountName: bad,
          tags: JSON.parse('{"__proto__":"x","constructor":"\u200b"}') as Record<string, string>,
        },
        { id: alice, kind: "user", name: "__proto__", account: "111111111111" },
      ],
      edges: [{ from: alice, to: id }],
    }),
  );

  test("are shown with what is invisible spelled out, in every view", () => {
    const views = [
      overviewView(hostile, { ...overviewRoute, width: 1440 }).picture,
      focusView(hostile, focusRoute(id)).principal.name,
      pathView(hostile, { ...pathRoute(alice, id), width: 900, height: 600 }).sentence,
      searchOptions(hostile, makeSearchIndex(hostile), "onerror").map((option) => option.title),
      focusView(hostile, focusRoute(id)).tags,
    ];
    const text = JSON.stringify(views);
    expect(text).not.toMatch(/[\u0000-\u001f\u202e\u200b]|\\u001b/);
    expect(text).toContain("⟨U+202E⟩");
  });
});
