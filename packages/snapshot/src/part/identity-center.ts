import type { Place } from "../json/pointer.js";
import { identityCenterSchema } from "../schema/identity-center.js";
import type { IdentityCenter } from "../type/entity.js";
import { type ReadContext, readBySchema } from "../value/lenient.js";

/** Reads `identity-center.json`; null, with an error, where its core is missing. The rest of the snapshot stands without. */
export function readIdentityCenter(raw: unknown, place: Place, context: ReadContext): IdentityCenter | null {
  const reading = readBySchema(identityCenterSchema, raw, place, context);
  if (reading.ok) return reading.value;
  const remedy = "collect Identity Center again, or remove the file to analyze without its assignments";
  context.problems.error(reading.place, { ...reading.text, remedy });
  return null;
}
