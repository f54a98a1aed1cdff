import type { PrincipalInfo } from "@rolepath/analyzer";
import type { Dataset } from "./dataset.js";
import { compareInfos, kindText, principalView } from "./principal.js";
import { type Subject, subjectsOf } from "./subject.js";

/** Something that can be found; lists of them have the most important first. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly haystack: string;
}

export interface SearchIndex {
  readonly principals: readonly Entry[];
  readonly accounts: readonly Entry[];
  /** Subjects of OIDC tokens; the id is the place in `subjectList`. */
  readonly subjects: readonly Entry[];
  readonly subjectList: readonly Subject[];
}

/** Outsiders have no name but in what was made for them: the roles that they enter (`nightjar-scanner`). */
function opened(dataset: Dataset, info: PrincipalInfo): readonly string[] {
  if (!info.outside && info.kind !== "oidc" && info.kind !== "saml") return [];
  const roles = new Set(Array.from(dataset.analysis.hopsFrom(info.id), (hop) => hop.to));
  return [...roles].slice(0, 30).map((id) => id.slice(id.lastIndexOf("/") + 1));
}

/** What can be found, in lower case, made once. */
export function makeSearchIndex(dataset: Dataset): SearchIndex {
  const principals = [...dataset.principals.values()].sort(compareInfos).map((info): Entry => {
    const { id } = info;
    const view = principalView(dataset, id);
    const tags = Object.entries(info.tags).map(([key, value]) => `${key}=${value}`.slice(0, 300));
    const haystack = [
      info.name,
      view.name,
      id,
      info.accountName,
      info.account,
      kindText(info.kind),
      view.place,
      ...tags,
      info.admin ? "admin" : "",
      info.outside ? "outside vendor" : "",
      ...opened(dataset, info),
    ];
    return { id, name: info.name.toLowerCase(), haystack: haystack.join("\n").toLowerCase() };
  });
  const accounts = [...dataset.accounts.values()].map(
    (account): Entry => ({
      id: account.id,
      name: account.name.toLowerCase(),
      haystack: [account.name, account.id, ...account.units, "account"].join("\n").toLowerCase(),
    }),
  );
  const subjectList = subjectsOf(dataset);
  const subjects = subjectList.map(
    (subject, order): Entry => ({
      id: String(order),
      name: subject.text.toLowerCase(),
      haystack: `${subject.text}\nsubject`.toLowerCase(),
    }),
  );
  return { principals, accounts, subjects, subjectList };
}

/** 0 where the name is what was asked for, 4 where the words stand anywhere. */
function score(entry: Entry, query: string, words: readonly string[]): number {
  if (entry.name === query || entry.id.toLowerCase() === query) return 0;
  if (entry.name.startsWith(query)) return 1;
  if (words.some((word) => entry.name.startsWith(word))) return 2;
  if (words.some((word) => entry.name.includes(word))) return 3;
  return 4;
}

/** The entries that have all the words, those whose name fits best first. */
export function find(entries: readonly Entry[], text: string, countMax: number): readonly Entry[] {
  const query = text.trim().toLowerCase();
  const words = query.split(/[\s/]+/).filter((word) => word !== "");
  // By score, and in the order of the entries where that is the same.
  const best: Entry[][] = [[], [], [], [], []];
  for (const entry of entries) {
    if (!words.every((word) => entry.haystack.includes(word))) continue;
    const list = best[score(entry, query, words)]!;
    if (list.length < countMax) list.push(entry);
  }
  return best.flat().slice(0, countMax);
}
