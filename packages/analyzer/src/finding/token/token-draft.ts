import type { Severity } from "../../answer.js";
import type { Draft, Repair } from "../finding.js";
import { powerOf } from "../power/power.js";
import { judge } from "../severity.js";
import type { Survey } from "../survey/survey.js";
import { shownCaller } from "../text/example-caller.js";
import { distinct, doorProof, guardsOf } from "../text/proof.js";
import { askText, roleText } from "../text/words.js";
import type { OpenTokenDoor } from "./tokens.js";

/** What the rules on shared issuers say differently. */
export interface TokenWords {
  readonly range: readonly [Severity, Severity];
  readonly title: (door: OpenTokenDoor) => string;
  readonly why: (door: OpenTokenDoor) => string;
  readonly fix: (door: OpenTokenDoor) => string;
  readonly repair?: (doors: readonly OpenTokenDoor[]) => Repair | null;
}

/** The finding about one provider of one role; `doors` are the statements that let strangers in. */
export function tokenDraft(
  survey: Survey,
  doors: readonly OpenTokenDoor[],
  words: TokenWords,
): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.door;
  const repair = words.repair?.(doors) ?? null;
  const judgement = judge("tenants", powerOf(survey, role), words.range);
  return [
    {
      identity: [role.arn, first.provider],
      about: role,
      severity: judgement.severity,
      title: words.title(first),
      principals: [first.provider],
      evidence: distinct([
        ...doors.map(({ door, stranger }) =>
          doorProof(
            door,
            stranger.way.length === 0 ? "yes" : "if",
            `allows a token with ${claimsText(stranger.claims)}`,
          ),
        ),
        ...doors.flatMap(({ decision }) => guardsOf(decision)),
      ]),
      ...shownCaller(first.stranger.way, first.example),
      why:
        `${words.why(first)}${askText(first.stranger.way)} For example a token with ${claimsText(first.stranger.claims)} gets into ` +
        `${roleText(survey.world, role)}. ${judgement.text}`,
      fix: words.fix(first),
      ...(repair === null ? {} : { repair }),
    },
  ];
}

type Claims = OpenTokenDoor["stranger"]["claims"];

function claimsText(claims: Claims): string {
  const parts = Object.entries(claims)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([claim, value]) => `${claim} \`${Array.isArray(value) ? value.join(", ") : String(value)}\``);
  return parts.length === 0 ? "any claims" : parts.join(" and ");
}
