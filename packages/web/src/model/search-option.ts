import type { SearchOption } from "../protocol.js";
import { type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import type { Entry } from "./entry-list.js";
import { principalView } from "./principal.js";

/** A principal as an answer of the question box. */
export function principalOption(
  dataset: Dataset,
  entry: Entry,
  lead: Shown,
  action: SearchOption["action"],
): SearchOption {
  const view = principalView(dataset, entry.id);
  return {
    key: `${lead}${entry.id}`,
    icon: view.icon,
    lead,
    title: view.name,
    detail: shown(`${view.place} · ${view.kindText}`),
    admin: view.admin,
    action,
  };
}

/** A question as an answer of the question box. */
export function question(
  key: string,
  title: string,
  detail: string,
  action: SearchOption["action"],
): SearchOption {
  return {
    key,
    icon: "question",
    lead: shown(""),
    title: shown(title),
    detail: shown(detail),
    admin: false,
    action,
  };
}
