import type { Width } from "../severity.js";
import type { Door } from "../survey/door.js";
import { isOutside, type Survey } from "../survey/survey.js";
import { accountOfForm } from "./outsider.js";

/** How many a door is made for, by what its `Principal` names. */
export function doorWidth(survey: Survey, { form }: Door): Width {
  if (form.kind === "anyone") return "organization";
  if (form.kind === "federated") return "federation";
  const account = accountOfForm(form);
  if (account !== null && isOutside(survey.world, account)) return "party";
  return form.kind === "account" ? "account" : "principal";
}
