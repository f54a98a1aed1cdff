import { BUILT_IN_PROVIDERS, type Caller } from "../../decide/caller/caller.js";
import { resolveCaller } from "../../decide/caller/name.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { AccountEntry } from "../../world/account.js";
import { shutAs } from "../../world/organization.js";
import type { Door } from "../survey/door.js";
import { unlessNothing } from "../survey/judge.js";
import { Overlay } from "../survey/overlay.js";
import { knock, perGraph, perSurvey, type Survey } from "../survey/survey.js";

/** A principal that a trust policy names and that is not there. */
export interface DanglingDoor {
  readonly door: Door;
  /** As the policy names it. */
  readonly name: string;
  readonly kind: "id" | "principal" | "provider" | "account";
  /** What is gone, for a sentence. */
  readonly what: string;
}

/** Every principal that is gone. Only what was collected can be missed. */
export const danglingDoors = perSurvey((survey: Survey): readonly DanglingDoor[] =>
  survey.doors.flatMap((door) => danglingAt(survey, door) ?? []),
);

function danglingAt(survey: Survey, door: Door): DanglingDoor | null {
  const { form } = door;
  switch (form.kind) {
    case "id":
      return isAlive(survey, form.text)
        ? null
        : {
            door,
            name: form.text,
            kind: "id",
            what: "the unique id of a user or role that has been deleted",
          };
    case "user":
    case "role":
    case "session":
      return closedAccount(survey, door, form.account, form.text) ?? missingPrincipal(survey, door, form);
    case "account":
      return closedAccount(survey, door, form.account, form.account);
    case "federated":
      return isComplete(survey, door.role.account) ? missingProvider(survey, door) : null;
    default:
      return null;
  }
}

function isAlive(survey: Survey, id: string): boolean {
  if (/^A(ID|RO)A/.test(id)) return uniqueIds(survey).has(id);
  const named = resolveCaller(survey.world, id);
  return named.kind === "caller";
}

const uniqueIds = perGraph(
  ({ world }: Survey): ReadonlySet<string> =>
    new Set([...world.users.values(), ...world.roles.values()].map(({ uniqueId }) => uniqueId)),
);

function closedAccount(survey: Survey, door: Door, account: string, name: string): DanglingDoor | null {
  const shut = shutAs(survey.world.memberships.get(account));
  if (shut === null) return null;
  return { door, name, kind: "account", what: `a principal of account ${account}, which is ${shut}` };
}

// An account of which not one user is known may have been collected without its users, and so for roles.
function missingPrincipal(
  survey: Survey,
  door: Door,
  form: PrincipalForm & { readonly kind: "user" | "role" | "session" },
): DanglingDoor | null {
  const { world } = survey;
  const entry = world.accounts.get(form.account);
  if (entry === undefined || !isComplete(survey, form.account)) return null;
  const found: DanglingDoor = {
    door,
    name: form.text,
    kind: "principal",
    what: `a ${form.kind === "user" ? "user" : "role"} that account ${form.account} does not have`,
  };
  switch (form.kind) {
    case "user":
      return entry.users.length === 0 || world.users.has(form.arn) ? null : found;
    case "role":
      return world.roles.has(form.arn) ? null : found;
    case "session":
      return world.rolesByName.has(`${form.account}/${form.roleName}`) ? null : found;
  }
}

function isComplete(survey: Survey, account: string): boolean {
  return survey.snapshot.manifest.accounts?.[account]?.error === undefined;
}

// Only where it would let somebody in if it were there: otherwise the statement is dead in more than one way.
const missingProvider = unlessNothing((survey, door: Door): DanglingDoor | null => {
  if (door.form.kind !== "federated") return null;
  const { provider } = door.form;
  const { world } = survey;
  const entry = world.accounts.get(door.role.account);
  const providers = entry?.providers ?? null;
  if (entry === undefined || providers === null || BUILT_IN_PROVIDERS.has(provider)) return null;
  const saml = provider.includes(":saml-provider/");
  if (saml ? providers.saml.has(provider) : providers.oidc.has(provider)) return null;
  const named = resolveCaller(world, { type: saml ? "saml" : "oidc", provider });
  if (named.kind !== "caller" || accountOfProvider(named.caller) !== door.role.account) return null;
  const restored: AccountEntry = {
    ...entry,
    providers: saml
      ? { ...providers, saml: new Set([...providers.saml, provider]) }
      : { ...providers, oidc: new Overlay(providers.oidc, [[provider, null]]) },
  };
  const decision = knock(survey, door, named.caller, {
    ...world,
    accounts: new Overlay(world.accounts, [[entry.id, restored]]),
  });
  if (decision.kind !== "allowed" && decision.kind !== "conditional") return null;
  return {
    door,
    name: provider,
    kind: "provider",
    what: `the ${saml ? "SAML" : "OIDC"} provider ${provider.slice(provider.indexOf("/") + 1)}, which the account does not have`,
  };
});

function accountOfProvider(caller: Caller): string | null {
  return caller.kind === "federated" ? caller.account : null;
}
