import * as z from "zod/mini";
import type { Invariant } from "../invariant.js";
import { choice, listOf, mapping, text, textLike } from "../shape.js";
import { readSelector, selectorSchema } from "./selector.js";

/** Longer chains exist, but nobody reads them. */
const HOP_COUNT_MAX = 32;
const HOP_COUNT_DEFAULT = 8;

const wholeNumber = (description: string, least: number, most: number) =>
  z
    .int({
      error: (issue) =>
        issue.input === undefined ? "is missing" : `expected a whole number from ${least} to ${most}`,
    })
    .check(
      z.gte(least, `expected a whole number from ${least} to ${most}`),
      z.lte(most, `expected a whole number from ${least} to ${most}`),
      z.describe(description),
    );

const common = {
  id: textLike(
    "Names the invariant: findings of it have the rule `INVARIANT/<id>`.",
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "a short name in lower case, such as sandbox-stays-out",
  ),
  title: z.optional(text("What must hold, in one sentence.")),
  severity: z.optional(
    choice("How severe it is when it is broken; `high` unless said otherwise.", [
      "critical",
      "high",
      "medium",
      "low",
      "info",
    ]),
  ),
  why: z.optional(text("Why it must hold, for whoever breaks it.")),
  maxHops: z.optional(
    wholeNumber("The longest chain to look at, in hops; 8 unless said otherwise.", 1, HOP_COUNT_MAX),
  ),
  mayBeEmpty: z.optional(
    z
      .boolean("expected true or false")
      .check(z.describe("A selector that matches nothing is no mistake: by default it is reported.")),
  ),
};

const need = textLike(
  "`external-id`, `mfa`, or a condition key such as `sts:SourceIdentity`.",
  /^(external-id|mfa|[A-Za-z0-9-]+:\S+)$/,
  "external-id, mfa, or a condition key such as sts:SourceIdentity",
);

const needs = z.union([
  need,
  listOf("Several: each of them.", need).check(z.minLength(1, "expected at least one")),
]);

const invariant = z.discriminatedUnion(
  "kind",
  [
    mapping("Nobody of `from` can become a role of `to`, in however many hops.", {
      ...common,
      kind: z.literal("no-path"),
      from: selectorSchema,
      to: selectorSchema,
    }),
    mapping(
      "Nobody but `from` may become a role of `to`; whoever becomes one of `from` first is one of them.",
      {
        ...common,
        kind: z.literal("only"),
        from: selectorSchema,
        to: selectorSchema,
      },
    ),
    mapping("No path from `from` (else every origin) to `to` works without what is required.", {
      ...common,
      kind: z.literal("requires"),
      from: z.optional(selectorSchema),
      to: selectorSchema,
      requires: needs,
    }),
    mapping("At most `max` principals of `from` (else of every origin) can become a role of `to`.", {
      ...common,
      kind: z.literal("at-most"),
      from: z.optional(selectorSchema),
      to: selectorSchema,
      max: wholeNumber("How many at most.", 0, 1_000_000),
      requires: z.optional(needs),
    }),
  ],
  "expected a mapping with a kind, one of no-path, only, requires, at-most",
);

/** `invariants`: what must hold here, whatever the catalogue says. */
export const invariantsSchema = listOf(
  "What must hold here: who may, and who must not, become which role.",
  invariant,
).check(
  z.check((context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of context.value.entries()) {
      if (seen.has(id))
        context.issues.push({
          code: "custom",
          input: id,
          path: [index, "id"],
          message: `\`${id}\` is the id of another invariant`,
        });
      seen.add(id);
    }
  }),
);

/** What the section means for a check. */
export function invariantsOptions(section: z.infer<typeof invariantsSchema>): {
  readonly invariants: readonly Invariant[];
} {
  return { invariants: section.map(invariantOf) };
}

function invariantOf(entry: z.infer<typeof invariant>): Invariant {
  const shared = {
    id: entry.id,
    title: entry.title,
    severity: entry.severity ?? "high",
    why: entry.why,
    maxHops: entry.maxHops ?? HOP_COUNT_DEFAULT,
    mayBeEmpty: entry.mayBeEmpty ?? false,
    from: readSelector(entry.from ?? "origin", "from"),
    to: readSelector(entry.to, "to"),
  } as const;
  switch (entry.kind) {
    case "no-path":
    case "only":
      return { ...shared, kind: entry.kind };
    case "requires":
      return { ...shared, kind: entry.kind, requires: listed(entry.requires) };
    case "at-most":
      return { ...shared, kind: entry.kind, max: entry.max, requires: listed(entry.requires ?? []) };
  }
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
