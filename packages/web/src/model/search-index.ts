import type { PrincipalInfo } from "@rolepath/analyzer";
import type { Dataset } from "./dataset.js";
import { type Entry, EntryList, type Findable } from "./entry-list.js";
import { compareInfos, kindText, nameOf, placeOf } from "./principal.js";
import { type Subject, subjectsOf } from "./subject.js";

export interface SearchIndex {
  readonly principals: EntryList;
  readonly accounts: EntryList;
  /** Subjects of OIDC tokens; the id is the place in `subjectList`. */
  readonly subjects: EntryList;
  readonly subjectList: readonly Subject[];
}

/** Outsiders have no name but in what was made for them: the roles that they enter (`nightjar-scanner`). */
function opened(dataset: Dataset, info: PrincipalInfo): readonly string[] {
  if (!info.outside && info.kind !== "oidc" && info.kind !== "saml") return [];
  const roles = new Set(Array.from(dataset.analysis.hopsFrom(info.id), (hop) => hop.to));
  return [...roles].slice(0, 30).map((id) => id.slice(id.lastIndexOf("/") + 1));
}

function findablePrincipal(dataset: Dataset, info: PrincipalInfo): Findable {
  return {
    id: info.id,
    name: info.name,
    texts: [
      nameOf(info),
      // Words are parted at slashes, so that the parts of an ARN are as good as the whole, and many have them in common.
      ...info.id.split("/"),
      info.accountName,
      info.account,
      kindText(info.kind),
      placeOf(dataset, info),
      ...Object.entries(info.tags).map(([key, value]) => `${key}=${value}`.slice(0, 300)),
      info.admin ? "admin" : "",
      info.outside ? "outside vendor" : "",
      ...opened(dataset, info),
    ],
  };
}

/** What can be found, made once. */
export function makeSearchIndex(dataset: Dataset): SearchIndex {
  const principals = [...dataset.principals.values()].sort(compareInfos);
  const subjectList = subjectsOf(dataset);
  return {
    principals: new EntryList(principals.map((info) => findablePrincipal(dataset, info))),
    accounts: new EntryList(
      Array.from(dataset.accounts.values(), ({ id, name, units }) => ({
        id,
        name,
        texts: [id, ...units, "account"],
      })),
    ),
    subjects: new EntryList(
      subjectList.map(({ text }, order) => ({ id: String(order), name: text, texts: ["subject"] })),
    ),
    subjectList,
  };
}

/** The index with how much is shown of what it finds. */
export class Search {
  private count = 0;
  private shown = 0;
  // By the text: that of one question is looked for as its answers and as the best of them.
  private readonly bestOf = new Map<string, Entry | null>();

  constructor(
    readonly index: SearchIndex,
    /** How many answers there is room for. */
    readonly most: number,
  ) {}

  /** The principals that are shown as answers. */
  principals(text: string, room = this.most): readonly Entry[] {
    const { entries, count } = this.index.principals.search(text, room);
    this.bestOf.set(text, entries[0] ?? null);
    if (count - entries.length > this.count - this.shown) [this.count, this.shown] = [count, entries.length];
    return entries;
  }

  /** The principal that the text fits best; null where nobody has its words. */
  best(text: string): Entry | null {
    const known = this.bestOf.get(text);
    return known === undefined ? (this.index.principals.find(text, 1)[0] ?? null) : known;
  }

  /** How many principals of how many are shown; null where it is all of them. */
  get cut(): { readonly shown: number; readonly count: number } | null {
    return this.count > this.shown ? { shown: this.shown, count: this.count } : null;
  }
}
