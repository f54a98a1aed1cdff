import * as z from "zod/mini";
import type { PrincipalKind } from "../../answer.js";
import { SELECTOR_WORDS, type Selector, type SelectorWord } from "../invariant.js";
import { choice, listOf, mapping, text } from "../shape.js";

/** The kinds of principals that a graph can hold. */
const KINDS = [
  "user",
  "role",
  "service-role",
  "service-linked-role",
  "sso-role",
  "service",
  "saml",
  "oidc",
  "account",
  "anyone",
] as const satisfies readonly PrincipalKind[];

type Kind = (typeof KINDS)[number];

/** One or several; of several, any. */
type Some<T> = T | readonly T[];

interface SelectorMapping {
  readonly name?: Some<string> | undefined;
  readonly arn?: Some<string> | undefined;
  readonly account?: Some<string> | undefined;
  readonly accountTag?: Readonly<Record<string, string>> | undefined;
  readonly ou?: Some<string> | undefined;
  readonly tag?: Readonly<Record<string, string>> | undefined;
  readonly kind?: Some<Kind> | undefined;
  readonly origin?: boolean | undefined;
  readonly outside?: boolean | undefined;
  readonly admin?: boolean | undefined;
  readonly all?: readonly SelectorInput[] | undefined;
  readonly any?: readonly SelectorInput[] | undefined;
  readonly not?: SelectorInput | undefined;
}

/** A selector as the file has it: a name, or a mapping of which every part must fit. */
export type SelectorInput = string | SelectorMapping;

/** `name: x` or `name: [x, y]`. */
function some<Part extends z.ZodMiniType<string>>(part: Part, many: string) {
  return z.union([part, listOf(many, part).check(z.minLength(1, "expected at least one"))]);
}

const pattern = (description: string) =>
  text(`${description} \`*\` stands for any text, \`?\` for one character.`);

function tags(description: string) {
  return z
    .record(
      text("The key of the tag; upper and lower case are the same."),
      text("A pattern for its value; `*` for any."),
      "expected a mapping of tag keys to patterns for their values, in quotes where they are numbers",
    )
    .check(
      z.describe(description),
      z.refine((value) => Object.keys(value).length > 0, "expected at least one tag"),
    );
}

function flag(description: string) {
  return z.boolean("expected true or false").check(z.describe(description));
}

const nested = z.lazy((): z.ZodMiniType<SelectorInput, SelectorInput> => selectorSchema);

const selectorMapping = mapping("Which principals are meant; every part that is given must fit.", {
  name: z.optional(
    some(
      pattern("An id, a name, or `role/…` or `user/…` with or without the path."),
      "Several: any of them.",
    ),
  ),
  arn: z.optional(some(pattern("The whole ARN, or id, of the principal."), "Several: any of them.")),
  account: z.optional(some(pattern("The id or the name of its account."), "Several: any of them.")),
  accountTag: z.optional(tags("Tags of its account; all of them.")),
  ou: z.optional(
    some(
      pattern(
        "The id, the name or the path (`Workloads/Prod`) of the organizational unit that holds its account, at whatever depth.",
      ),
      "Several: any of them.",
    ),
  ),
  tag: z.optional(tags("Tags of the user or role; all of them.")),
  kind: z.optional(some(choice("What it is.", KINDS), "Several: any of them.")),
  origin: z.optional(
    flag("Whether it is nobody's session: a user, a service, an identity provider, somebody not collected."),
  ),
  outside: z.optional(flag("Whether it is no part of the organization.")),
  admin: z.optional(flag("Whether it is an administrator of its account.")),
  all: z.optional(listOf("Selectors of which every one fits.", nested).check(atLeastOne())),
  any: z.optional(listOf("Selectors of which one fits.", nested).check(atLeastOne())),
  not: z.optional(nested),
}).check(
  z.check((context) => {
    // A part that is misspelt has been told of already.
    if (context.issues.length > 0 || Object.keys(context.value).length > 0) return;
    const message = "expected at least one part; `everyone` is everybody";
    context.issues.push({ code: "custom", input: context.value, message, continue: true });
  }),
);

function atLeastOne() {
  return z.minLength(1, "expected at least one selector");
}

const short = text(
  "`everyone`, `origin`, `outside`, `admin`, the id of an account, or a pattern as for `name`.",
).check(
  z.refine(
    (value) => value !== "*",
    "`*` could be everybody or anyone on the internet: write `everyone`, or `kind: anyone`",
  ),
);

/** A selector: a word, an id or a pattern, or a mapping. */
export const selectorSchema: z.ZodMiniType<SelectorInput, SelectorInput> = z.union([short, selectorMapping], {
  error: (issue) => (issue.input === undefined ? "is missing" : "expected text or a mapping"),
});

/** The selector that stands at `place` of an invariant. */
export function readSelector(input: SelectorInput, place: string): Selector {
  if (typeof input === "string") return readShort(input, place);
  const leaf = <T>(
    key: keyof SelectorMapping,
    value: Some<T> | undefined,
    make: (one: T, place: string) => Selector,
  ): readonly Selector[] => {
    if (value === undefined) return [];
    const here = `${place}.${key}`;
    if (!isList(value)) return [make(value, here)];
    return [anyOf(value.map((one, index) => make(one, `${here}[${index}]`)))];
  };
  const word = (key: SelectorWord & keyof SelectorMapping): readonly Selector[] =>
    leaf(key, input[key], (yes, here) => ({ kind: "word", word: key, not: !yes, place: here }));
  const tagged = (key: "tag" | "accountTag"): readonly Selector[] =>
    Object.entries(input[key] ?? {}).map(([name, value]) => ({
      kind: key,
      key: name,
      value,
      place: `${place}.${key}.${name}`,
    }));
  const inner = (key: "all" | "any"): readonly Selector[] =>
    (input[key] ?? []).map((one, index) => readSelector(one, `${place}.${key}[${index}]`));
  const parts: readonly Selector[] = [
    ...leaf("name", input.name, (one, here) => ({ kind: "name", pattern: one, place: here })),
    ...leaf("arn", input.arn, (one, here) => ({ kind: "arn", pattern: one, place: here })),
    ...leaf("account", input.account, (one, here) => ({ kind: "account", pattern: one, place: here })),
    ...tagged("accountTag"),
    ...leaf("ou", input.ou, (one, here) => ({ kind: "ou", pattern: one, place: here })),
    ...tagged("tag"),
    ...leaf("kind", input.kind, (one, here) => ({ kind: "kind", principal: one, place: here })),
    ...word("origin"),
    ...word("outside"),
    ...word("admin"),
    ...inner("all"),
    ...(input.any === undefined ? [] : [anyOf(inner("any"))]),
    ...(input.not === undefined
      ? []
      : [{ kind: "not" as const, part: readSelector(input.not, `${place}.not`) }]),
  ];
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "all", parts };
}

function readShort(input: string, place: string): Selector {
  const word = SELECTOR_WORDS.find((one) => one === input);
  if (word !== undefined) return { kind: "word", word, not: false, place };
  return /^\d{12}$/.test(input)
    ? { kind: "account", pattern: input, place }
    : { kind: "name", pattern: input, place };
}

function anyOf(parts: readonly Selector[]): Selector {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "any", parts };
}

function isList<T>(value: Some<T>): value is readonly T[] {
  return Array.isArray(value);
}
