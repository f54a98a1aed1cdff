import type { Caller } from "../../decide/caller/caller.js";
import type { Decision } from "../../decide/decide.js";
import { coversAction } from "../../policy/action.js";
import type { ConditionEntry } from "../../policy/condition.js";
import type { Statement } from "../../policy/document.js";
import type { PrincipalForm } from "../../policy/principal.js";
import type { RolePrincipal } from "../../world/entity.js";
import { withPolicy } from "../../world/policy-ref.js";
import type { World } from "../../world/world.js";
import { type Door, StatementSet } from "../survey/door.js";
import { callerAt } from "../survey/door-caller.js";
import { hopsThrough } from "../survey/hop-sources.js";
import { perDoorClass } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { sharedIssuer } from "../token/issuer.js";
import { admitted } from "../token/token-door.js";
import { tokenDecision } from "../token/tokens.js";
import { danglingDoors } from "./dangling.js";
import { withoutWildcards } from "./filled.js";
import { mfaMisuses } from "./mfa.js";
import { accountOfForm } from "./outsider.js";

/** An Allow statement of a trust policy that no request satisfies. */
export interface DeadStatement {
  readonly role: RolePrincipal;
  readonly statement: Statement;
  readonly doors: readonly Door[];
  /**
   * `conditions`: they contradict each other or the call; `star`: a `*` in the subject of a token is taken as it is;
   * `action`: it is not the call that its principals make; `partition`: they are of another partition than the role,
   * into which no call leads.
   */
  readonly kind: "conditions" | "star" | "action" | "partition";
}

const ENTRIES = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/** Every statement that names somebody and lets nobody in, whatever is sent, and whatever else is allowed or denied. */
export const deadStatements = perSurvey((survey: Survey): readonly DeadStatement[] => {
  const inVain = new StatementSet(mfaMisuses(survey).map(({ door }) => door));
  const gone = new Set(danglingDoors(survey).map(({ door }) => door));
  return byStatement(survey.doors).flatMap((doors): readonly DeadStatement[] => {
    const [door] = doors;
    if (door === undefined) return [];
    const { statement } = door;
    const entry = ENTRIES.some((action) => coversAction(statement, action));
    if (!entry || inVain.has(door) || !namesReadable(statement)) return [];
    if (doors.every((one) => gone.has(one))) return [];
    const kind = doors.every((one) => survey.classes.of(one) !== null)
      ? faultOfClass(survey, { door, doors })
      : faultOf(survey, statement, doors);
    return kind === null ? [] : [{ role: door.role, statement, doors, kind }];
  });
});

// Doors come role by role, and statement by statement.
function byStatement(doors: readonly Door[]): readonly (readonly Door[])[] {
  const groups: Door[][] = [];
  for (const door of doors) {
    const last = groups.at(-1);
    if (last?.[0]?.role === door.role && last[0].statement === door.statement) last.push(door);
    else groups.push([door]);
  }
  return groups;
}

// The doors of one statement are of the same classes as those of another as soon as the first ones are.
const faultOfClass = perDoorClass(
  (survey, { door, doors }: { readonly door: Door; readonly doors: readonly Door[] }) =>
    faultOf(survey, door.statement, doors),
);

function faultOf(survey: Survey, statement: Statement, doors: readonly Door[]): DeadStatement["kind"] | null {
  if (doors.every(isElsewhere)) return "partition";
  // Whatever it asks.
  const action = actionFault(doors);
  if (action !== null) return action;
  if (statement.conditions.length === 0 || !isJudged(survey, statement)) return null;
  if (statement.conditions.some((entry) => asksForStar(entry, doors))) return "star";
  // Whom the graph lets in under guardrails gets in without them.
  if (doors.some((door) => hopsThrough(survey, door).length > 0)) return null;
  if (doors.some((door) => !isElsewhere(door) && getsIn(survey, door))) return null;
  return doors.some((door) => enters(survey, door, unconditional)) ? "conditions" : null;
}

// Subjects of these issuers are made of names and ids that cannot hold a star; of others nobody knows.
function asksForStar(entry: ConditionEntry, doors: readonly Door[]): boolean {
  const exact = entry.comparison === "StringEquals" || entry.comparison === "StringEqualsIgnoreCase";
  if (!exact || entry.negated || entry.ifExists || entry.values.length === 0) return false;
  return (
    entry.values.every(({ source }) => source.includes("*")) &&
    doors.every(({ form }) => {
      const host = form.kind === "federated" ? hostOf(form.provider) : "";
      const known = sharedIssuer(host) !== null || host.startsWith("oidc.eks.");
      return known && entry.keyId === `${host}:sub`;
    })
  );
}

function formsOf(statement: Statement): readonly PrincipalForm[] {
  return statement.principals ?? [{ kind: "anyone" as const, text: "NotPrincipal" }];
}

// A service may pass where nobody else does, and what a wildcard means for tokens AWS does not say.
function namesReadable(statement: Statement): boolean {
  const forms = formsOf(statement);
  if (forms.some((form) => form.kind === "service" || form.kind === "unreadable" || form.kind === "id"))
    return false;
  const wild = forms.some((form) => form.kind === "anyone");
  return !wild || !ENTRIES.slice(1).some((action) => coversAction(statement, action));
}

function isJudged({ world }: Survey, statement: Statement): boolean {
  const forms = formsOf(statement);
  return statement.conditions.every(
    ({ keyId }) =>
      isClaim(keyId, forms) ||
      (SETTLED.test(keyId) && (world.organizationKnown || !/org(id|paths)$/.test(keyId))),
  );
}

// Keys of which it is known who can have them; what sessions bring along from elsewhere (`aws:SourceIdentity`, claims,
// keys of services) is not.
const SETTLED =
  /^(sts:(externalid|rolesessionname|sourceidentity|transitivetagkeys)|aws:(sourceip|sourcevpc|sourcevpce|vpcsourceip|currenttime|epochtime|principal(arn|account|orgid|orgpaths|type)|principaltag\/.*|userid|username|multifactorauth(present|age)|requesttag\/.*|tagkeys|useragent|referer|requestedregion|securetransport|resource(account|orgid|orgpaths)))$/;

// Keys of another issuer than the token's have a rule of their own.
function isClaim(keyId: string, forms: readonly PrincipalForm[]): boolean {
  return forms.every(
    (form) =>
      form.kind === "federated" &&
      (form.provider.includes(":saml-provider/")
        ? keyId.startsWith("saml:")
        : keyId.startsWith(`${hostOf(form.provider)}:`)),
  );
}

function hostOf(provider: string): string {
  return provider.replace(/^.*:oidc-provider\//, "").toLowerCase();
}

// Without its conditions it lets nobody in either: a provider under AssumeRole, a role under AssumeRoleWithSAML.
function actionFault(doors: readonly Door[]): "action" | null {
  return doors.every(({ form, statement }) => {
    const action = actionOfForm(form);
    return action !== null && !coversAction(statement, action);
  })
    ? "action"
    : null;
}

function actionOfForm(form: PrincipalForm): string | null {
  if (form.kind !== "federated") return accountOfForm(form) === null ? null : "sts:AssumeRole";
  return form.provider.includes(":saml-provider/")
    ? "sts:AssumeRoleWithSAML"
    : "sts:AssumeRoleWithWebIdentity";
}

function isElsewhere({ form, role }: Door): boolean {
  const partition = /^arn:([^:]+):/.exec(form.text)?.[1];
  return partition !== undefined && partition !== role.partition;
}

type Change = (statement: Statement) => Statement;
const asItIs: Change = (statement) => statement;
const unconditional: Change = (statement) => ({ ...statement, conditions: [] });

// What gets in past guardrails and denials, or with one of the values that are let in, gets in without them and with
// all values: that is told sooner than what the whole statement takes.
function getsIn(survey: Survey, door: Door): boolean {
  return hasTokenIn(survey, door) || entersWithOneValue(survey, door) || enters(survey, door, asItIs);
}

function hasTokenIn(survey: Survey, door: Door): boolean {
  const { form } = door;
  if (form.kind !== "federated" || form.provider.includes(":saml-provider/")) return false;
  const decision = tokenDecision(survey, door, form.provider);
  return decision !== null && admitted(decision) !== null;
}

function entersWithOneValue(survey: Survey, door: Door): boolean {
  const filled = door.statement.conditions.map(withoutWildcards);
  if (filled.every((entry, index) => entry === door.statement.conditions[index])) return false;
  return enters(survey, door, (statement) => ({ ...statement, conditions: filled }), isProof);
}

const isProof = (decision: Decision): boolean => admitted(decision) !== null;

// The statement alone, in a world without guardrails, for whoever could be meant.
function enters(
  survey: Survey,
  door: Door,
  change: Change,
  counts: (decision: Decision) => boolean = ({ kind }) => kind !== "denied",
): boolean {
  const statements = (door.target.trust.policy?.statements ?? []).flatMap(
    (statement): readonly Statement[] => {
      if (statement.index === door.statement.index) return [change(statement)];
      return statement.effect === "Deny" ? [] : [statement];
    },
  );
  const target: RolePrincipal = {
    ...door.target,
    trust: withPolicy(door.target.trust, { statements, notes: [] }),
  };
  const world = unguarded(survey);
  for (const caller of callersFor(survey, door))
    if (counts(knock(survey, { ...door, target }, caller, world))) return true;
  return false;
}

// For a wildcard everyone, until somebody gets in: strangers, then the accounts that are known.
function* callersFor(survey: Survey, door: Door): Generator<Caller> {
  const account = accountOfForm(door.form);
  if (account !== null) {
    // Whoever the account's administrator could create, a principal of that name among them.
    yield { kind: "account", account };
    return;
  }
  const named = callerAt(survey, door);
  if (named !== null) yield named;
  if (door.form.kind !== "anyone") return;
  const { memberships, accounts } = survey.world;
  for (const id of new Set([door.role.account, ...memberships.keys(), ...accounts.keys()]))
    yield { kind: "account", account: id };
}

/** The world without SCPs and RCPs, in which every provider may exist. */
const unguarded = perSurvey(
  ({ world, graph }: Survey): World => ({ ...world, ...withoutGuards(graph.world) }),
);

const known = new WeakMap<World, Pick<World, "memberships" | "accounts">>();

// What is tried out on a trust policy changes nothing of this.
function withoutGuards(world: World): Pick<World, "memberships" | "accounts"> {
  const found = known.get(world) ?? {
    memberships: new Map(
      [...world.memberships].map(([id, membership]) => [id, { ...membership, scps: [], rcps: [] }]),
    ),
    accounts: new Map([...world.accounts].map(([id, entry]) => [id, { ...entry, providers: null }])),
  };
  known.set(world, found);
  return found;
}
