import { sampleSnapshot } from "@rolepath/sample";
import { later } from "./later.js";
import { type Organization, openLater, openMenu, openPalette, pressEscape } from "./views.js";

// The first chain on the overview is followed through the views, so that a walk by hand and an address lead to the
// same place.

const github = "arn:aws:iam::555566667777:oidc-provider/token.actions.githubusercontent.com";
const admin = "arn:aws:iam::888899990000:role/OrganizationAccountAccessRole";
const release = "arn:aws:iam::555566667777:role/gha-release";
const deploy = "arn:aws:iam::777788889999:role/deploy-payments";
const replay = "arn:aws:iam::777788889999:role/payments-replay";
const lea = "arn:aws:iam::000011112222:user/lea.fischer";

const path = `#path?from=${github}&to=${admin}`;
const laterSample = () => later(sampleSnapshot(), replay);
const adminPicture = {
  described: /OrganizationAccountAccessRole in the middle/,
  legend: ["allowed", "under conditions", "administrator", "role"],
} as const;
const pathPicture = {
  described: /^Path of 3 hops/,
  cards: 4,
  legend: ["allowed", "under conditions", "administrator", "OIDC provider"],
} as const;

/** The sample organization and what must be found on each view of it. */
export const sample: Organization = {
  name: "Kestrel Mart",
  snapshot: sampleSnapshot,
  later: laterSample,
  views: {
    overview: {
      hash: "#overview",
      heading: "Who can become whom?",
      says: [
        /12\s+accounts/,
        /13\s+IAM users/,
        "Outside → administrator",
        "Who owns the management account",
        /3 hops, needs 2 conditions/,
        /expected baseline\s+67 hidden/,
        "all 30 findings",
        "Anyone with an AWS account can become hackathon-share",
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
      open: (page) => openPalette(page, "who can become pay"),
      part: "search",
      close: pressEscape,
      heading: "Who can become whom?",
      says: [/Who can become\s+(?:★\s+administrator\s+)?payments-replay/],
    },
    path: {
      hash: path,
      heading:
        "Yes, under conditions: GitHub Actions can become OrganizationAccountAccessRole (3 hops, needs 2 conditions).",
      says: [
        /1\s+GitHub Actions\s+becomes\s+→ gha-build in shared-ci/,
        /if sub = repo:/,
        "fill in one that works",
        "Copy the path for a ticket",
      ],
      picture: pathPicture,
    },
    evidence: {
      hash: `${path}&hop=3`,
      heading: /^Yes, under conditions: GitHub Actions can become OrganizationAccountAccessRole/,
      says: [
        /Trust policy\s+allows it/,
        /trust policy of OrganizationAccountAccessRole · lines \d+ to \d+/,
        /Identity policy\s+allows it/,
        "A request that succeeds",
        "Walk this hop",
      ],
      picture: pathPicture,
    },
    "evidence that is tried": {
      hash: `#focus?of=${release}&hop-from=${release}&hop-to=${deploy}&given=sts:RoleSessionName%3Djenkins`,
      heading: /^gha-release\s+to\s+→ deploy-payments/,
      says: [/denied\s.*the trust policy of the role does not allow it/s, /decides/, "jenkins"],
      picture: { described: /gha-release in the middle/, legend: ["under conditions", "not allowed"] },
    },
    denied: {
      hash: `#path?from=${lea}&to=${replay}`,
      heading: /^No\. .*lea\.fischer.*payments-replay.*service control policy/,
      says: [/To allow it:\s+\S+/, "Follow indirect hops too", /"Effect": "Deny"/],
      picture: {
        described: /lea\.fischer|payments-replay|not allowed|No/,
        cards: 2,
        legend: ["not allowed", "user"],
      },
    },
    focus: {
      hash: `#focus?of=${admin}`,
      heading: /OrganizationAccountAccessRole/,
      says: [admin, /Who can become it\s+\d+/, /What it can become\s+\d+/, "Policies, guardrails, last used"],
      picture: adminPicture,
    },
    "filtered focus": {
      hash: `#focus?of=${release}&verdict=conditional&kinds=roles`,
      heading: "gha-release",
      says: [/Who can become it\s+\d+/, /conditional/, "deploy-payments"],
      picture: { described: /gha-release in the middle/, legend: ["under conditions"] },
    },
    filters: {
      hash: `#focus?of=${admin}`,
      open: (page) => openMenu(page, ".filter-menu"),
      part: ".filter-bar",
      close: pressEscape,
      opensInPicture: true,
      heading: /OrganizationAccountAccessRole/,
      says: ["people (users, Identity Center)", "Organizational unit", "indirect hops too"],
      picture: adminPicture,
    },
    "take-away": {
      hash: `#focus?of=${admin}`,
      open: (page) => openMenu(page, ".take-away"),
      part: ".take-away",
      close: (page) => page.locator(".take-away > summary").click(),
      opensInPicture: true,
      heading: /OrganizationAccountAccessRole/,
      says: ["PNG picture", "SVG picture", "CSV table", "JSON", "Mermaid", "Graphviz DOT"],
      picture: adminPicture,
    },
    principal: {
      hash: `#principal?of=${admin}`,
      heading: /OrganizationAccountAccessRole/,
      says: [
        "Who may enter: trust policy",
        /Service control policies over it\s+\d+/,
        /Longest session\s+1 h/,
        "AdministratorAccess (AWS managed)",
      ],
    },
    account: {
      hash: "#account?id=888899990000",
      heading: "prod-web",
      says: [
        /888899990000 · Workloads/,
        /\d+\s+administrators?/,
        /Can enter from\s+\d+/,
        /shared-ci|account-vending/,
      ],
      picture: { described: /prod-web/, legend: ["allowed", "administrator", "outside"] },
    },
    findings: {
      hash: "#findings",
      heading: "Findings",
      says: ["30 findings", /critical\s+6/, "Every Cognito identity pool can hand out recipes-app-authRole"],
    },
    finding: {
      hash: "#findings",
      open: async (page) => {
        if ((await page.locator(".finding-panel").count()) === 0)
          await page.locator(".finding-link").first().click();
      },
      heading: /^OIDC provider token\.actions\.githubusercontent\.com becomes administrator/,
      says: ["CHAIN-TO-ADMIN", /What to do: \S+/, "Show the chain", /Trust policy/],
      picture: adminPicture,
    },
    coverage: {
      hash: "#coverage",
      heading: "Coverage",
      says: [
        "12 of 12 accounts were collected completely",
        /prod-payments\s+777788889999/,
        "Taken for granted",
      ],
    },
    cycles: {
      hash: "#cycles",
      heading: "Endless cycles",
      says: [/hackathon-share\s+sandbox/],
    },
    compare: {
      hash: "#diff",
      heading: "What changed",
      says: ["Drop the second snapshot here", "Choose a folder", "Nothing is uploaded"],
    },
    diff: {
      hash: "#diff",
      open: (page) => openLater(page, laterSample),
      heading: "What changed",
      says: [
        /Before, shown in all other views\s+(?:Kestrel Mart|sample organization)/,
        /After\s+december\.json/,
        /removed\s+1\b/,
        "trust policy of payments-replay",
        /Chains\s+0 added, \d+ removed/,
      ],
    },
    missing: {
      hash: "#focus?of=arn:aws:iam::111122223333:role/gone",
      heading: "Not in this snapshot",
      says: ["arn:aws:iam::111122223333:role/gone"],
    },
  },
};
