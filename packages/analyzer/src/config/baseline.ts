import * as z from "zod/mini";
import type { BaselineEntry, CheckAnswer } from "../answer.js";
import { type ConfigIssue, issuesOf } from "./issue.js";
import { listOf, text, textLike } from "./shape.js";

/** The file that `rolepath baseline` writes; keys of later versions are no mistake. */
export const baselineSchema = z.object(
  {
    formatVersion: z.literal(1, "expected 1, the version of baselines that this version knows"),
    createdAt: text("When the snapshot was made that these findings are of."),
    findings: listOf(
      "The findings that are known, sorted by fingerprint.",
      z.object(
        {
          fingerprint: textLike(
            "Tells the finding from all others.",
            /^[0-9a-f]{32}$/,
            "32 hexadecimal digits",
          ),
          rule: text("The id of its rule."),
          resource: text("What it is about."),
          title: text("What it says, in a line."),
        },
        "expected a mapping with fingerprint, rule, resource, title",
      ),
    ),
  },
  "expected a mapping with formatVersion, createdAt, findings",
);

/** What a baseline holds, or what is wrong with it. */
export type BaselineResult =
  | { readonly kind: "read"; readonly findings: readonly BaselineEntry[] }
  | { readonly kind: "refused"; readonly issues: readonly ConfigIssue[] };

/** Reads a parsed baseline. */
export function readBaseline(value: unknown): BaselineResult {
  const result = baselineSchema.safeParse(value);
  return result.success
    ? { kind: "read", findings: result.data.findings }
    : { kind: "refused", issues: issuesOf(result.error) };
}

/** The findings of an answer as a baseline. One finding is one object, so that a change of it is one in a diff. */
export function baselineOf(answer: CheckAnswer): z.infer<typeof baselineSchema> {
  return {
    formatVersion: 1,
    createdAt: answer.snapshot.createdAt,
    findings: answer.findings
      .map(({ fingerprint, rule, resource, title }) => ({ fingerprint, rule, resource, title }))
      .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
  };
}
