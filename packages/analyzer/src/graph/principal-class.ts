import { tellsCallersApart } from "../decide/keys/facts.js";
import { knowledgeText } from "../decide/knowledge-text.js";
import { type SessionState, someSession } from "../decide/session.js";
import { coversAction } from "../policy/action.js";
import { conditionKeyId } from "../policy/condition.js";
import { allPolicies } from "../world/policies.js";
import type { World } from "../world/world.js";
import { answersTo, type CallerTests, callerTests, type OwnCaller } from "./caller-tests.js";
import { type PolicyShape, PolicyShapes, speaksOfEntry } from "./policy-shape.js";

/**
 * Callers whom their own side does not tell apart: same account and kind, identity policies and boundary that say the
 * same of entering roles, same answers to what these and the SCPs of the account ask, same session.
 *
 * What the trust policy of a role asks beyond that is asked for each role.
 */
export interface CallerClass {
  readonly id: number;
  /** Everything but the policies: they count as far as they may cover a role. */
  readonly situation: string;
  readonly identity: PolicyShape;
  readonly boundary: PolicyShape | null;
}

/** A class of users or roles of one account, with its members in the order of the snapshot. */
export interface PrincipalClass extends CallerClass {
  readonly account: string;
  readonly members: readonly OwnCaller[];
  /** Whether an identity policy allows the action somewhere, or is missing and may. */
  readonly mayCall: (action: string) => boolean;
}

/** Finds the class of every caller. */
export class CallerClasses {
  private readonly shapes = new PolicyShapes();
  private readonly known = new WeakMap<object, CallerClass>();
  private readonly classes = new Map<string, CallerClass>();
  private readonly tests = new Map<string, CallerTests>();
  private readonly testIds = new Map<string, number>();
  private readonly claims: CallerTests;
  private readonly byAccount = new Map<string, readonly PrincipalClass[]>();

  constructor(private readonly world: World) {
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
    const tests = this.testsOn(principal.account, identity, boundary);
    const situation = JSON.stringify([
      caller.kind,
      principal.account,
      principal.partition,
      caller.kind === "role" && caller.role.serviceLinked,
      caller.kind === "role" ? sessionText(caller.session) : "",
      // Answers to other questions may read the same.
      this.idOf(tests),
      answersTo(tests, this.world, caller),
      answersTo(this.claims, this.world, caller),
    ]);
    const key = `${identity.id} ${boundary?.id ?? "-"} ${situation}`;
    const known = this.classes.get(key);
    if (known !== undefined) return known;
    const made = { id: this.classes.size, situation, identity, boundary };
    this.classes.set(key, made);
    return made;
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

  private classify(account: string): readonly PrincipalClass[] {
    const entry = this.world.accounts.get(account);
    const members = new Map<CallerClass, OwnCaller[]>();
    const callers = new Map<string, OwnCaller>();
    // Of two that bear one ARN, as in damaged files, the first counts.
    for (const user of entry?.users ?? [])
      if (!callers.has(user.arn)) callers.set(user.arn, { kind: "user", user });
    for (const role of entry?.roles ?? [])
      if (!callers.has(role.arn)) callers.set(role.arn, { kind: "role", role, session: someSession(null) });
    for (const caller of callers.values()) {
      const own = this.of(caller);
      const list = members.get(own);
      if (list === undefined) members.set(own, [caller]);
      else list.push(caller);
    }
    return [...members].map(([own, list]) => ({
      ...own,
      account,
      members: list,
      mayCall: (action) => mayCall(list[0]!, action),
    }));
  }

  private idOf({ text }: CallerTests): number {
    const id = this.testIds.get(text) ?? this.testIds.size;
    this.testIds.set(text, id);
    return id;
  }

  private testsOn(account: string, identity: PolicyShape, boundary: PolicyShape | null): CallerTests {
    const key = `${account} ${identity.id} ${boundary?.id ?? "-"}`;
    let tests = this.tests.get(key);
    if (tests === undefined) {
      const levels = this.world.memberships.get(account)?.scps ?? [];
      const guardrails = levels.flatMap((level) =>
        level.policies.flatMap((ref) => (ref.policy?.statements ?? []).filter(speaksOfEntry)),
      );
      tests = callerTests([...identity.statements, ...(boundary?.statements ?? []), ...guardrails]);
      this.tests.set(key, tests);
    }
    return tests;
  }
}

// Without any statement that allows the action, trust in the account is of no use to the principal.
function mayCall(caller: OwnCaller, action: string): boolean {
  const { identityPolicies } = caller.kind === "user" ? caller.user : caller.role;
  return identityPolicies.some(
    (ref) =>
      ref.policy === null ||
      ref.policy.statements.some(
        (statement) => statement.effect === "Allow" && coversAction(statement, action),
      ),
  );
}

// Claims that survive go on with the session to where a later policy tests them.
function testedClaims(world: World): CallerTests {
  const keys = new Set<string>();
  for (const ref of allPolicies(world)) {
    const statements = (ref.policy?.statements ?? []).filter(speaksOfEntry);
    const tests = callerTests(statements);
    for (const key of [...tests.keys, ...tests.entries.map((entry) => conditionKeyId(entry.key))])
      if (tellsCallersApart(key) && !key.startsWith("aws:")) keys.add(key);
  }
  const sorted = [...keys].toSorted();
  return { text: sorted.join(" "), entries: [], keys: sorted, named: new Map(), sessions: new Map() };
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
