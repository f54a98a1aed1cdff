import type { FindingInfo } from "../finding/finding.js";

/** The page of a rule in the documentation, as Markdown. */
export function findingPage(info: FindingInfo): string {
  return `${[
    `# ${info.id}: ${info.title}`,
    "<!-- Made from the rule in packages/analyzer/src/finding/rule; change it there. -->",
    `**Severity:** ${info.severity}.`,
    ...sectionsOf(info, "##"),
  ].join("\n\n")}\n`;
}

/** What a rule says about itself, for whoever shows a finding of it: as Markdown, and as plain text. */
export function ruleHelp(info: FindingInfo): { readonly text: string; readonly markdown: string } {
  const { when, why, fix, references } = info;
  return {
    text: [when, why, fix, ...references.map(({ title, url }) => `${title}: ${url}`)].join("\n\n"),
    markdown: [`**Severity:** ${info.severity}.`, ...sectionsOf(info, "###")].join("\n\n"),
  };
}

function sectionsOf(info: FindingInfo, heading: string): readonly string[] {
  const { example } = info;
  return [
    `${heading} When it is reported`,
    info.when,
    `${heading} Why it matters`,
    info.why,
    `${heading} How to fix it`,
    info.fix,
    `${heading} Example`,
    example.setting,
    "Reported:",
    policyBlock(example.bad),
    "Not reported:",
    policyBlock(example.good),
    `${heading} References`,
    info.references.map(({ title, url }) => `- [${title}](${url})`).join("\n"),
  ];
}

/** The list of all pages, as Markdown. */
export function findingIndex(catalog: readonly FindingInfo[]): string {
  return `${[
    "# Findings",
    "<!-- Made from the rules in packages/analyzer/src/finding/rule; change them there. -->",
    "What `rolepath check` reports. Every finding comes from what the engine decides about a role, not from the text of its " +
      "policies: a Deny, an RCP or a second condition that closes a door counts. Service-linked roles and the roles that IAM " +
      "Identity Center keeps in an account are not judged, since nobody but AWS can change them.",
    "| rule | what | severity |\n| --- | --- | --- |\n" +
      catalog.map((info) => `| [${info.id}](${info.id}.md) | ${info.title} | ${info.severity} |`).join("\n"),
  ].join("\n\n")}\n`;
}

function policyBlock(policy: FindingInfo["example"]["bad"]): string {
  return `\`\`\`json\n${JSON.stringify(policy, null, 2)}\n\`\`\``;
}
