import type { Requirement } from "../../answer.js";
import type { RolePrincipal } from "../../world/entity.js";
import { vendorOf } from "../../world/vendor/vendor.js";
import { perSurvey, type Survey } from "../survey/survey.js";
import { bindingOf } from "./binding.js";
import { boundGroups, type OutsiderDoor } from "./outsider.js";

/** Shorter ones are tried out in no time; AWS asks for two characters, vendors give sixteen and more. */
const LENGTH_MIN = 8;

/** The doors of one outsider whose external id is easily guessed or not his alone. */
export interface WeakExternalId {
  readonly doors: readonly OutsiderDoor[];
  /** What is wrong with the ids, each in a clause. */
  readonly faults: readonly string[];
}

/** Every role and outsider whose external id binds, but weakly. */
export const weakExternalIds = perSurvey((survey: Survey): readonly WeakExternalId[] =>
  boundGroups(survey).flatMap((group) => {
    const doors = group.filter((door) => faultsAt(survey, door).length > 0);
    const faults = [...new Set(doors.flatMap((door) => faultsAt(survey, door)))];
    return faults.length === 0 ? [] : [{ doors, faults }];
  }),
);

function faultsAt(survey: Survey, door: OutsiderDoor): readonly string[] {
  return idsOf(door).flatMap((id) => faultOf(survey, door, id) ?? []);
}

// Every value that gets somebody in counts: the weakest is the one that is tried.
function idsOf({ bound }: OutsiderDoor): readonly string[] {
  return [
    ...new Set(
      bound
        .flat()
        .filter(asksForId)
        .flatMap(({ values }) => values),
    ),
  ];
}

function asksForId(requirement: Requirement): boolean {
  return bindingOf(requirement) === "external-id";
}

function faultOf(survey: Survey, { role, party }: OutsiderDoor, id: string): string | null {
  const fixed = id.replaceAll(/[*?]/g, "");
  if (fixed.length < LENGTH_MIN)
    return fixed === id
      ? `\`${id}\` has only ${id.length} characters`
      : `the pattern \`${id}\` fixes only ${fixed.length} character${fixed.length === 1 ? "" : "s"}`;
  const owner = whoseName(survey, role, party, id);
  if (owner !== null) return `\`${id}\` is ${owner}, which is no secret`;
  const others = partiesById(survey)
    .get(id)
    ?.filter((other) => other !== party && !areOne(survey, party, other));
  const [other] = others ?? [];
  return other === undefined ? null : `\`${id}\` is asked of account ${other} too`;
}

// What everybody knows who knows the role.
function whoseName({ world }: Survey, role: RolePrincipal, party: string, id: string): string | null {
  if (id === role.account) return "the id of the role's own account";
  if (id === party) return "the id of the account that is let in";
  if (world.accounts.has(id) || world.memberships.has(id)) return "the id of an account of yours";
  if (id === world.organizationId) return "the id of the organization";
  if (id.toLowerCase() === role.name.toLowerCase() || id === role.arn) return "the name of the role";
  return null;
}

/** The outsiders who are asked for each external id, sorted. */
const partiesById = perSurvey((survey: Survey): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>();
  for (const door of boundGroups(survey).flat())
    for (const id of idsOf(door)) found.set(id, (found.get(id) ?? new Set()).add(door.party));
  return new Map([...found].map(([id, parties]) => [id, [...parties].toSorted()]));
});

// Accounts of one vendor, by the list or because one statement lets both in.
function areOne(survey: Survey, party: string, other: string): boolean {
  const vendor = vendorOf(party);
  if (vendor !== null && vendor === vendorOf(other)) return true;
  const statements = (account: string): ReadonlySet<unknown> =>
    new Set(
      boundGroups(survey)
        .flat()
        .flatMap((door) => (door.party === account ? [door.door.statement] : [])),
    );
  const own = statements(party);
  return [...statements(other)].some((statement) => own.has(statement));
}
