import type { Snapshot } from "@rolepath/snapshot";
import type { PrincipalInfo } from "../answer.js";
import type { Selector, SelectorWord } from "../config/invariant.js";
import { matches, wildcardPattern } from "../policy/pattern.js";
import { readUnits, type Units } from "./units.js";

/** What a selector stands for. */
interface Selection {
  /** Ids of nodes of the graph. */
  readonly ids: ReadonlySet<string>;
  /** What it names that is not there, one sentence each: a slip of the pen must not make an invariant hold. */
  readonly nothing: readonly string[];
}

/** Resolves selectors against the principals of a snapshot. */
export type Select = (selector: Selector) => Selection;

type Leaf = Exclude<Selector, { readonly kind: "all" | "any" | "not" }>;

/** Principals that are somebody's session: the graph reaches them from others. */
const SESSION_KINDS: ReadonlySet<PrincipalInfo["kind"]> = new Set([
  "role",
  "service-role",
  "service-linked-role",
  "sso-role",
]);

/** A resolver over all principals; what many selectors ask is read once. */
export function selectorOf(snapshot: Snapshot, principals: readonly PrincipalInfo[]): Select {
  const context: Context = {
    units: readUnits(snapshot.organization),
    organizationKnown: snapshot.organization !== undefined,
    accounts: accountsOf(snapshot),
    collected: new Set(snapshot.accounts.map(({ id }) => id)),
  };
  const leaf = (selector: Leaf): Selection => {
    const test = testOf(selector, context);
    const ids = new Set(principals.filter(test.fits).map((info) => info.id));
    const nothing = ids.size === 0 ? test.nothing : null;
    return { ids, nothing: nothing === null ? [] : [`${leafText(selector)} ${nothing}`] };
  };
  const select: Select = (selector) => {
    switch (selector.kind) {
      case "all": {
        const parts = selector.parts.map(select);
        const [first, ...rest] = parts;
        const ids = [...(first?.ids ?? [])].filter((id) => rest.every((part) => part.ids.has(id)));
        return { ids: new Set(ids), nothing: parts.flatMap((part) => part.nothing) };
      }
      case "any": {
        const parts = selector.parts.map(select);
        return {
          ids: new Set(parts.flatMap((part) => [...part.ids])),
          nothing: parts.flatMap((part) => part.nothing),
        };
      }
      case "not": {
        const { ids, nothing } = select(selector.part);
        return {
          ids: new Set(principals.filter((info) => !ids.has(info.id)).map((info) => info.id)),
          nothing,
        };
      }
      default:
        return leaf(selector);
    }
  };
  return select;
}

interface Context {
  readonly units: Units;
  readonly organizationKnown: boolean;
  readonly accounts: ReadonlyMap<string, AccountNames>;
  readonly collected: ReadonlySet<string>;
}

interface AccountNames {
  readonly names: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

interface LeafTest {
  readonly fits: (info: PrincipalInfo) => boolean;
  /** What to say where nobody fits; null where that is no slip. */
  readonly nothing: string | null;
}

const NOBODY = "matches no principal";

function testOf(selector: Leaf, context: Context): LeafTest {
  switch (selector.kind) {
    case "word":
      return { fits: (info) => wordFits(selector.word, info, context) !== selector.not, nothing: null };
    case "kind":
      return { fits: (info) => info.kind === selector.principal, nothing: null };
    case "arn": {
      const fits = textTest(selector.pattern);
      return { fits: (info) => fits(info.id), nothing: NOBODY };
    }
    case "name": {
      const fits = textTest(selector.pattern);
      return { fits: (info) => namesOf(info).some(fits), nothing: NOBODY };
    }
    case "tag": {
      const [key, fits] = [selector.key.toLowerCase(), textTest(selector.value)];
      return {
        fits: (info) =>
          Object.entries(info.tags).some(([name, value]) => name.toLowerCase() === key && fits(value)),
        nothing: NOBODY,
      };
    }
    case "ou":
      return unitTest(selector.pattern, context);
    case "account": {
      const fits = textTest(selector.pattern);
      const ids = accountIds(context, (id, { names }) => [id, ...names].some(fits));
      // An account outside is in no list; it is named by its id.
      if (ids.size === 0) return { fits: (info) => fits(info.account), nothing: NOBODY };
      return accountTest(ids, context);
    }
    case "accountTag": {
      const [key, fits] = [selector.key.toLowerCase(), textTest(selector.value)];
      const ids = accountIds(context, (_, { tags }) => tags.has(key) && fits(tags.get(key) ?? ""));
      return ids.size === 0
        ? { fits: () => false, nothing: "matches no account" }
        : accountTest(ids, context);
    }
  }
}

function unitTest(pattern: string, context: Context): LeafTest {
  const fits = textTest(pattern);
  const isMeant = (unit: Units["all"][number]): boolean =>
    [unit.id, unit.name, unit.path, unit.rootedPath].some(fits);
  if (!context.units.all.some(isMeant)) {
    const nothing = context.organizationKnown
      ? "names no organizational unit"
      : "cannot be answered: the snapshot has no organization.json";
    return { fits: () => false, nothing };
  }
  return accountTest(
    accountIds(context, (id) => context.units.above(id).some(isMeant)),
    context,
  );
}

// An account or a unit that is there may well be empty; of one that was not collected nothing is known.
function accountTest(ids: ReadonlySet<string>, { collected }: Context): LeafTest {
  const blind = ids.size > 0 && [...ids].every((id) => !collected.has(id));
  return {
    fits: (info) => ids.has(info.account),
    nothing: blind ? "stands for accounts that were not collected" : null,
  };
}

function accountIds(
  context: Context,
  isMeant: (id: string, account: AccountNames) => boolean,
): ReadonlySet<string> {
  return new Set([...context.accounts].flatMap(([id, account]) => (isMeant(id, account) ? [id] : [])));
}

function wordFits(word: SelectorWord, info: PrincipalInfo, { collected }: Context): boolean {
  switch (word) {
    case "everyone":
      return true;
    case "origin":
      // Whose session a role of an account that was not collected is, nobody knows.
      return !SESSION_KINDS.has(info.kind) || !collected.has(info.account);
    case "outside":
      return info.outside;
    case "admin":
      return info.admin;
  }
}

function textTest(pattern: string): (text: string) => boolean {
  const parsed = wildcardPattern([{ text: pattern, wild: true }]);
  return (text) => matches(parsed, text);
}

// `arn:…:role/ci/deploy`, `deploy`, `role/ci/deploy`, `role/deploy`.
function namesOf(info: PrincipalInfo): readonly string[] {
  if (!info.id.startsWith("arn:")) return [info.id, info.name];
  const resource = info.id.split(":").slice(5).join(":");
  const kind = resource.slice(0, resource.indexOf("/") + 1);
  return [info.id, info.name, resource, `${kind}${info.name}`];
}

function accountsOf(snapshot: Snapshot): ReadonlyMap<string, AccountNames> {
  const found = new Map<string, { readonly names: Set<string>; readonly tags: Map<string, string> }>();
  const add = (
    id: string,
    names: readonly (string | undefined)[],
    tags: readonly { readonly Key: string; readonly Value: string }[],
  ): void => {
    const account = found.get(id) ?? { names: new Set(), tags: new Map() };
    for (const name of names) if (name !== undefined) account.names.add(name);
    for (const tag of tags) account.tags.set(tag.Key.toLowerCase(), tag.Value);
    found.set(id, account);
  };
  for (const account of snapshot.organization?.Accounts ?? [])
    add(account.Id, [account.Name], account.Tags ?? []);
  for (const { id, account } of snapshot.accounts)
    add(id, [account?.name, account?.alias], account?.tags ?? []);
  return new Map([...found].map(([id, { names, tags }]) => [id, { names: [...names], tags }]));
}

/** A leaf as a message quotes it: `to.ou: prod`. */
function leafText(selector: Leaf): string {
  return `\`${selector.place}: ${valueText(selector)}\``;
}

function valueText(selector: Leaf): string {
  switch (selector.kind) {
    case "word":
      return selector.word;
    case "kind":
      return selector.principal;
    case "tag":
    case "accountTag":
      return selector.value;
    default:
      return selector.pattern;
  }
}
