import type { Evidence } from "../answer.js";
import type { Draft } from "./finding.js";
import { distinct, doorProof, guardsOf } from "./proof.js";
import type { Passage, TokenDoor } from "./token-door.js";

/** A door with a token that should not get through and does. */
export interface OpenDoor {
  readonly token: TokenDoor;
  readonly passage: Passage;
}

/** The statements that let such tokens in, and what stands in their way. */
export function tokenProof(doors: readonly OpenDoor[], text: string): readonly Evidence[] {
  return distinct([
    ...doors.map(({ token, passage }) =>
      doorProof(token.door, passage.way.length === 0 ? "yes" : "if", text),
    ),
    ...doors.flatMap(({ token }) => guardsOf(token.decision)),
  ]);
}

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
