import type { OrganizationPolicy } from "@rolepath/snapshot";
import type { PolicyRef } from "../../world/policy-ref.js";
import { perSurvey, type Survey } from "./survey.js";

/** An SCP or RCP that is attached, with the accounts below the places where it is. */
export interface Guardrail {
  readonly policy: OrganizationPolicy;
  /** As it stands at one of those places. */
  readonly ref: PolicyRef;
  /** Sorted; the management account among them, whom it does not bind. */
  readonly accounts: readonly string[];
}

/** The guardrails of the organization, in its order, but for those that AWS writes. */
export const guardrails = perSurvey((survey: Survey): readonly Guardrail[] => {
  const { world, snapshot } = survey;
  const found = new Map<string, { ref: PolicyRef; accounts: Set<string> }>();
  for (const [account, { scps, rcps }] of world.memberships)
    for (const ref of [...scps, ...rcps].flatMap(({ policies }) => policies)) {
      const known = found.get(ref.documentPointer);
      if (known === undefined) found.set(ref.documentPointer, { ref, accounts: new Set([account]) });
      else known.accounts.add(account);
    }
  return (snapshot.organization?.Policies ?? []).flatMap((policy, index) => {
    const entry = found.get(`/Policies/${index}/Content`);
    if (entry === undefined || policy.AwsManaged === true) return [];
    return [{ policy, ref: entry.ref, accounts: [...entry.accounts].toSorted() }];
  });
});
