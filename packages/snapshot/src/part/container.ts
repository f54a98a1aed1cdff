import type { Place } from "../json/pointer.js";
import { quote } from "../json/quote.js";
import { accountOfArn, accountTeller } from "../type/id.js";
import type { ReadContext } from "../value/lenient.js";

/** A file's worth of entities, list by list: authorization details, list-roles, identity providers. */
export type Container = Readonly<Record<string, readonly { readonly Arn: string }[]>>;

/** A container that belongs to one account, and where it stands. */
export interface ContainerPart<Value> {
  readonly accountId: string;
  readonly place: Place;
  readonly value: Value;
  /** The lists that the file has at all. */
  readonly listKeys: ReadonlySet<string>;
}

/** The accounts that the ARNs of a container name, those with most entities first. */
export function accountsIn(container: Container): readonly string[] {
  const counts = new Map<string, number>();
  const accountOf = accountTeller();
  for (const entities of Object.values(container))
    for (const { Arn } of entities) {
      const id = accountOf(Arn);
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([id]) => id);
}

/**
 * The container as the data of `accountId`, whose folder or bundle entry it stands in.
 *
 * Entities of other accounts are left out with a warning; null, with an error, where all are of others.
 */
export function claimForAccount<Value extends Container>(
  value: Value,
  accountId: string,
  place: Place,
  context: ReadContext,
): Value | null {
  const ids = accountsIn(value);
  if (ids.every((id) => id === accountId)) return value;
  if (ids.length > 0 && !ids.includes(accountId)) {
    const message = `the data is of account \`${ids[0]}\`, expected account \`${accountId}\`; it was not read`;
    const remedy = `move it to account ${ids[0]}, or collect account ${accountId} again`;
    context.problems.error(place, { code: "account-mismatch", message, remedy });
    return null;
  }
  return keepEntities(value, (entity) => {
    const id = accountOfArn(entity.Arn);
    if (id === null || id === accountId) return true;
    const message = `${quote(entity.Arn)} is of another account than \`${accountId}\`; it was left out`;
    const remedy = `move it to the data of account ${id}`;
    context.problems.warn(context.places.of(entity, [place]) ?? place, {
      code: "account-mismatch",
      message,
      remedy,
    });
    return false;
  });
}

/** The container parted by the account in each ARN; what no account owns (AWS's own policies) goes to all of them. */
export function splitByAccount<Value extends Container>(
  value: Value,
  ids: readonly string[],
): ReadonlyMap<string, Value> {
  const [first] = ids;
  return new Map(
    ids.map((id) => [
      id,
      keepEntities(value, ({ Arn }) => {
        const owner = accountOfArn(Arn);
        return owner === id || (owner === null && (id === first || Arn.includes(":policy/")));
      }),
    ]),
  );
}

/**
 * The parts as one container, entity after entity; undefined where there are none. A second entity with the same ARN is
 * left out with a warning.
 */
export function mergeParts<Value extends Container>(
  parts: readonly ContainerPart<Value>[],
  context: ReadContext,
): Value | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  if (parts.length === 1 && !hasDuplicates(first.value)) return first.value;
  const seen = new Map<string, object>();
  const containers = parts.map(({ place }) => place);
  const isNew = (entity: { readonly Arn: string }) => {
    const earlier = seen.get(entity.Arn);
    if (earlier === undefined) seen.set(entity.Arn, entity);
    else warnDuplicate(earlier, entity, containers, context);
    return earlier === undefined;
  };
  return fromLists<Value>(
    Object.keys(first.value).map((key) => [
      key,
      parts.flatMap(({ value }) => value[key] ?? []).filter(isNew),
    ]),
  );
}

function hasDuplicates(container: Container): boolean {
  const seen = new Set<string>();
  let count = 0;
  for (const entities of Object.values(container)) {
    count += entities.length;
    for (const { Arn } of entities) seen.add(Arn);
  }
  return seen.size < count;
}

function warnDuplicate(
  earlier: object,
  entity: { readonly Arn: string },
  containers: readonly Place[],
  context: ReadContext,
): void {
  const place = context.places.of(entity, containers);
  if (place === undefined) return;
  const same = JSON.stringify(earlier) === JSON.stringify(entity);
  const kept = context.places.of(earlier, containers)?.file;
  const message = `${quote(entity.Arn)} appears twice, ${same ? "with the same content" : "with different content"}; the first, in ${quote(kept ?? "this file")}, was kept`;
  const remedy = same ? "remove the copy" : "keep the newer one only";
  context.problems.warn(place, { code: "entity-duplicate", message, remedy });
}

function keepEntities<Value extends Container>(
  value: Value,
  keep: (entity: { readonly Arn: string }) => boolean,
): Value {
  return fromLists<Value>(Object.entries(value).map(([key, list]) => [key, list.filter(keep)]));
}

/** A container made of another's own lists: the one place that says they still have its type. */
function fromLists<Value extends Container>(lists: readonly (readonly [string, Container[string]])[]): Value {
  return Object.fromEntries(lists) as Container as Value;
}
