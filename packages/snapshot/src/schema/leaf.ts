import { isAccountId, isArn } from "../type/id.js";
import { dateFromNumber, fillMissing, tagsFromObject } from "./derive.js";
import { leaf, list, note, object, type Schema } from "./kind.js";

const isText = (raw: unknown): boolean => typeof raw === "string";
const isNumber = (raw: unknown): boolean => Number.isFinite(raw);

/** The name of what was there and could not be read: no policy, no group and no node of an organization has it. */
export const UNREADABLE = "(unreadable)";

/** Any text. */
export const text: Schema<string> = leaf(isText, "text");

/** Text that many entities have in common. */
export const commonText: Schema<string> = note(text, { shared: true });

/** Any number that JSON can write. */
export const number: Schema<number> = leaf(isNumber, "a number");

/** True or false. */
export const boolean: Schema<boolean> = leaf((raw) => typeof raw === "boolean", "true or false");

/** One of these texts. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Schema<Choice> {
  return leaf((raw) => choices.some((choice) => choice === raw), "text");
}

/** A date as AWS's tools write it: ISO 8601 text, or seconds since 1970. */
export const dateSchema: Schema<string> = leaf(isText, "a date", {
  adapt: dateFromNumber,
  dated: true,
  shared: true,
});

/** A date to come, which says nothing of when the data was collected. */
export const expirySchema: Schema<string> = leaf(isText, "a date", { adapt: dateFromNumber });

/** An ARN: six parts. */
export const arnSchema: Schema<string> = leaf((raw) => typeof raw === "string" && isArn(raw), "an ARN", {
  code: "arn-invalid",
});

/** Twelve digits. */
export const accountIdSchema: Schema<string> = leaf(
  (raw) => typeof raw === "string" && isAccountId(raw),
  "12 digits",
  { code: "account-id-invalid" },
);

const tagSchema = note(object({ Key: text, Value: text }), {
  label: "tag",
  shared: true,
  derive: (fields) => fillMissing(fields, "Value", ""),
});

/** Tags, as a list or as an object. */
export const tagsSchema = note(list(tagSchema), { adapt: tagsFromObject, shared: true });
