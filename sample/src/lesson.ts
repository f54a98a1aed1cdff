import { type AccountName, roleArn } from "./company.js";
import type { Part, RoleSpec } from "./part.js";

/** The id of a rule of `rolepath check`. */
export type SampleRule = `${Uppercase<string>}-${Uppercase<string>}`;

/** Something wrong on purpose, and what happened that made it so. */
export interface PlantedMistake {
  /** The rule that should find it. */
  readonly rule: SampleRule;
  /** ARN of the role that the finding is about. */
  readonly resource: string;
  readonly account: AccountName;
  readonly story: string;
}

/** Something that looks wrong and is not. */
export interface Decoy {
  /** The rule that a careless reading would raise. */
  readonly looksLike: SampleRule;
  /** ARN of the role. */
  readonly resource: string;
  readonly account: AccountName;
  readonly whyNot: string;
}

/** A mistake together with the role it is made of; `also` is what else the story needs. */
export interface MistakeSpec {
  readonly rule: SampleRule;
  readonly account: AccountName;
  readonly role: RoleSpec;
  readonly story: string;
  readonly also?: readonly Part[];
}

/** A decoy together with the role it is made of. */
export interface DecoySpec {
  readonly looksLike: SampleRule;
  readonly account: AccountName;
  readonly role: RoleSpec;
  readonly whyNot: string;
  readonly also?: readonly Part[];
}

const arnOf = (spec: MistakeSpec | DecoySpec): string =>
  roleArn(spec.account, `${spec.role.path ?? "/"}${spec.role.name}`.slice(1));

export const toMistake = (spec: MistakeSpec): PlantedMistake => ({
  rule: spec.rule,
  resource: arnOf(spec),
  account: spec.account,
  story: spec.story,
});

export const toDecoy = (spec: DecoySpec): Decoy => ({
  looksLike: spec.looksLike,
  resource: arnOf(spec),
  account: spec.account,
  whyNot: spec.whyNot,
});

/** What a mistake or a decoy puts into the accounts. */
export const toParts = (spec: MistakeSpec | DecoySpec): readonly Part[] => [
  { account: spec.account, roles: [spec.role] },
  ...(spec.also ?? []),
];
