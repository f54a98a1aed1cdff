import type { SearchOption } from "../protocol.js";
import { accountRoute, findingsRoute, focusRoute, pathRoute } from "../route.js";
import { type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { principalView } from "./principal.js";
import { type Entry, find, type SearchIndex } from "./search-index.js";

const optionsMax = 12;

const noWords = shown("");

function principalOption(
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

function question(key: string, title: string, detail: string, action: SearchOption["action"]): SearchOption {
  return {
    key,
    icon: "question",
    lead: noWords,
    title: shown(title),
    detail: shown(detail),
    admin: false,
    action,
  };
}

/** Questions that need no typing. */
function starters(): readonly SearchOption[] {
  return [
    question("who", "Who can become …", "everyone who ends up in a role", {
      kind: "fill",
      text: "Who can become ",
    }),
    question("what", "What can … become", "every role that one principal reaches", {
      kind: "fill",
      text: "What can ",
    }),
    question("path", "Path from … to …", "the chain, hop by hop", { kind: "fill", text: "Path from " }),
    question("outside-admin", "Path from outside to an administrator", "vendors, OIDC, SAML, anyone", {
      kind: "go",
      route: pathRoute("outside", "admin"),
    }),
    question("findings", "All findings", "most severe first", { kind: "go", route: findingsRoute() }),
  ];
}

type Selector = { readonly id: string; readonly words: Shown };

/** The end of a path question that is already typed: `outside`, `admin`, or the best match. */
function selector(dataset: Dataset, index: SearchIndex, text: string): Selector | null {
  const word = text.trim().toLowerCase();
  if (/^(the )?(outside|outside world|internet)$/.test(word))
    return { id: "outside", words: shown("outside") };
  if (/^(an? |any )?admin(istrator)?s?$/.test(word)) return { id: "admin", words: shown("an administrator") };
  const entry = find(index.principals, text, 1)[0];
  return entry === undefined ? null : { id: entry.id, words: principalView(dataset, entry.id).name };
}

function pathOptions(
  dataset: Dataset,
  index: SearchIndex,
  fromText: string,
  toText: string | null,
): readonly SearchOption[] {
  if (toText === null) {
    const special = "outside".startsWith(fromText.trim().toLowerCase())
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
      ...find(index.principals, fromText, optionsMax).map((entry) =>
        principalOption(dataset, entry, lead, { kind: "fill", text: `Path from ${entry.id} to ` }),
      ),
    ];
  }
  const from = selector(dataset, index, fromText);
  if (from === null) return [];
  const lead = shown(`Path from ${from.words} to`);
  const word = toText.trim().toLowerCase();
  const special =
    word !== "" && !"administrator".startsWith(word.replace(/^(an? |any )/, ""))
      ? []
      : [
          question(
            "to-admin",
            `Path from ${from.words} to an administrator`,
            "any administrator of any account",
            { kind: "go", route: pathRoute(from.id, "admin") },
          ),
        ];
  return [
    ...special,
    ...find(index.principals, toText, optionsMax)
      .filter((entry) => entry.id !== from.id)
      .map((entry) =>
        principalOption(dataset, entry, lead, { kind: "go", route: pathRoute(from.id, entry.id) }),
      ),
  ];
}

function plainOptions(dataset: Dataset, index: SearchIndex, text: string): readonly SearchOption[] {
  const accounts = find(index.accounts, text, 3).map((entry): SearchOption => {
    const account = dataset.accounts.get(entry.id)!;
    const units = account.units.join(" / ");
    return {
      key: `account ${entry.id}`,
      icon: "member-account",
      lead: shown("Account"),
      title: shown(account.name),
      detail: shown([account.id, units].filter((part) => part !== "").join(" · ")),
      admin: false,
      action: { kind: "go", route: accountRoute(entry.id) },
    };
  });
  const principals = find(index.principals, text, optionsMax - accounts.length).map((entry) =>
    principalOption(dataset, entry, noWords, { kind: "go", route: focusRoute(entry.id) }),
  );
  const words = text.trim().toLowerCase();
  const findings = dataset.check.findings.filter((finding) =>
    `${finding.rule} ${finding.title}`.toLowerCase().includes(words),
  ).length;
  const inFindings: readonly SearchOption[] =
    words.length >= 3 && findings > 0
      ? [
          {
            key: "in-findings",
            icon: "finding",
            lead: noWords,
            title: shown(`${findings} in findings`),
            detail: shown("the table, narrowed to these words"),
            admin: false,
            action: { kind: "go", route: findingsRoute({ text: text.trim() }) },
          },
        ]
      : [];
  return [...principals, ...accounts, ...inFindings];
}

/**
 * What the words in the question box can mean, best first: a question with its blanks filled from what there is,
 * or principals, accounts and findings that have all the words in their name, ARN, account or tags.
 */
export function searchOptions(dataset: Dataset, index: SearchIndex, text: string): readonly SearchOption[] {
  const asked = text.trimStart();
  if (asked.trim() === "") return starters();
  const path = /^(?:paths?|chains?)\s+from\s+(.*?)(?:\s+to(?:\s+(.*))?)?$/is.exec(asked);
  if (path !== null)
    return pathOptions(dataset, index, path[1] ?? "", path[2] ?? (/\sto\s*$/i.test(asked) ? "" : null));
  const who = /^who\s+can\s+(?:become|assume|be)(?:\s+(.*))?$/is.exec(asked);
  if (who !== null) {
    const words = who[1] ?? "";
    const admin =
      words.trim() !== "" && "administrator".startsWith(words.trim().toLowerCase().replace(/^an? /, ""));
    return [
      ...(admin
        ? [
            question(
              "who-admin",
              "Who from outside can become an administrator",
              "vendors, OIDC, SAML, anyone",
              { kind: "go", route: pathRoute("outside", "admin") },
            ),
          ]
        : []),
      ...find(index.principals, words, optionsMax).map((entry) =>
        principalOption(dataset, entry, shown("Who can become"), { kind: "go", route: focusRoute(entry.id) }),
      ),
    ];
  }
  const what = /^what\s+can\s+(.*?)(?:\s+(?:become|assume|be))?\??$/is.exec(asked);
  if (what !== null) {
    return find(index.principals, what[1] ?? "", optionsMax).map((entry) =>
      principalOption(dataset, entry, shown("What can become:"), { kind: "go", route: focusRoute(entry.id) }),
    );
  }
  const found = plainOptions(dataset, index, asked);
  return found.length > 0
    ? found
    : starters().filter((option) => option.title.toLowerCase().includes(asked.trim().toLowerCase()));
}
