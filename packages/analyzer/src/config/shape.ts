import * as z from "zod/mini";

// The building blocks of the sections: each says what it expected, in words that can stand after a place in the file.

/** Text that is not empty. */
export function text(description: string) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "is missing" : "expected text") })
    .check(z.minLength(1, "expected text that is not empty"), z.describe(description));
}

/** Text of a certain form. */
export function textLike(description: string, form: RegExp, expected: string) {
  return text(description).check(z.regex(form, `expected ${expected}`));
}

/** One of a few words. */
export function choice<const Word extends string>(description: string, words: readonly Word[]) {
  return z
    .enum(words, {
      error: (issue) => (issue.input === undefined ? "is missing" : `expected one of ${words.join(", ")}`),
    })
    .check(z.describe(description));
}

/** A list. */
export function listOf<Element extends z.ZodMiniType>(description: string, element: Element) {
  return z.array(element, "expected a list").check(z.describe(description));
}

/** A mapping of these keys and no others. */
export function mapping<Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) {
  const known = Object.keys(shape).join(", ");
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `unknown key; expected one of ${known}`
          : `expected a mapping with ${known}`,
    })
    .check(z.describe(description));
}

/** A rule's id, as `rolepath explain` lists them. */
const ruleId = () =>
  textLike(
    "The id of a rule, as `rolepath explain` lists them; of an invariant `INVARIANT/<id>`.",
    /^([A-Z][A-Z0-9-]*|INVARIANT\/[a-z0-9-]+)$/,
    "the id of a rule, such as TRUST-PUBLIC",
  );

/** What picks findings out; at least one part is needed. */
const matcherShape = {
  rule: z.optional(ruleId()),
  resource: z.optional(
    text("A pattern for the ARN of the resource: `*` stands for any text, `?` for one character."),
  ),
  fingerprint: z.optional(
    textLike(
      "The fingerprint of one finding, or its id.",
      /^([0-9a-f]{32}|([A-Z][A-Z0-9-]*|INVARIANT\/[a-z0-9-]+)-[0-9a-f]{10})$/,
      "the fingerprint of a finding (32 hexadecimal digits) or its id",
    ),
  ),
};

/** A mapping that picks findings out, and says something about them. */
export function matching<Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) {
  const parts = Object.keys(matcherShape);
  return mapping(description, { ...matcherShape, ...shape }).check(
    z.refine(
      (value) => parts.some((part) => (value as Readonly<Record<string, unknown>>)[part] !== undefined),
      { error: `expected at least one of ${parts.join(", ")}`, abort: true },
    ),
    z.meta({ anyOf: parts.map((part) => ({ required: [part] })) }),
  );
}
