import { type HopAnswer, howToUse } from "@rolepath/analyzer";
import type { UseView } from "../protocol.js";
import { shown } from "../text.js";

/** Only the sign-in pages of AWS may become a link; the engine makes no other, and nothing else gets past here. */
const signIn = /^https:\/\/signin\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\/switchrole\?/;

/** How hops are walked: CLI profiles, commands, and the links that switch roles. */
export function useView(hops: readonly HopAnswer[]): UseView {
  const answer = howToUse(hops);
  return {
    config: answer.config,
    commands: answer.commands,
    console: answer.hops.flatMap(({ hop, console }) =>
      console !== null && signIn.test(console) ? [{ hop, url: console }] : [],
    ),
    remarks: answer.hops.flatMap(({ hop, remarks }) =>
      remarks.map((text) => shown(hops.length > 1 ? `hop ${hop}: ${text}` : text)),
    ),
  };
}
