import type { Snapshot } from "@rolepath/snapshot";
import { askerOf } from "../reference/case-question.js";
import { enteredSession } from "../reference/chain.js";
import { evaluate } from "../reference/evaluate.js";
import type { Caller, ConcreteRequest, Context } from "../reference/request.js";
import { validateContext } from "../reference/validate.js";
import { actionOf } from "../reference/witness/domain.js";

/** The values that the walk may put into its requests, each key on its own; `null` leaves it out. */
export interface WalkValues {
  readonly sessionNames: readonly string[];
  readonly sourceIdentities: readonly (string | null)[];
  readonly externalIds: readonly (string | null)[];
  /** Tags that are passed together. */
  readonly tags: readonly Readonly<Record<string, string>>[];
}

const TRIES_PER_HOP = 12;

/**
 * Where walks of random requests through the reference evaluator get to: each role with the fewest hops that a walk needed.
 *
 * Each walk tries a few random requests for each role in turn and goes on from a session that one of them opened. The
 * same seed gives the same walks.
 */
export function walkRandomly(
  snapshot: Snapshot,
  from: string,
  values: WalkValues,
  options: { readonly walks: number; readonly hopCountMax: number; readonly seed: number },
): ReadonlyMap<string, readonly string[]> {
  const roles = snapshot.accounts.flatMap((account) =>
    account.authorizationDetails.RoleDetailList.map((role) => role.Arn),
  );
  const pick = picker(options.seed);
  const reached = new Map<string, readonly string[]>();
  const start = askerOf(from).caller;
  for (let walk = 0; walk < options.walks; walk++) {
    let session: ReturnType<typeof enteredSession> | null = null;
    for (let hop = 0; hop < options.hopCountMax; hop++) {
      const opened: ReturnType<typeof enteredSession>[] = [];
      for (let attempt = 0; attempt < TRIES_PER_HOP; attempt++) {
        const request = randomRequest(session?.caller ?? start, pick(roles), session, values, pick);
        if (validateContext(snapshot, request).length > 0) continue;
        if (evaluate(snapshot, request).decision === "deny") continue;
        const entered = enteredSession([...(session?.path ?? [from]), request.to], request);
        opened.push(entered);
        if ((reached.get(request.to)?.length ?? Number.POSITIVE_INFINITY) > entered.path.length)
          reached.set(request.to, entered.path);
      }
      if (opened.length === 0) break;
      session = pick(opened);
    }
  }
  return reached;
}

type Pick = <T>(from: readonly T[]) => T;

function picker(seed: number): Pick {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)]!;
  };
}

function randomRequest(
  caller: Caller,
  to: string,
  session: ReturnType<typeof enteredSession> | null,
  values: WalkValues,
  pick: Pick,
): ConcreteRequest {
  const tags = Object.entries(pick(values.tags));
  const transitive = tags.filter(() => pick([true, false])).map(([key]) => key);
  const sourceIdentity = session?.pins["sts:SourceIdentity"] ?? pick(values.sourceIdentities);
  const externalId = caller.kind === "federated" ? null : pick(values.externalIds);
  const context: Context = {
    "aws:CurrentTime": "2026-10-15T00:00:00Z",
    "aws:EpochTime": "1792022400",
    "aws:RequestedRegion": "us-east-1",
    "aws:SourceIp": "203.0.113.10",
    "sts:RoleSessionName": pick(values.sessionNames),
    ...(session !== null && { "aws:TokenIssueTime": "2026-10-15T00:00:00Z" }),
    ...(externalId !== null && { "sts:ExternalId": externalId }),
    ...(typeof sourceIdentity === "string" && { "sts:SourceIdentity": sourceIdentity }),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(tags.length > 0 && { "aws:TagKeys": tags.map(([key]) => key) }),
    ...(transitive.length > 0 && { "sts:TransitiveTagKeys": transitive }),
    ...(caller.kind === "federated" && { "saml:aud": "https://signin.aws.amazon.com/saml" }),
    ...Object.fromEntries(
      Object.entries(session?.pins ?? {}).flatMap(([key, value]) =>
        value === null || key.endsWith("*") ? [] : [[key, value]],
      ),
    ),
  };
  return {
    caller,
    to,
    action: actionOf(caller),
    context,
    ...(session !== null && { inheritedTags: session.inheritedTags }),
  };
}
