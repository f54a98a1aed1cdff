import { linesIn } from "@rolepath/snapshot";
import { perSurvey, type Survey } from "./survey.js";

/** Where accounts stand: `low` is for trying things out, `high` is what those must not reach, `middle` neither. */
export type Environment = "low" | "middle" | "high";

const LOW: ReadonlySet<string> = new Set([
  "sandbox",
  "sandboxes",
  "sdlc",
  "dev",
  "devs",
  "develop",
  "development",
  "developers",
  "test",
  "tests",
  "testing",
  "playground",
  "experiment",
  "experiments",
  "lab",
  "labs",
  "training",
  "nonprod",
  "nonproduction",
]);
const MIDDLE: ReadonlySet<string> = new Set([
  "preprod",
  "preproduction",
  "prestage",
  "staging",
  "stage",
  "qa",
  "uat",
  "integration",
  "acceptance",
]);
const HIGH: ReadonlySet<string> = new Set(["prod", "production", "live", "security", "audit"]);
const TAG = /^(env|environment|stage)$/i;

/**
 * The environment of each account that says one, by what says most: a tag `environment` of the account, else the names
 * of its units from the nearest to the root, else its own name or alias.
 */
export const environments = perSurvey(({ snapshot, world }: Survey): ReadonlyMap<string, Environment> => {
  const found = new Map<string, Environment>();
  const { organization } = snapshot;
  const units = new Map((organization?.OrganizationalUnits ?? []).map((unit) => [unit.Id, unit]));
  const lineOf = linesIn(organization);
  const members = new Map((organization?.Accounts ?? []).map((account) => [account.Id, account]));
  for (const id of new Set([...members.keys(), ...world.accounts.keys()])) {
    const member = members.get(id);
    const texts = (member?.Tags ?? []).filter(({ Key }) => TAG.test(Key)).map(({ Value }) => Value);
    for (const above of lineOf(id).toReversed()) texts.push(units.get(above)?.Name ?? "");
    texts.push(member?.Name ?? world.accounts.get(id)?.name ?? "");
    const environment = texts.map(environmentOf).find((one) => one !== null);
    if (environment !== undefined && environment !== null) found.set(id, environment);
  }
  return found;
});

/** What a name says; of words of several kinds the lowest counts. */
export function environmentOf(name: string): Environment | null {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  const pairs = words.map((word, index) => word + (words[index + 1] ?? ""));
  const all = [...words, ...pairs];
  if (all.some((word) => LOW.has(word))) return "low";
  if (all.some((word) => MIDDLE.has(word))) return "middle";
  return words.some((word) => HIGH.has(word)) ? "high" : null;
}
