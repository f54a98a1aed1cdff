import { type Place, placeWithin } from "../json/pointer.js";
import type { Container } from "../part/container.js";
import type { AuthorizationDetails, ListRoles } from "../type/entity.js";
import { isAccountId } from "../type/id.js";
import { layoutRoleOf } from "../type/layout.js";
import type { Intake } from "./intake.js";

/** What reading a file of one account gave, where nothing was to be told of it. */
export interface KeptFile {
  readonly accountId: string;
  readonly content:
    | { readonly part: "authorizationDetails"; readonly value: AuthorizationDetails }
    | { readonly part: "listRoles"; readonly value: ListRoles };
  /** The lists that the file has at all. */
  readonly listKeys: readonly string[];
  /** It says that more pages follow. */
  readonly isTruncated: boolean;
  /** The newest date in it; empty where it has none. */
  readonly newestDate: string;
}

/**
 * Reads a file by `read`, and returns what came of it; null where that is more or less than entities of one account, as
 * they stand in the file: then it has to be read again each time.
 */
export function keepFile(intake: Intake, place: Place, read: () => void): KeptFile | null {
  const problemCount = intake.problems.count;
  const newestDate = intake.newestDateIn(read);
  const role = layoutRoleOf(place.file);
  if (role?.kind !== "account" || !isAccountId(role.folder) || intake.problems.count > problemCount)
    return null;
  const parts = intake.partsOf(role.folder);
  const common = (listKeys: ReadonlySet<string>, open: Place | null) => ({
    accountId: role.folder,
    listKeys: [...listKeys],
    isTruncated: open === place,
    newestDate,
  });
  if (role.part === "authorizationDetails") {
    const own = parts.authorizationDetails.find((part) => part.place === place);
    if (own === undefined || !isWhole(intake, place, own.value)) return null;
    const content = { part: role.part, value: own.value };
    return { content, ...common(own.listKeys, parts.paging.authorizationDetails.open) };
  }
  if (role.part !== "listRoles") return null;
  const own = parts.listRoles.find((part) => part.place === place);
  if (own === undefined || !isWhole(intake, place, own.value)) return null;
  return {
    content: { part: role.part, value: own.value },
    ...common(own.listKeys, parts.paging.listRoles.open),
  };
}

/** Whether the entities stand under the same keys and at the same indexes in the file. */
function isWhole(intake: Intake, place: Place, value: Container): boolean {
  return intake.context.places
    .listsIn(place)
    .every((list) => list.indexes === "all" && value[list.place.step] === list.entities);
}

/** Takes what {@link keepFile} returned, as if the file were read. */
export function takeKept(intake: Intake, place: Place, kept: KeptFile): void {
  const { accountId, content, isTruncated, newestDate } = kept;
  const listKeys = new Set(kept.listKeys);
  const parts = intake.partsOf(accountId);
  intake.laidOut ??= place;
  if (newestDate !== "") intake.context.taker.sawDate(newestDate);
  if (content.part === "authorizationDetails")
    parts.authorizationDetails.push({ accountId, place, value: content.value, listKeys });
  else parts.listRoles.push({ accountId, place, value: content.value, listKeys });
  if (isTruncated) parts.paging[content.part].open = place;
  else parts.paging[content.part].ended = true;
  const lists: Container = { ...content.value };
  for (const key of listKeys) {
    const entities = lists[key] ?? [];
    intake.context.places.addList({ entities, place: placeWithin(place, key), indexes: "all" });
  }
}
