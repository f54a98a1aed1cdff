import { partSize } from "../part.js";
import type { SearchOption } from "../protocol.js";
import { accountRoute, coverageRoute, diffRoute, findingsRoute, focusRoute, pathRoute } from "../route.js";
import { counted, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { principalView } from "./principal.js";
import { savedQuestions } from "./saved.js";
import { Search, type SearchIndex } from "./search-index.js";
import { principalOption, question } from "./search-option.js";
import { pathOptions } from "./search-path.js";

/** How many answers are shown unless more are asked for. */
const answersAtOnce = 12;

const noWords = shown("");

/** Questions that need no typing, and the beginnings of those that do. */
function starters(dataset: Dataset): readonly SearchOption[] {
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
    ...savedQuestions(dataset).map(({ key, title, detail, route }) =>
      question(`saved ${key}`, title, detail, { kind: "go", route }),
    ),
    question("findings", "All findings", "most severe first", { kind: "go", route: findingsRoute() }),
    question("coverage", "Coverage", "what was not collected", { kind: "go", route: coverageRoute }),
    question("diff", "Compare", "with a second snapshot", { kind: "go", route: diffRoute }),
  ];
}

/** The saved questions and views that have all the words. */
function startersFor(dataset: Dataset, text: string): readonly SearchOption[] {
  const words = text.trim().toLowerCase().split(/\s+/);
  const more = new Map(savedQuestions(dataset).map((one) => [`saved ${one.key}`, one.words]));
  return starters(dataset).filter((option) => {
    const haystack = `${option.title} ${option.detail} ${more.get(option.key) ?? ""}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

function accountOptions(dataset: Dataset, search: Search, text: string): readonly SearchOption[] {
  return search.index.accounts.find(text, 3).map((entry): SearchOption => {
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
}

function subjectOptions(dataset: Dataset, search: Search, text: string): readonly SearchOption[] {
  // Short words are in every subject.
  if (text.trim().length < 3) return [];
  return search.index.subjects.find(text, 4).map((entry): SearchOption => {
    const subject = search.index.subjectList[Number(entry.id)]!;
    const role = principalView(dataset, subject.role);
    return {
      key: `subject ${entry.id}`,
      icon: "oidc",
      lead: shown("Subject"),
      title: shown(subject.text),
      detail: shown(`opens ${role.name} · ${role.place}`),
      admin: role.admin,
      action: {
        kind: "go",
        route: focusRoute(subject.role, { hop: [subject.provider, subject.role] }),
      },
    };
  });
}

const findingTexts = oncePer((dataset): readonly string[] =>
  dataset.check.findings.map(({ rule, title }) => `${rule} ${title}`.toLowerCase()),
);

function findingOptions(dataset: Dataset, text: string): readonly SearchOption[] {
  const words = text.trim().toLowerCase();
  if (words.length < 3) return [];
  const count = findingTexts(dataset).filter((one) => one.includes(words)).length;
  if (count === 0) return [];
  return [
    {
      key: "in-findings",
      icon: "finding",
      lead: noWords,
      title: shown(`${count} in findings`),
      detail: shown("the table, narrowed to these words"),
      admin: false,
      action: { kind: "go", route: findingsRoute({ text: text.trim() }) },
    },
  ];
}

function plainOptions(dataset: Dataset, search: Search, text: string): readonly SearchOption[] {
  const accounts = accountOptions(dataset, search, text);
  const subjects = subjectOptions(dataset, search, text);
  const saved = startersFor(dataset, text).slice(0, 3);
  const room = search.most - accounts.length - subjects.length - saved.length;
  const principals = search
    .principals(text, room)
    .map((entry) => principalOption(dataset, entry, noWords, { kind: "go", route: focusRoute(entry.id) }));
  return [...principals, ...saved, ...accounts, ...subjects, ...findingOptions(dataset, text)];
}

function whoOptions(dataset: Dataset, search: Search, text: string): readonly SearchOption[] {
  const words = text.trim().toLowerCase();
  const admin =
    words === "" || !"administrator".startsWith(words.replace(/^an? /, ""))
      ? []
      : [
          question(
            "who-admin",
            "Who from outside can become an administrator",
            "vendors, OIDC, SAML, anyone",
            { kind: "go", route: pathRoute("outside", "admin") },
          ),
        ];
  return [
    ...admin,
    ...search
      .principals(text)
      .map((entry) =>
        principalOption(dataset, entry, shown("Who can become"), { kind: "go", route: focusRoute(entry.id) }),
      ),
  ];
}

/**
 * What the words in the question box can mean, best first: a question with its blanks filled from what there is, a
 * saved question, or principals, accounts, subjects and findings that have all the words in their name, ARN, account,
 * tags, or in what was made for them. Where more principals have them than `most`, the last answer leads to those.
 */
export function searchOptions(
  dataset: Dataset,
  index: SearchIndex,
  text: string,
  most = answersAtOnce,
): readonly SearchOption[] {
  const asked = text.trimStart();
  if (asked.trim() === "") return starters(dataset);
  const search = new Search(index, most);
  const named = starters(dataset).filter(
    (option) => option.title.toLowerCase() === asked.trim().toLowerCase(),
  );
  const options = [...named, ...understood(dataset, search, asked)].filter(
    (option, at, all) => all.findIndex((other) => other.key === option.key) === at,
  );
  const { cut } = search;
  if (cut === null) return options;
  const words = `${cut.shown.toLocaleString("en")} of ${counted(cut.count, "principal")} shown`;
  return [...options, question("more", "Show more", words, { kind: "more", most: most + partSize })];
}

function understood(dataset: Dataset, search: Search, asked: string): readonly SearchOption[] {
  const path =
    /^(?:paths?|chains?)\s+from\s+(.*?)(?:\s+to(?:\s+(.*))?)?$/is.exec(asked) ??
    /^(?:from\s+)?(\S.*?)\s*(?:→|->)\s*(.*)$/s.exec(asked) ??
    /^can\s+(\S.*?)\s+(?:become|assume|be|reach)\s+(.*?)\??$/is.exec(asked);
  if (path !== null)
    return pathOptions(dataset, search, path[1] ?? "", path[2] ?? (/\sto\s*$/i.test(asked) ? "" : null));
  const who = /^who\s+(?:can\s+(?:become|assume|be)|becomes)(?:\s+(.*?))?\??$/is.exec(asked);
  if (who !== null) return whoOptions(dataset, search, who[1] ?? "");
  const what = /^what\s+can\s+(.*?)(?:\s+(?:become|assume|be))?\??$/is.exec(asked);
  if (what !== null) {
    return search.principals(what[1] ?? "").map((entry) =>
      principalOption(dataset, entry, shown("What can become:"), {
        kind: "go",
        route: focusRoute(entry.id),
      }),
    );
  }
  // Two names with a "to" between them are a path too; the same words may also stand in a finding.
  const plain = plainOptions(dataset, search, asked);
  const between = /^(?:from\s+)?(\S.*?)\s+to\s+(\S.*)$/is.exec(asked);
  return between === null ? plain : [...pathOptions(dataset, search, between[1]!, between[2]!), ...plain];
}
