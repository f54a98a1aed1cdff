import * as z from "zod/mini";
import { dateFromNumber, fillMissing, tagsFromObject } from "./derive.js";
import { isAccountId, parseArn } from "./id.js";
import { isObject } from "./json.js";
import type { PolicyDocument } from "./policy.js";
import { note } from "./schema-notes.js";

/** Any text. */
export const text = z.string();
/** A list that is empty where it is missing. */
export const listOf = <Element extends z.ZodMiniType>(element: Element) => z._default(z.array(element), []);

/** A policy document. Read by `decodeDocument`, so that text and URL-encoded text count as well. */
export const documentSchema = z.custom<PolicyDocument | null>((value) => value === null || isObject(value));

/** A date as AWS's tools write it: ISO 8601 text, or seconds since 1970. */
export const dateSchema = note(z.string(), { adapt: dateFromNumber, expected: "a date" });

/** A date to come, which says nothing of when the data was collected. */
export const expirySchema = note(z.string(), { adapt: dateFromNumber, expected: "a date" });

/** An ARN: six parts. */
export const arnSchema = note(text.check(z.refine((arn) => parseArn(arn) !== null)), {
  code: "arn-invalid",
  expected: "an ARN",
});

/** Twelve digits. */
export const accountIdSchema = note(text.check(z.refine(isAccountId)), {
  code: "account-id-invalid",
  expected: "12 digits",
});

const tagSchema = note(z.object({ Key: text, Value: text }), {
  label: "tag",
  derive: (fields) => fillMissing(fields, "Value", ""),
});
/** Tags, as a list or as an object. */
export const tagsSchema = note(z.array(tagSchema), { adapt: tagsFromObject });
