import type { Evidence } from "../../answer.js";
import { decide } from "../../decide/decide.js";
import type { Formula } from "../../decide/formula/formula.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Door } from "../survey/door.js";
import { perDoorClass } from "../survey/judge.js";
import type { Survey } from "../survey/survey.js";
import { distinct, doorProof, guardsOf } from "../text/proof.js";
import { type Admitted, admitted, type Passage, passage } from "../token/token-door.js";

/** A door for an AWS service that lets it in on behalf of somebody nobody meant. */
export interface ServiceDoor {
  readonly door: Door;
  readonly service: string;
  readonly decision: Admitted;
  readonly passage: Passage;
  /** Whether the passage asks nothing. */
  readonly plain: boolean;
  /** Whether some Deny is in the way and does not close it. */
  readonly guarded: boolean;
}

/** An account that is not of the organization and not in the snapshot. */
export function strangeAccount(survey: Survey): string {
  const { world } = survey;
  for (let number = 0; ; number += 1) {
    const account = `8${String(number).padStart(11, "0")}`;
    if (!world.memberships.has(account) && !world.accounts.has(account)) return account;
  }
}

/** A request of a service that nobody meant. */
export interface ServiceRequest {
  readonly pins: Pins;
  readonly demands: readonly Formula[];
}

/**
 * Asks what doors say to their service when a request has the given properties; null for one that does not let it in.
 *
 * @param requestOf the same for all doors of a class, but for the number of the account
 */
export function serviceThrough(
  requestOf: (survey: Survey, door: Door) => ServiceRequest,
): (survey: Survey, door: Door) => ServiceDoor | null {
  const outline = perDoorClass((survey, door: Door): Outline | null => {
    const found = throughDoor(survey, door, requestOf(survey, door));
    return found === null
      ? null
      : { plain: found.passage.way.length === 0, guarded: guardsOf(found.decision).length > 0 };
  });
  return (survey, door) => {
    const known = outline(survey, door);
    return known === null
      ? null
      : new AskedServiceDoor(door, known, () => throughDoor(survey, door, requestOf(survey, door)));
  };
}

interface Passed {
  readonly decision: Admitted;
  readonly passage: Passage;
}

function throughDoor(survey: Survey, door: Door, { pins, demands }: ServiceRequest): Passed | null {
  if (door.form.kind !== "service") return null;
  const caller = { kind: "service", name: door.form.name } as const;
  const decision = admitted(decide(survey.world, caller, door.target, pins));
  const found = decision === null ? null : passage(decision, demands);
  return decision === null || found === null ? null : { decision, passage: found };
}

interface Outline {
  readonly plain: boolean;
  readonly guarded: boolean;
}

// That the service gets in is known of the door's class; how, is asked when a finding shows it.
class AskedServiceDoor implements ServiceDoor {
  private made: Passed | null = null;

  constructor(
    readonly door: Door,
    private readonly outline: Outline,
    private readonly ask: () => Passed | null,
  ) {}

  get service(): string {
    return this.door.form.text;
  }

  get plain(): boolean {
    return this.outline.plain;
  }

  get guarded(): boolean {
    return this.outline.guarded;
  }

  get decision(): Admitted {
    return this.passed().decision;
  }

  get passage(): Passage {
    return this.passed().passage;
  }

  private passed(): Passed {
    this.made ??= this.ask();
    if (this.made === null) throw new Error(`${this.service} gets in at no door like this one`);
    return this.made;
  }
}

/** The statements that let the service in, and what stands in its way. */
export function serviceProof(doors: readonly ServiceDoor[], text: string): readonly Evidence[] {
  return distinct([
    ...doors.map(({ door, plain }) => doorProof(door, plain ? "yes" : "if", text)),
    ...doors.flatMap((door) => (door.guarded ? guardsOf(door.decision) : [])),
  ]);
}
