import type { SearchOption } from "../protocol.js";
import { pathRoute } from "../route.js";
import { counted, type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { principalView } from "./principal.js";
import type { Search } from "./search-index.js";
import { principalOption, question } from "./search-option.js";
import { accountsNamed } from "./selector.js";

interface End {
  readonly id: string;
  readonly words: Shown;
}

/** The end of a path question that is already typed: `outside`, `admin`, a set of accounts, or the best match. */
function endOf(dataset: Dataset, search: Search, text: string): End | null {
  const word = text.trim().toLowerCase();
  if (/^(the )?(outside|outside world|internet)$/.test(word))
    return { id: "outside", words: shown("outside") };
  if (/^(an? |any )?admin(istrator)?s?$/.test(word)) return { id: "admin", words: shown("an administrator") };
  const entry = search.best(text);
  // A word that begins nobody's name and is in the names of accounts means the accounts.
  const named = entry !== null && (entry.name.startsWith(word) || entry.id.toLowerCase() === word);
  if (!named && accountsNamed(dataset, word).length > 0)
    return { id: `accounts:${word}`, words: shown(accountWords(dataset, word)) };
  return entry === null ? null : { id: entry.id, words: principalView(dataset, entry.id).name };
}

function accountWords(dataset: Dataset, words: string): string {
  const accounts = accountsNamed(dataset, words);
  return accounts.length === 1
    ? `${accounts[0]?.name}`
    : `${counted(accounts.length, "account")} of “${words}”`;
}

/** The accounts that the words mean, as one end. */
function accountsOption(
  dataset: Dataset,
  text: string,
  lead: string,
  make: (selector: string) => SearchOption["action"],
): readonly SearchOption[] {
  const words = text.trim().toLowerCase();
  const accounts = accountsNamed(dataset, words);
  if (accounts.length === 0) return [];
  const names = accounts.slice(0, 3).map((account) => account.name);
  const detail = `${names.join(", ")}${accounts.length > 3 ? ` and ${accounts.length - 3} more` : ""}`;
  return [
    question(
      `accounts ${words}`,
      `${lead} any role in ${accountWords(dataset, words)}`,
      detail,
      make(`accounts:${words}`),
    ),
  ];
}

function startOptions(dataset: Dataset, search: Search, text: string): readonly SearchOption[] {
  const special = "outside".startsWith(text.trim().toLowerCase())
    ? [
        question("from-outside", "Path from outside to …", "vendors, OIDC, SAML, anyone", {
          kind: "fill",
          text: "Path from outside to ",
        }),
      ]
    : [];
  const lead = shown("Path from");
  return [
    ...special,
    ...search
      .principals(text)
      .map((entry) =>
        principalOption(dataset, entry, lead, { kind: "fill", text: `Path from ${entry.id} to ` }),
      ),
  ];
}

/** What a path question can mean: `to` is null as long as only its start is typed. */
export function pathOptions(
  dataset: Dataset,
  search: Search,
  from: string,
  to: string | null,
): readonly SearchOption[] {
  if (to === null) return startOptions(dataset, search, from);
  const start = endOf(dataset, search, from);
  if (start === null) return [];
  const lead = `Path from ${start.words} to`;
  const word = to.trim().toLowerCase();
  const admin =
    word !== "" && !"administrator".startsWith(word.replace(/^(an? |any )/, ""))
      ? []
      : [
          question("to-admin", `${lead} an administrator`, "any administrator of any account", {
            kind: "go",
            route: pathRoute(start.id, "admin"),
          }),
        ];
  const principals = search
    .principals(to)
    .filter((entry) => entry.id !== start.id)
    .map((entry) =>
      principalOption(dataset, entry, shown(lead), { kind: "go", route: pathRoute(start.id, entry.id) }),
    );
  const accounts = accountsOption(dataset, to, lead, (selector) => ({
    kind: "go",
    route: pathRoute(start.id, selector),
  }));
  const end = word === "" ? null : endOf(dataset, search, to);
  return end?.id.startsWith("accounts:") === true
    ? [...admin, ...accounts, ...principals]
    : [...admin, ...principals, ...accounts];
}
