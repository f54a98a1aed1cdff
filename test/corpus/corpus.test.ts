import { describe, expect, test } from "vitest";
import { corpusFiles, corpusIsThere, corpusLines, corpusNames } from "./corpus.js";
import { examine } from "./examine.js";
import { wrapOrganizationPolicy, wrapTrustPolicy } from "./wrap.js";

const one = (text: string) => new Map([["bundle.json", text]]);

// Without the corpus, which is not part of the repository, these are skipped.
describe.skipIf(!corpusIsThere)("data that others wrote is read and answered whole", () => {
  const accounts = [...corpusNames("gaad", ".json"), "iam-vulnerable"].map((name) => `gaad/${name}`);
  const labs = corpusNames("labs", ".json").map((name) => `labs/${name}`);

  test.each([...accounts, ...labs, "pathfinding-org"])("%s", (path) => {
    const files = corpusFiles(path);
    expect(files.size).toBeGreaterThan(0);
    expect(examine(files).faults).toEqual([]);
  });

  test.each(corpusNames("trust-policies", ".jsonl"))("each trust policy of %s, on a role", (name) => {
    const lines = corpusLines(`trust-policies/${name}`);
    const faults = lines.flatMap(({ policy }) =>
      examine(one(wrapTrustPolicy(policy))).faults.map((fault) => `${fault}: ${JSON.stringify(policy)}`),
    );
    expect(faults).toEqual([]);
  });

  test.each(corpusNames("org-policies", ".jsonl"))(
    "each organization policy of %s, on an account",
    (name) => {
      const lines = corpusLines(`org-policies/${name}`);
      const faults = lines.flatMap(({ policy, type }) =>
        examine(one(wrapOrganizationPolicy(policy, type ?? "SCP"))).faults.map(
          (fault) => `${fault}: ${JSON.stringify(policy)}`,
        ),
      );
      expect(faults).toEqual([]);
    },
  );
});
