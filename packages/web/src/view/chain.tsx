import type { ChainView } from "../protocol.js";
import { titleText } from "../text.js";
import { KindIcon } from "./icon.js";
import { LongText, RouteLink, Star } from "./parts.js";

/** A chain as one card: who, through whom, to whom; a link to its view unless there is none. */
export function ChainCard({
  chain,
  linked = true,
}: {
  readonly chain: ChainView;
  readonly linked?: boolean;
}) {
  const principals = [
    ...chain.steps.slice(0, 1).map((step) => step.from),
    ...chain.steps.map((step) => step.to),
  ];
  const card = (
    <>
      <ol class="chain-line">
        {principals.map((principal, index) => (
          <li key={principal.id} class={chain.steps[index]?.verdict} title={titleText(principal.full)}>
            <KindIcon kind={principal.icon} size={20} />
            <span class="chain-words">
              <span class="chain-name">
                {principal.admin && <Star />}
                <LongText text={principal.name} max={44} />
              </span>
              <span class="chain-place">
                <LongText text={principal.place} max={36} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      <span class="chain-sentence">{chain.sentence}</span>
    </>
  );
  return linked ? (
    <RouteLink to={chain.go} class="chain-card">
      {card}
    </RouteLink>
  ) : (
    <div class="chain-card">{card}</div>
  );
}
