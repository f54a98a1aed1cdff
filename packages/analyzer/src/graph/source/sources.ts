import type { Caller } from "../../decide/caller/caller.js";
import { resolveCaller } from "../../decide/caller/name.js";
import { someSession } from "../../decide/caller/session.js";
import { IDENTITY_CENTER } from "../../decide/decide.js";
import { type PrincipalForm, parseAwsPrincipal } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";
import type { CallerClasses } from "../class/caller-classes.js";
import type { PrincipalClass } from "../class/principal-class.js";
import type { TrustIndex } from "./trust-index.js";

/** Everyone who may be able to enter a role: classes as a whole, and callers that are named one by one. */
export interface Sources {
  /** Classes of single accounts. */
  readonly classes: ReadonlySet<PrincipalClass>;
  /** Whether the classes of all other accounts are among them, as far as they may call at all. */
  readonly everywhere: boolean;
  readonly callers: readonly Caller[];
  /** Whether they are the role's own, and not those of all roles of the account with its trust policy. */
  readonly ofRole: boolean;
}

const NOBODY: Sources = { classes: new Set(), everywhere: false, callers: [], ofRole: false };

/** The sources of a role, from what its trust policy names. */
export function sourcesOf(
  world: World,
  index: TrustIndex,
  classes: CallerClasses,
  role: RolePrincipal,
): Sources {
  const { forms, hints } = index.namedBy(role);
  const found = forms.map((form) => namedBy(world, classes, form, role));
  const hinted = hints.flatMap((hint) => hintedCallers(world, hint));
  const assigned = role.identityCenter ? identityCenterCallers(world, role) : [];
  return {
    classes: new Set(found.flatMap((sources) => [...sources.classes])),
    everywhere: found.some((sources) => sources.everywhere),
    callers: [...found.flatMap((sources) => sources.callers), ...hinted, ...assigned],
    ofRole: role.identityCenter && world.assignments !== null,
  };
}

/** The classes of the accounts that may call AssumeRoot. Semantics 1.8. */
export function rootTaskSources(world: World, classes: CallerClasses): Sources {
  const callers = [...world.rootAdministrators]
    .toSorted()
    .flatMap((id) => classes.inAccount(id).filter((one) => one.mayCall("sts:AssumeRoot")));
  return { ...NOBODY, classes: new Set(callers) };
}

// The people who are assigned; Identity Center as such where its assignments were not collected.
function identityCenterCallers(world: World, role: RolePrincipal): readonly Caller[] {
  if (world.assignments === null) return [{ kind: "service", name: IDENTITY_CENTER }];
  return (world.assignments.byRole.get(role.arn) ?? []).map(({ user }) => ({ kind: "sso-user", user }));
}

function namedBy(world: World, classes: CallerClasses, form: PrincipalForm, role: RolePrincipal): Sources {
  switch (form.kind) {
    case "anyone":
      // A wildcard covers everyone; those of other accounts still need an identity policy of their own.
      return {
        ...NOBODY,
        classes: new Set(classes.inAccount(role.account)),
        everywhere: true,
        callers: [{ kind: "anyone" }],
      };
    case "account":
      return world.accounts.has(form.account)
        ? { ...NOBODY, classes: new Set(callingClasses(classes, form.account)) }
        : { ...NOBODY, callers: [{ kind: "account", account: form.account }] };
    case "user":
    case "role":
    case "session":
    case "service":
    case "federated": {
      const named = resolveCaller(
        world,
        form.kind === "federated"
          ? { type: form.provider.includes(":saml-provider/") ? "saml" : "oidc", provider: form.provider }
          : form.text,
      );
      return named.kind === "caller" ? { ...NOBODY, callers: [byRole(named.caller)] } : NOBODY;
    }
    default:
      return NOBODY;
  }
}

// A session that a trust policy names is a state of its role: the role is the node.
function byRole(caller: Caller): Caller {
  return caller.kind === "role" ? { ...caller, session: someSession(null) } : caller;
}

function callingClasses(classes: CallerClasses, account: string): readonly PrincipalClass[] {
  return classes.inAccount(account).filter((one) => one.mayCall("sts:AssumeRole"));
}

// Outside accounts that a condition on the caller names are callers too.
function hintedCallers(world: World, hint: string): readonly Caller[] {
  if (/[*?$]/.test(hint)) return [];
  const form = parseAwsPrincipal(hint);
  if (form.kind === "account")
    return world.accounts.has(form.account) ? [] : [{ kind: "account", account: form.account }];
  if ((form.kind !== "user" && form.kind !== "role") || world.accounts.has(form.account)) return [];
  const named = resolveCaller(world, form.arn);
  return named.kind === "caller" ? [named.caller] : [];
}
