import { compareText, type PathResult, type PathsAnswer } from "@rolepath/analyzer";
import { type AccountModel, type Dataset, entersAny } from "./dataset.js";
import { comparePrincipals, principalOf } from "./principal.js";

// Ends of a path question that the engine has no word for: several accounts at once, the administrators of one
// account, everybody but one account. They are put together from the engine's own answers.

const sourcesMax = 600;

/** The accounts whose name or organizational unit has the words. */
export function accountsNamed(dataset: Dataset, words: string): readonly AccountModel[] {
  const parts = words
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "");
  if (parts.length === 0) return [];
  return [...dataset.accounts.values()].filter((account) => {
    const text = [account.name, ...account.units].join("\n").toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/** The principals that a selector of ours stands for; null for one that is the engine's. */
function selectIds(dataset: Dataset, selector: string): readonly string[] | null {
  const at = selector.indexOf(":");
  const value = selector.slice(at + 1);
  const ids = (test: (id: string) => boolean): readonly string[] =>
    [...dataset.principals.keys()].filter(test).sort((a, b) => comparePrincipals(dataset, a, b));
  switch (selector.slice(0, at)) {
    case "accounts": {
      const accounts = new Set(accountsNamed(dataset, value).map((account) => account.id));
      return ids((id) => accounts.has(principalOf(dataset, id).account));
    }
    case "admins":
      return ids((id) => principalOf(dataset, id).account === value && principalOf(dataset, id).admin);
    case "others":
      return ids((id) => {
        const info = principalOf(dataset, id);
        // An identity provider stands in the account, who signs in with it does not.
        const signsIn = info.id === "sso.amazonaws.com";
        return (info.account !== value || info.outside) && (info.kind !== "service" || signsIn);
      });
    default:
      return null;
  }
}

/** What a selector of ours is called; null for one that is the engine's. */
export function setWords(dataset: Dataset, selector: string): string | null {
  const at = selector.indexOf(":");
  const value = selector.slice(at + 1);
  const name = dataset.accounts.get(value)?.name ?? value;
  switch (selector.slice(0, at)) {
    case "accounts": {
      const accounts = accountsNamed(dataset, value);
      return accounts.length === 1
        ? `account ${accounts[0]?.name}`
        : `the ${accounts.length} accounts of “${value}”`;
    }
    case "admins":
      return `an administrator of ${name}`;
    case "others":
      return `anybody outside ${name}`;
    default:
      return null;
  }
}

/**
 * Chains between two ends of which at least one is a set of ours, one shortest for each pair, shortest first; null when
 * both ends are the engine's.
 */
export function pathsBetweenSets(
  dataset: Dataset,
  ends: { readonly from: string; readonly to: string },
  options: { readonly maxHops: number; readonly limit: number; readonly indirect: boolean },
): PathsAnswer | null {
  const sources = selectIds(dataset, ends.from);
  const targets = selectIds(dataset, ends.to);
  if (sources === null && targets === null) return null;
  const { maxHops, limit, indirect } = options;
  const reach = { maxHops, ...(indirect ? { indirect } : {}) };
  const results: PathResult[] = [];
  const assumptions = new Set<string>();
  let truncated = false;
  const take = (answer: PathsAnswer, keep: (result: PathResult) => boolean): void => {
    truncated ||= answer.truncated;
    results.push(...answer.results.filter((result) => result.hops.length > 0 && keep(result)));
    for (const text of answer.assumptions) assumptions.add(text);
  };
  if (targets !== null && (sources === null || targets.length < sources.length)) {
    const wanted = sources === null ? null : new Set(sources);
    const roles = targets.filter((id) => dataset.analysis.hopsInto(id).length > 0);
    truncated = roles.length > sourcesMax;
    for (const id of roles.slice(0, sourcesMax))
      if (wanted === null)
        take(dataset.analysis.paths({ from: ends.from, to: id, limit, ...reach }), () => true);
      else take(dataset.analysis.whoCan(id, reach), (result) => wanted.has(result.path[0] ?? ""));
  } else {
    const wanted = targets === null ? null : new Set(targets);
    // Who can take no first hop gets nowhere.
    const starts = (sources ?? []).filter((id) => entersAny(dataset, id));
    truncated = starts.length > sourcesMax;
    for (const id of starts.slice(0, sourcesMax))
      if (wanted === null)
        take(dataset.analysis.paths({ from: id, to: ends.to, limit, ...reach }), () => true);
      else take(dataset.analysis.whatCan(id, reach), (result) => wanted.has(result.principal));
  }
  results.sort((a, b) => a.hops.length - b.hops.length || compareText(a.path.join(" "), b.path.join(" ")));
  return {
    question: "paths",
    ...ends,
    maxHops,
    results: results.slice(0, limit),
    truncated: truncated || results.length > limit,
    assumptions: [...assumptions].sort(compareText),
  };
}
