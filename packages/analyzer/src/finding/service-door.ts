import type { Evidence } from "../answer.js";
import { decide } from "../decide/decide.js";
import type { Formula } from "../decide/formula.js";
import type { Pins } from "../decide/keys/facts.js";
import type { Door } from "./door.js";
import { distinct, doorProof, guardsOf } from "./proof.js";
import type { Survey } from "./survey.js";
import { type Admitted, admitted, type Passage, passage } from "./token-door.js";

/** A door for an AWS service that lets it in on behalf of somebody nobody meant. */
export interface ServiceDoor {
  readonly door: Door;
  readonly service: string;
  readonly decision: Admitted;
  readonly passage: Passage;
}

/** An account that is not of the organization and not in the snapshot. */
export function strangeAccount(survey: Survey): string {
  const { world } = survey;
  for (let number = 0; ; number += 1) {
    const account = `8${String(number).padStart(11, "0")}`;
    if (!world.memberships.has(account) && !world.accounts.has(account)) return account;
  }
}

/** What the door says to its service when a request has the given properties; null when it does not let it in. */
export function serviceThrough(
  survey: Survey,
  door: Door,
  pins: Pins,
  demands: readonly Formula[],
): ServiceDoor | null {
  if (door.form.kind !== "service") return null;
  const service = door.form.name;
  const decision = admitted(decide(survey.world, { kind: "service", name: service }, door.target, pins));
  const found = decision === null ? null : passage(decision, demands);
  return decision === null || found === null ? null : { door, service, decision, passage: found };
}

/** The statements that let the service in, and what stands in its way. */
export function serviceProof(doors: readonly ServiceDoor[], text: string): readonly Evidence[] {
  return distinct([
    ...doors.map(({ door, passage: { way } }) => doorProof(door, way.length === 0 ? "yes" : "if", text)),
    ...doors.flatMap(({ decision }) => guardsOf(decision)),
  ]);
}
