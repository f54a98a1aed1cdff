import { type Renewal, renewals } from "../../chain/renewal.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import type { Survey } from "../../survey/survey.js";
import { easiest, waysOf } from "../../survey/way.js";
import { assumeRole, trustPolicy } from "../../text/example.js";
import { exampleCaller, shownCaller } from "../../text/example-caller.js";
import { distinct, grantsOf } from "../../text/proof.js";
import { CHAINING, SELF_TRUST } from "../../text/references.js";
import { joined, roleText, shortId, unique } from "../../text/words.js";

const id = "TRUST-SELF";
const references: readonly FindingReference[] = [CHAINING, SELF_TRUST];

export const trustSelfInfo: FindingInfo = {
  id,
  title: "A session of the role can renew itself without end",
  severity: "medium",
  when:
    "A role can become itself, or roles can become each other in a circle, so that a session comes back to where it was. What a session carries along " +
    "the way (tags, source identity, its name) is taken into account. Circles of administrators are not reported, unless a role names itself: an administrator can make itself keys that last.",
  why:
    "A chained session lasts an hour at most, but each hop starts a new hour. Whoever steals one session keeps the role for as long " +
    "as he goes on calling, and the end of the session of its owner does not stop him.",
  fix: "Take the role out of its own trust policy, or cut the circle at the hop that nobody needs.",
  references,
  example: {
    setting: "The role is called `target`.",
    bad: trustPolicy(assumeRole({ AWS: "arn:aws:iam::111122223333:role/target" })),
    good: trustPolicy(assumeRole({ AWS: "arn:aws:iam::111122223333:role/release" })),
  },
};

function draft(survey: Survey, { roles, walk, hops }: Renewal): readonly Draft[] {
  const { world } = survey;
  const role = world.roles.get(walk[0] ?? "");
  if (role === undefined) return [];
  const first = hops[0] ?? null;
  const way = first === null ? [] : easiest(waysOf(first));
  const alone = roles.length === 1;
  const judgement = judge("principal", powerOf(survey, role), ["medium", "medium"], {
    atLeast: "a session of it never has to end",
  });
  return [
    {
      // Others that could go round as well are no other mistake.
      identity: unique(walk),
      about: role,
      severity: judgement.severity,
      title: alone
        ? `Sessions of ${role.name} can renew themselves without end`
        : `Sessions of ${joined(roles.map(shortId))} can renew each other without end`,
      principals: roles,
      evidence: distinct(hops.flatMap((hop) => grantsOf(hop))),
      path: walk,
      ...(first === null ? {} : shownCaller(way, exampleCaller(first, way))),
      why:
        `${walk.map(shortId).join(" → ")}: a session of ${roleText(world, role)} ${alone ? "opens the next one of the same role" : "comes back to where it began"}, ` +
        `each time for another hour. ${judgement.text}`,
      fix: alone
        ? `Take ${role.name} out of its own trust policy, or its right to assume itself away.`
        : `Cut the circle ${walk.map(shortId).join(" → ")} at the hop that is needed least.`,
    },
  ];
}

export const trustSelf: Rule = {
  id,
  references,
  readsGraph: true,
  check: (survey) => renewals(survey).flatMap((renewal) => draft(survey, renewal)),
};
