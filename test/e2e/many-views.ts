import { later } from "./later.js";
import { manyAccountId, manyAccounts } from "./many-accounts.js";
import { type Organization, openLater, openMenu, openPalette, pressEscape } from "./views.js";

// As with the sample, the first chain on the overview is followed.

const security = manyAccountId(1);
const pipelineAccount = manyAccountId(7);
const production = manyAccountId(24);
const sandbox = manyAccountId(170);

const github = `arn:aws:iam::${pipelineAccount}:oidc-provider/token.actions.githubusercontent.com`;
const pipeline = `arn:aws:iam::${pipelineAccount}:role/pipeline`;
const release = `arn:aws:iam::${pipelineAccount}:role/release`;
const admin = `arn:aws:iam::${security}:role/OrganizationAccountAccessRole`;
const debug = `arn:aws:iam::${production}:role/debug`;

const path = `#path?from=${github}&to=${admin}`;
const snapshot = () => manyAccounts(200, 12);
const laterMany = () => later(snapshot(), debug);
const adminPicture = {
  described: /OrganizationAccountAccessRole in the middle/,
  legend: ["allowed", "administrator", "role"],
} as const;
const pathPicture = {
  described: /^Path of 4 hops/,
  cards: 6,
  legend: ["allowed", "under conditions", "administrator", "OIDC provider"],
} as const;

/** A generated organization of two hundred accounts and what must be found on each view of it. */
export const many: Organization = {
  name: "Two hundred accounts",
  snapshot,
  later: laterMany,
  views: {
    overview: {
      hash: "#overview",
      heading: "Who can become whom?",
      says: [
        /199 of 200\s+accounts/,
        /2,388\s+roles/,
        /38\s+IAM users/,
        "sandbox → prod",
        /4 hops, needs 2 conditions/,
        /expected baseline\s+1189 hidden/,
        "all 22 findings",
      ],
    },
    "filters of the overview": {
      hash: "#overview",
      open: (page) => openMenu(page, ".filter-menu"),
      part: ".filter-bar",
      close: pressEscape,
      heading: "Who can become whom?",
      says: ["Who it starts with", "Organizational unit", "only from outside"],
    },
    palette: {
      hash: "#overview",
      open: (page) => openPalette(page, "paths from github to admin"),
      part: "search",
      close: pressEscape,
      heading: "Who can become whom?",
      says: [/GitHub Actions/],
    },
    path: {
      hash: path,
      heading:
        "Yes, under conditions: GitHub Actions can become OrganizationAccountAccessRole (4 hops, needs 2 conditions).",
      says: [
        /1\s+GitHub Actions\s+becomes\s+→ release in infrastructure-007/,
        "if sub = repo:many/release:environment:*",
        "fill in one that works",
        "Copy the path for a ticket",
      ],
      picture: pathPicture,
    },
    evidence: {
      hash: `${path}&hop=4`,
      heading: /^Yes, under conditions: GitHub Actions can become OrganizationAccountAccessRole/,
      says: [/trust policy of OrganizationAccountAccessRole · lines 4 to 10/, "A request that succeeds"],
      picture: pathPicture,
    },
    "evidence that is tried": {
      hash: `#focus?of=${release}&hop-from=${github}&hop-to=${release}&given=token.actions.githubusercontent.com:sub%3Drepo:many/other:ref`,
      heading: /^GitHub Actions\s+to\s+→ release/,
      says: [/denied\s.*the trust policy of the role does not allow it/s, /decides/],
      picture: { described: /release in the middle/, legend: ["allowed", "not allowed"] },
    },
    denied: {
      hash: `#path?from=arn:aws:iam::${sandbox}:user/developer&to=${debug}`,
      heading: /^No\. User developer cannot become debug: the trust policy of the role does not allow it\.$/,
      says: [/To allow it:\s+\S+/, "Follow indirect hops too", "1 near miss, and why"],
      picture: { described: /developer.*debug/s, cards: 2, legend: ["not allowed", "user"] },
    },
    focus: {
      hash: `#focus?of=${admin}`,
      heading: /OrganizationAccountAccessRole/,
      says: [admin, /Who can become it\s+\d+/, /What it can become\s+\d+/, "Policies, guardrails, last used"],
      picture: adminPicture,
    },
    "filtered focus": {
      hash: `#focus?of=${pipeline}&unit=Production&admin=1`,
      heading: "pipeline",
      says: [/\d+ of \d+ principals shown|What it can become/],
      picture: { described: /pipeline in the middle/, legend: ["role"] },
    },
    filters: {
      hash: `#focus?of=${pipeline}`,
      open: (page) => openMenu(page, ".filter-menu"),
      part: ".filter-bar",
      close: pressEscape,
      opensInPicture: true,
      heading: "pipeline",
      says: ["people (users, Identity Center)", "Organizational unit", "indirect hops too"],
      picture: { described: /pipeline in the middle/, legend: ["allowed", "under conditions"] },
    },
    "take-away": {
      hash: `#focus?of=${pipeline}`,
      open: (page) => openMenu(page, ".take-away"),
      part: ".take-away",
      close: (page) => page.locator(".take-away > summary").click(),
      opensInPicture: true,
      heading: "pipeline",
      says: ["PNG picture", "SVG picture", "CSV table", "JSON", "Mermaid", "Graphviz DOT"],
      picture: { described: /pipeline in the middle/, legend: ["allowed", "under conditions"] },
    },
    principal: {
      hash: `#principal?of=${admin}`,
      heading: /OrganizationAccountAccessRole/,
      says: ["Who may enter: trust policy", "What it may do: identity policies", /Longest session\s+1 h/],
    },
    account: {
      hash: `#account?id=${security}`,
      heading: "security-001",
      says: [
        new RegExp(`${security} · Security`),
        /12\s+roles/,
        /Can enter from\s+\d+/,
        /Can leave to\s+19\d/,
      ],
      picture: { described: /security-001/, legend: ["allowed", "administrator"] },
    },
    findings: {
      hash: "#findings",
      heading: "Findings",
      says: ["22 findings", /high\s+5/, "becomes debug in account 100000190056 (production-024)"],
    },
    finding: {
      hash: "#findings",
      open: async (page) => {
        if ((await page.locator(".finding-panel").count()) === 0)
          await page.locator(".finding-link").first().click();
      },
      heading: /becomes debug in account \d{12} \(production-024\)/,
      says: ["CHAIN-CROSS-ENV", /What to do: \S+/, "Show the chain"],
      picture: { described: /debug in the middle/, legend: ["allowed", "administrator"] },
    },
    coverage: {
      hash: "#coverage",
      heading: "Coverage",
      says: [
        "199 of 200 accounts were collected completely",
        "AccessDenied: not authorized",
        "not collected",
      ],
    },
    cycles: {
      hash: "#cycles",
      heading: "Endless cycles",
      says: [/renewal\s+infrastructure-009/],
    },
    compare: {
      hash: "#diff",
      heading: "What changed",
      says: ["Drop the second snapshot here", "Choose a folder", "Nothing is uploaded"],
    },
    diff: {
      hash: "#diff",
      open: (page) => openLater(page, laterMany),
      heading: "What changed",
      says: [
        /Before, shown in all other views\s+Two hundred accounts/,
        /removed\s+1\b/,
        "trust policy of debug",
        /removed\s+high\s+Role app-0 of account/,
      ],
    },
    missing: {
      hash: `#focus?of=arn:aws:iam::${security}:role/gone`,
      heading: "Not in this snapshot",
      says: [`arn:aws:iam::${security}:role/gone`],
    },
  },
};
