import type { Caller } from "../../decide/caller/caller.js";
import { type Decision, decide } from "../../decide/decide.js";
import { parseCidr } from "../../decide/domain/ip.js";
import { factsFor, type Pins } from "../../decide/keys/facts.js";
import type { ConditionEntry } from "../../policy/condition.js";
import { withStatements } from "../../policy/document.js";
import { withPolicy } from "../../world/policy-ref.js";
import type { Door } from "../survey/door.js";
import { callerAt } from "../survey/door-caller.js";
import { unlessNothing } from "../survey/judge.js";
import { knock, perSurvey, type Survey } from "../survey/survey.js";
import { waysOf } from "../survey/way.js";
import { isReportedAlready } from "./reported.js";

/** A test of a door that the caller passes by leaving its key out. */
export interface VacuousTest {
  readonly door: Door;
  readonly entry: ConditionEntry;
  readonly decision: Decision;
}

// What a caller can leave out, by how it calls. MFA has a rule of its own; tags and source identities under IfExists
// or ForAllValues are limited on purpose for whoever passes them.
const LEFT_OUT: ReadonlySet<string> = new Set([
  "sts:externalid",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:useragent",
  "aws:referer",
]);

/** The tests that bind nobody, at doors of which no graver rule speaks. */
export const vacuousTests = perSurvey((survey: Survey): readonly VacuousTest[] =>
  survey.doors.flatMap((door) => {
    const some = door.statement.conditions.some(passesWithout);
    return some && !isReportedAlready(survey, door) ? (testsAt(survey, door) ?? []) : [];
  }),
);

const testsAt = unlessNothing((survey, door: Door): readonly VacuousTest[] | null => {
  const caller = callerAt(survey, door);
  if (caller === null) return null;
  const found = door.statement.conditions.filter(passesWithout).flatMap((entry) => {
    const decision = throughWithout(survey, door, caller, entry);
    return decision === null ? [] : [{ door, entry, decision }];
  });
  return found.length === 0 ? null : found;
});

// What directories say about some people and not about others; each assertion has the rest.
const ATTRIBUTE =
  /^saml:(edu(org|person)|cn$|givenname$|mail$|name$|organizationstatus$|primarygroupsid$|surname$|uid$|x500uniqueidentifier$|commonname$)/;

function passesWithout(entry: ConditionEntry): boolean {
  return (
    (LEFT_OUT.has(entry.keyId) || ATTRIBUTE.test(entry.keyId)) &&
    !entry.negated &&
    (entry.ifExists || entry.set === "all")
  );
}

/**
 * The decision for a caller who leaves the key out, if the test then asks nothing: with the test and without the key,
 * exactly the same is asked as without the test. So a Null test or a Deny counts, and so does a second test that
 * those meet who leave the first one's key out by coming another way.
 */
function throughWithout(survey: Survey, door: Door, caller: Caller, entry: ConditionEntry): Decision | null {
  const knowledge = factsFor(survey.world, caller, door.target)(entry.key);
  if (knowledge.kind !== "open" || !knowledge.spec.mayBeAbsent) return null;
  const elsewhere = detour(door, entry.keyId);
  const ask = (at: Door, pins: Pins): Decision => decide(survey.world, caller, at.target, pins);
  const leaving = ask(door, { ...elsewhere, [entry.key]: null });
  const ways = waysOf(leaving);
  if (ways.length === 0) return null;
  const untested = ask(withoutTest(door, entry), elsewhere);
  if (JSON.stringify(ways) !== JSON.stringify(waysOf(untested))) return null;
  return elsewhere === NO_DETOUR ? leaving : knock(survey, door, caller);
}

const NO_DETOUR: Pins = {};

// Whoever leaves one key of the network out comes through the other one, from a place that nobody has named.
function detour(door: Door, keyId: string): Pins {
  if (!/^aws:(sourceip|sourcevpce?|vpcsourceip|vpce\w+)$/.test(keyId)) return NO_DETOUR;
  return keyId === "aws:sourceip"
    ? {
        "aws:SourceIp": null,
        "aws:SourceVpce": "vpce-0f1e2d3c4b5a69788",
        "aws:SourceVpc": "vpc-0f1e2d3c4b5a69788",
      }
    : {
        "aws:SourceIp": unnamedAddress(door),
        "aws:SourceVpce": null,
        "aws:SourceVpc": null,
        "aws:VpcSourceIp": null,
      };
}

// The networks of documentation and of benchmarks, for a policy may name any of them.
const ADDRESSES: readonly string[] = [
  "203.0.113.10",
  "198.51.100.10",
  "192.0.2.10",
  "198.18.0.10",
  "2001:db8::10",
];

function unnamedAddress({ target }: Door): string {
  const blocks = (target.trust.policy?.statements ?? [])
    .flatMap(({ conditions }) => conditions.filter(({ comparison }) => comparison === "IpAddress"))
    .flatMap(({ values }) => values.map(({ source }) => parseCidr(source)));
  const isNamed = (address: string): boolean =>
    blocks.some((block) => {
      const [at] = parseCidr(address) ?? [];
      return at !== undefined && block !== null && block[0] <= at && at <= block[1];
    });
  return ADDRESSES.find((address) => !isNamed(address)) ?? ADDRESSES[0]!;
}

// The door with one of its tests taken out.
function withoutTest(door: Door, entry: ConditionEntry): Door {
  const { target } = door;
  const policy = target.trust.policy;
  const statements = (policy?.statements ?? []).map((statement) =>
    statement.index === door.statement.index
      ? { ...statement, conditions: statement.conditions.filter((other) => other !== entry) }
      : statement,
  );
  const changed = policy === null ? null : withStatements(policy, statements);
  return { ...door, target: { ...target, trust: withPolicy(target.trust, changed) } };
}
