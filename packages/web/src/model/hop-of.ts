import type { CanAnswer, HopAnswer } from "@rolepath/analyzer";

/** The hop as a chain has it; null where nobody gets through. */
export function hopOf(answer: CanAnswer, from: string): HopAnswer | null {
  if (answer.verdict === "denied" || answer.verdict === "unknown") return null;
  const [hop] = answer.hops ?? [];
  return {
    ...(hop?.class === undefined ? {} : { class: hop.class }),
    from,
    to: answer.to,
    action: answer.action,
    verdict: answer.verdict,
    requires: answer.requires,
    ...(answer.witness === undefined ? {} : { witness: answer.witness }),
    maxSessionSeconds: answer.maxSessionSeconds ?? null,
  };
}
