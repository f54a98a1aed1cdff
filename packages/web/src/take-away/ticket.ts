import type { ChainView } from "../protocol.js";

/** A paragraph that explains a path in a ticket: the answer, every hop with what it asks for, and where it came from. */
export function ticketText(
  chain: ChainView,
  source: { readonly name: string; readonly link: string },
): string {
  const steps = chain.steps.map((step) => {
    const asks = step.chips.map(({ text }) => markdown(text));
    const condition = asks.length === 0 ? "without any condition" : `if ${asks.join(", and ")}`;
    return `${step.number}. ${party(step.from)} → ${party(step.to)} (${markdown(step.action)}): ${condition}.${step.session === "" ? "" : ` Session up to ${markdown(step.session)}.`}`;
  });
  const [start, end] = [chain.steps[0]?.from.name ?? "", chain.steps.at(-1)?.to.name ?? ""];
  return [
    `**${markdown(start)} can become ${markdown(end)}: ${markdown(chain.sentence)}**`,
    "",
    ...steps,
    "",
    `Found by Rolepath in ${markdown(source.name)}. ${source.link}`.trimEnd(),
    "",
  ].join("\n");
}

function party(principal: ChainView["steps"][number]["from"]): string {
  const mark = principal.admin ? " (administrator)" : "";
  return `${code(principal.idText)}${mark}`;
}

// A code span that holds backticks is fenced by one more of them. CommonMark, "Code spans".
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

// Names in sentences are anybody's: nothing in them may become a link, an image, a mention or markup.
function markdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (character) => `\\${character}`);
}
