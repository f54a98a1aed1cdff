import { sampleSnapshot } from "@rolepath/sample";
import type { Page } from "playwright-core";
import { later } from "./later.js";
import { bundleFile } from "./web-page.js";

const replay = "arn:aws:iam::777788889999:role/payments-replay";

/** What somebody did: how often the mouse was pressed, and how many keys. */
export interface Effort {
  clicks: number;
  keys: number;
}

/** Does what an auditor does, and counts it. */
export class Auditor {
  readonly effort: Effort = { clicks: 0, keys: 0 };

  constructor(readonly page: Page) {}

  async link(name: string | RegExp): Promise<void> {
    this.effort.clicks++;
    await this.page.getByRole("link", { name }).first().click();
  }

  async press(selector: string): Promise<void> {
    this.effort.clicks++;
    await this.page.locator(selector).first().click();
  }

  /** With the key that leads to the box, the words, and Enter. */
  async ask(words: string): Promise<void> {
    this.effort.keys += words.length + 2;
    await this.page.keyboard.press("/");
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
  }

  async fill(label: string, words: string): Promise<void> {
    this.effort.clicks++;
    this.effort.keys += words.length;
    await this.page.getByLabel(label, { exact: true }).click();
    await this.page.keyboard.type(words);
  }

  async choose(file: ReturnType<typeof bundleFile>): Promise<void> {
    this.effort.clicks++;
    const [chooser] = await Promise.all([
      this.page.waitForEvent("filechooser"),
      this.page.getByRole("button", { name: "Choose files" }).click(),
    ]);
    await chooser.setFiles(file);
  }
}

/** A question, from the overview to the words that answer it. */
export interface AuditQuestion {
  readonly question: string;
  readonly ask: (auditor: Auditor) => Promise<void>;
  readonly answer: RegExp;
}

/** Ten questions that an auditor asks of the sample organization. */
export const tenQuestions: readonly AuditQuestion[] = [
  {
    question: "Who can become the administrator of the payments account?",
    ask: (auditor) => auditor.ask("payments-replay"),
    answer: /Who can become it\s+13\b[\s\S]*tomas\.varga/,
  },
  {
    question: "How does the contractor tomas.varga get there?",
    ask: (auditor) => auditor.ask("tomas.varga to payments-replay"),
    answer: /Yes: tomas\.varga can become payments-replay \(4 hops, no condition\)/,
  },
  {
    question: "Which statement lets him do the last hop?",
    ask: async (auditor) => {
      await auditor.ask("tomas.varga to payments-replay");
      await auditor.page.getByText("Yes: tomas.varga can become").waitFor();
      await auditor.press(".step:last-child .step-head");
    },
    answer: /trust policy of payments-replay · lines \d+ to \d+/,
  },
  {
    question: "Who from outside becomes administrator?",
    ask: (auditor) => auditor.link("Outside → administrator"),
    answer: /Yes, .*can become .*hops?/,
  },
  {
    question: "Does a way lead from the sandbox into production?",
    ask: (auditor) => auditor.link("sandbox → prod"),
    answer: /leads from account sandbox to the 2 accounts of “prod”/,
  },
  {
    question: "Which roles trust GitHub without a subject?",
    ask: (auditor) => auditor.link("OIDC without a subject"),
    answer: /1 of 30 findings[\s\S]*gha-docs-preview/,
  },
  {
    question: "Why can lea.fischer not become payments-replay, and what would allow it?",
    ask: (auditor) => auditor.ask("lea.fischer to payments-replay"),
    answer: /^No\. .*service control policy[\s\S]*To allow it:/m,
  },
  {
    question: "Does the deployment work under the session name jenkins?",
    ask: async (auditor) => {
      await auditor.ask("gha-release to deploy-payments");
      await auditor.page.getByText("fill in one that works").waitFor();
      await auditor.fill("session name", "jenkins");
    },
    answer: /denied[\s\S]*the trust policy of the role does not allow it/,
  },
  {
    question: "Is there an account that was not collected?",
    ask: (auditor) => auditor.link("Coverage"),
    answer: /12 of 12 accounts were collected completely/,
  },
  {
    question: "What changed since last month?",
    ask: async (auditor) => {
      await auditor.link("Compare");
      await auditor.choose(bundleFile("december.json", later(sampleSnapshot(), replay)));
    },
    answer: /Chains\s+0 added, \d+ removed/,
  },
];
