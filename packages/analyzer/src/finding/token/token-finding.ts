import type { Evidence } from "../../answer.js";
import type { Draft } from "../finding.js";
import { perDoorClass } from "../survey/judge.js";
import type { Survey } from "../survey/survey.js";
import { distinct, doorProof, guardsOf } from "../text/proof.js";
import type { Passage, TokenDoor } from "./token-door.js";

/** A door with a token that should not get through and does. */
export interface OpenDoor {
  readonly token: TokenDoor;
  readonly passage: Passage;
  /** Whether the passage asks nothing, where that is known without looking for it. */
  readonly plain?: boolean;
}

/** The statements that let such tokens in, and what stands in their way. */
export function tokenProof(survey: Survey, doors: readonly OpenDoor[], text: string): readonly Evidence[] {
  return distinct([
    ...doors.map((open) =>
      doorProof(open.token.door, (open.plain ?? open.passage.way.length === 0) ? "yes" : "if", text),
    ),
    ...doors.flatMap(({ token }) => (isGuarded(survey, token) ? guardsOf(token.decision) : [])),
  ]);
}

const isGuarded = perDoorClass((_survey, { decision }: TokenDoor): boolean => guardsOf(decision).length > 0);

/** The parts of a draft that show who gets in. */
export function shownPassage({ way, example }: Passage): Pick<Draft, "requires" | "example"> {
  return { ...(way.length === 0 ? {} : { requires: way }), example };
}

/** The claims that a token of the example must have, as a person would write them. */
export function claimText({ token, passage }: OpenDoor, claims: readonly string[]): string {
  const context = new Map(
    Object.entries(passage.example.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return claims
    .flatMap((claim) => {
      const value = context.get(`${token.host}:${claim}`);
      return typeof value === "string" ? [`${claim} \`${value}\``] : [];
    })
    .join(" and ");
}
