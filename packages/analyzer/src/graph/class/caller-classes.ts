import { bySomeSession, type Caller, type OwnCaller } from "../../decide/caller/caller.js";
import type { SessionState } from "../../decide/caller/session.js";
import { knowledgeText } from "../../decide/domain/knowledge-text.js";
import { covering } from "../../policy/action.js";
import { PerPair } from "../../policy/per-pair.js";
import type { RolePrincipal } from "../../world/entity.js";
import { policiesOfEntry } from "../../world/policies.js";
import type { World } from "../../world/world.js";
import { type AccountContext, AccountContexts } from "../shape/account-context.js";
import { answersTo, type CallerTests, callerTests, ownKeysOf, valueTests } from "../shape/caller-tests.js";
import { Ids } from "../shape/ids.js";
import { type PolicyShape, PolicyShapes, speaksOfEntry } from "../shape/policy-shape.js";
import { ClassesByTarget } from "./classes-by-target.js";
import { Group } from "./group.js";
import type { CallerClass, PrincipalClass } from "./principal-class.js";

/** Finds the class of every caller. */
export class CallerClasses {
  private readonly shapes = new PolicyShapes();
  readonly contexts: AccountContexts;
  private readonly known = new WeakMap<object, CallerClass>();
  private readonly classes = new Map<string, CallerClass>();
  private readonly situations = new Ids();
  private readonly tests = new PerPair<AccountContext, string, CallerTests>();
  private readonly testTexts = new Ids();
  private readonly claims: CallerTests;
  private readonly byAccount = new Map<string, readonly PrincipalClass[]>();
  private overAll: ClassesByTarget | null = null;

  constructor(private readonly world: World) {
    this.contexts = new AccountContexts(world, this.shapes);
    this.claims = testedClaims(world);
  }

  /** The class of a user, or of a role in the state of its session. */
  of(caller: OwnCaller): CallerClass {
    const owner =
      caller.kind === "user" ? caller.user : isSomeSession(caller.session) ? caller.role : caller.session;
    let found = this.known.get(owner);
    if (found === undefined) {
      found = this.find(caller);
      this.known.set(owner, found);
    }
    return found;
  }

  private find(caller: OwnCaller): CallerClass {
    const principal = caller.kind === "user" ? caller.user : caller.role;
    const identity = this.shapes.of(principal.identityPolicies);
    const boundary = principal.boundary === null ? null : this.shapes.of([principal.boundary]);
    const context = this.contexts.of(principal.account);
    const tests = this.testsOn(context, identity, boundary);
    const session =
      caller.kind === "role"
        ? `${caller.role.serviceLinked ? "linked" : ""} ${sessionText(caller.session)}`
        : "";
    // Answers to other questions may read the same.
    const answers = `${this.testTexts.of(tests.text)} ${answersTo(tests, this.world, caller)}`;
    const claims = answersTo(this.claims, this.world, caller);
    const text = `${caller.kind} ${context.id} ${principal.partition} ${session}\n${answers}\n${claims}`;
    const situation = String(this.situations.of(text));
    const key = `${identity.id} ${boundary?.id ?? "-"} ${situation}`;
    const known = this.classes.get(key);
    if (known !== undefined) return known;
    const made = { id: this.classes.size, situation, identity, boundary, context };
    this.classes.set(key, made);
    return made;
  }

  /** Whether the caller is among the classes over all accounts. */
  mayCallFromAfar(caller: OwnCaller): boolean {
    return mayCall(caller, "sts:AssumeRole");
  }

  /** The name of the caller's class in its account. */
  keyIn(caller: OwnCaller): string {
    const { account } = caller.kind === "user" ? caller.user : caller.role;
    return classKey(this.of(caller), account);
  }

  /** The classes of the users and roles of a collected account, each role by some session. */
  inAccount(account: string): readonly PrincipalClass[] {
    let classes = this.byAccount.get(account);
    if (classes === undefined) {
      classes = this.classify(account);
      this.byAccount.set(account, classes);
    }
    return classes;
  }

  /** The classes of all accounts together, of those whose identity policies may allow them to assume the role. */
  callersFromAfar(role: RolePrincipal): readonly PrincipalClass[] {
    this.overAll ??= new ClassesByTarget(this.overAccounts());
    return this.overAll.into(role);
  }

  // Statements about the roles of the caller's own account say nothing of roles elsewhere.
  private overAccounts(): readonly PrincipalClass[] {
    const members = new Map<string, Map<string, Caller>>();
    const found = new Map<string, Omit<PrincipalClass, "group">>();
    for (const account of this.world.accounts.keys())
      for (const one of this.inAccount(account)) {
        if (!one.mayCall("sts:AssumeRole")) continue;
        const identity = this.shapes.outside(one.identity, account);
        const boundary = one.boundary === null ? null : this.shapes.outside(one.boundary, account);
        const key = `class ${identity.id} under ${boundary?.id ?? "nothing"} in ${one.situation}`;
        const all = members.get(key) ?? new Map<string, Caller>();
        for (const [id, caller] of one.group.members) all.set(id, caller);
        members.set(key, all);
        if (!found.has(key)) found.set(key, { ...one, key, account: null, identity, boundary });
      }
    return [...found].map(([key, one]) => ({ ...one, group: Group.of(members.get(key)!) }));
  }

  private classify(account: string): readonly PrincipalClass[] {
    const entry = this.world.accounts.get(account);
    const members = new Map<CallerClass, Map<string, OwnCaller>>();
    const add = (arn: string, caller: OwnCaller): void => {
      const own = this.of(caller);
      const list = members.get(own);
      if (list === undefined) members.set(own, new Map([[arn, caller]]));
      else list.set(arn, caller);
    };
    for (const user of entry?.users ?? []) add(user.arn, { kind: "user", user });
    for (const role of entry?.roles ?? []) add(role.arn, bySomeSession(role));
    return [...members].map(([own, list]) => ({
      ...own,
      key: classKey(own, account),
      account,
      group: Group.of(list),
      mayCall: remembered((action) => mayCall(list.values().next().value!, action)),
    }));
  }

  private testsOn(context: AccountContext, identity: PolicyShape, boundary: PolicyShape | null): CallerTests {
    return this.tests.of(context, `${identity.id} ${boundary?.id ?? "-"}`, () => {
      const shapes = [identity, ...(boundary === null ? [] : [boundary]), ...context.scps];
      return callerTests(shapes.flatMap((shape) => shape.statements));
    });
  }
}

function classKey(own: CallerClass, account: string): string {
  return `class ${own.id} in ${account}`;
}

function remembered(answer: (question: string) => boolean): (question: string) => boolean {
  const known = new Map<string, boolean>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined) return before;
    const made = answer(question);
    known.set(question, made);
    return made;
  };
}

// Without any statement that allows the action, trust in the account is of no use to the principal.
function mayCall(caller: OwnCaller, action: string): boolean {
  const { identityPolicies } = caller.kind === "user" ? caller.user : caller.role;
  return identityPolicies.some(
    (ref) => ref.policy === null || covering(ref.policy, "Allow", action).length > 0,
  );
}

// Claims that survive go on with the session to where a later policy tests them.
function testedClaims(world: World): CallerTests {
  const keys = new Set<string>();
  for (const policy of policiesOfEntry(world))
    for (const statement of policy.statements)
      if (speaksOfEntry(statement))
        for (const key of ownKeysOf(statement)) if (!key.startsWith("aws:")) keys.add(key);
  return valueTests([...keys].toSorted());
}

/** What a session carries beside its name and tags, which count where they are tested. */
function sessionText(session: SessionState): string {
  if (isSomeSession(session)) return "";
  const carried = [...session.fixed]
    .filter(([key]) => key !== "aws:userid" && !key.startsWith("aws:principaltag/"))
    .map(([key, knowledge]) => `${key}=${knowledgeText(knowledge)}`)
    .toSorted();
  return JSON.stringify([session.complete, session.inheritsTags, carried]);
}

function isSomeSession(session: SessionState): boolean {
  return !session.complete && !session.inheritsTags && session.fixed.size === 0;
}
