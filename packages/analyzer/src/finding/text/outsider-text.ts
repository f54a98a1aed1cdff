import type { Evidence } from "../../answer.js";
import { vendorOf } from "../../world/vendor/vendor.js";
import { isBound } from "../door/binding.js";
import type { OutsiderDoor } from "../door/outsider.js";
import type { Survey } from "../survey/survey.js";
import { asksForMfa, easiest } from "../survey/way.js";
import { exampleCaller, shownCaller } from "./example-caller.js";
import { distinct, doorProof, guardsOf } from "./proof.js";

/** Why an outsider has a harder time than it seems. */
export function outsiderRelief(survey: Survey, doors: readonly OutsiderDoor[]): string | null {
  const ways = doors.flatMap((door) => door.ways);
  if (ways.every((way) => isBound(way, new Set(["network"])))) return "only one network is let in";
  if (ways.every(asksForMfa)) return "MFA is asked for";
  return survey.world.organizationKnown ? null : "the account may be one of your own";
}

/** The easiest way in for the outsider, with a request that takes it. */
export function outsiderCaller(doors: readonly OutsiderDoor[]): ReturnType<typeof shownCaller> {
  const way = easiest(doors.flatMap((door) => door.ways));
  const entry = doors.find((door) => door.ways.includes(way));
  return shownCaller(way, entry === undefined ? null : exampleCaller(entry.decision, way));
}

/** Whose account it is, as far as the public list tells, after "which is …". */
export function ownerText(party: string): string {
  if (party.startsWith("o-")) return "";
  const vendor = vendorOf(party);
  return vendor === null ? " and on no list of known vendors" : ` and publicly known as ${vendor}'s`;
}

/** Whether AWS itself owns the account, and runs a service from it. */
export function isAwsOwn(party: string): boolean {
  return vendorOf(party)?.startsWith("AWS ") ?? false;
}

/** The statements that let outsiders in, and what stands in their way. */
export function outsiderProof(doors: readonly OutsiderDoor[]): readonly Evidence[] {
  return distinct([
    ...doors.map(({ door, ways, principal }) => {
      const way = easiest(ways);
      const open = way.length === 0;
      return doorProof(
        door,
        open ? "yes" : "if",
        `allows ${principal}${open ? "" : `, if ${way.map(({ text }) => text).join(" and ")}`}`,
      );
    }),
    ...doors.flatMap(({ decision }) => guardsOf(decision)),
  ]);
}
