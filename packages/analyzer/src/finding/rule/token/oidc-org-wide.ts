import { and } from "../../../decide/formula/formula.js";
import type { RolePrincipal } from "../../../world/entity.js";
import { isBound } from "../../door/binding.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { changesWidely } from "../../power/breadth.js";
import { powerOf } from "../../power/power.js";
import { judge } from "../../severity.js";
import { unlessNothing } from "../../survey/judge.js";
import type { Survey } from "../../survey/survey.js";
import type { Way } from "../../survey/way.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { OIDC_ROLE, STS_KEYS } from "../../text/references.js";
import { askText, roleText } from "../../text/words.js";
import { isGitHub, scopeOf } from "../../token/scope.js";
import { testsOf } from "../../token/tenant.js";
import {
  exactly,
  isPassable,
  like,
  missingKey,
  passage,
  type TokenDoor,
  tokenDoors,
  valueIn,
  valueNotIn,
} from "../../token/token-door.js";
import { claimText, type OpenDoor, shownPassage, tokenProof } from "../../token/token-finding.js";
import { isWrongKeyDoor } from "../../token/wrong-key.js";

const HOST = "token.actions.githubusercontent.com";
const GITHUB = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;

const GITHUB_REFERENCE: FindingReference = {
  title: "OpenID Connect reference (GitHub Docs)",
  url: "https://docs.github.com/en/actions/reference/security/oidc",
};

const id = "OIDC-ORG-WIDE";
const references: readonly FindingReference[] = [OIDC_ROLE, STS_KEYS, GITHUB_REFERENCE];

export const oidcOrgWideInfo: FindingInfo = {
  id,
  title: "Everything in an organization of an identity provider can become the role",
  severity:
    "medium; high when the role is an administrator or can become one; low when it has no permissions; one step lower when only one network is let in",
  when:
    "The trust policy names an organization of GitHub, GitLab.com, HCP Terraform, Buildkite, Vercel, CircleCI or Bitbucket, and a " +
    "repository, project or pipeline that somebody makes there tomorrow gets in as well. Or it keeps arbitrary branches of a GitHub " +
    "repository out and lets its pull requests in, and the role may change more than single named resources. Not reported where the " +
    "repository (also by a part of its name, or by its id), an environment, a reusable workflow (`job_workflow_ref`) or a person is " +
    "tested, in the statement, in a Deny or in an RCP.",
  why:
    "Whoever may make a repository or push a branch anywhere in the organization can run code as the role: an intern, a forgotten " +
    "test project, one stolen token. In 2026 a stolen GitHub token became an AWS administrator that way in three days. A workflow " +
    "of a pull request runs what nobody has reviewed yet.",
  fix:
    "Name the repository, and where the role can do harm the environment or the reusable workflow too: `repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:environment:production`. " +
    "Give pull requests a role of their own that only reads.",
  references,
  example: {
    setting: "The account has the provider, registered for the audience `sts.amazonaws.com`.",
    bad: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: { [`${HOST}:aud`]: "sts.amazonaws.com", [`${HOST}:repository_owner_id`]: "123456" },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: {
          [`${HOST}:aud`]: "sts.amazonaws.com",
          [`${HOST}:sub`]: "repo:acme@123456/shop@654321:environment:production",
        },
      }),
    ),
  },
};

const wholeOrganization = unlessNothing((survey, token: TokenDoor): OpenDoor | null => {
  const scope = scopeOf(token.host);
  if (scope === null || isWrongKeyDoor(survey, token)) return null;
  for (const newcomer of scope.newcomers(token)) {
    const found = passage(token.decision, [newcomer], namesMore);
    if (found !== null) return { token, passage: found };
  }
  return null;
});

// Session tags come from claims of the token: a pipeline's name may be demanded there.
function namesMore(way: Way): boolean {
  return way.some(
    ({ key, operator, values }) =>
      /^aws:requesttag\//i.test(key) &&
      !/organi[sz]ation|owner|namespace|workspace|account|team$/i.test(key) &&
      /^String(Equals|EqualsIgnoreCase|Like)$/.test(operator) &&
      values.every((value) => /[^*?]/.test(value)),
  );
}

const ANY_BRANCH = "ref:refs/heads/rolepath-any-branch";

/**
 * A pull request that gets in where an arbitrary branch does not: somebody meant to keep unreviewed code out.
 *
 * Where any branch gets in, pull requests are no news.
 */
const pullRequest = unlessNothing((_survey, token: TokenDoor): OpenDoor | null => {
  const key = (claim: string): string => `${token.host}:${claim}`;
  const noEnvironment = and([
    missingKey(key("environment")),
    valueNotIn(key("sub"), [like("*:environment:*")]),
  ]);
  const branch = and([
    noEnvironment,
    valueIn(key("sub"), [like(`*:${ANY_BRANCH}`)]),
    valueIn(key("ref"), [like("refs/heads/rolepath-any-branch")]),
    valueIn(key("job_workflow_ref"), [like("*@refs/heads/rolepath-any-branch")]),
  ]);
  // A branch of a repository that the policies name is found without a search.
  const subjects = testsOf(token.decision.open, key("sub")).map(({ head }) =>
    exactly(`${head}${ANY_BRANCH}`),
  );
  if (isPassable(token.decision, [branch], valueIn(key("sub"), subjects))) return null;
  if (isPassable(token.decision, [branch])) return null;
  const found = passage(token.decision, [
    and([
      noEnvironment,
      valueIn(key("sub"), [like("*:pull_request")]),
      valueNotIn(key("sub"), [like("*:ref:*")]),
      valueIn(key("ref"), [like("refs/pull/*/merge")]),
      valueIn(key("job_workflow_ref"), [like("*@refs/pull/*/merge")]),
    ]),
  ]);
  return found === null ? null : { token, passage: found };
});

function changesThings(survey: Survey, role: RolePrincipal): boolean {
  const power = powerOf(survey, role);
  return power === "admin" || power === "escalation" || changesWidely(role);
}

function wideDraft(survey: Survey, doors: readonly OpenDoor[]): readonly Draft[] {
  const [first] = doors;
  const scope = first === undefined ? null : scopeOf(first.token.host);
  if (first === undefined || scope === null) return [];
  const { role } = first.token.door;
  const { severity, text } = judge("tenant", powerOf(survey, role), ["low", "high"], {
    relief: doors.every(({ passage: { way } }) => isBound(way, new Set(["network"])))
      ? "only one network is let in"
      : null,
  });
  return [
    {
      identity: [role.arn, first.token.provider],
      about: role,
      severity,
      title: `Every ${scope.unit} of a ${scope.whole} can become ${role.name}`,
      principals: [first.token.provider],
      evidence: tokenProof(survey, doors, `allows every ${scope.unit} of the ${scope.whole}`),
      ...shownPassage(first.passage),
      why:
        `The trust policy of ${roleText(survey.world, role)} ties the token to a ${scope.whole} and to no ${scope.unit} in it: ` +
        `${isOldForm(first) ? `every one gets in whose subject bears no ids, which are those of before the summer of 2026` : "one that is made tomorrow gets in as well"}, for example with ${claimText(first, ["sub"])}.${askText(first.passage.way)} ${text}`,
      fix: `${scope.narrow}.`,
    },
  ];
}

// GitHub puts ids into the subjects of repositories that are made since; this pattern has no place for them.
function isOldForm(door: OpenDoor): boolean {
  return isGitHub(door.token.host) && /`repo:[^@]+`/.test(claimText(door, ["sub"]));
}

function requestDraft(survey: Survey, doors: readonly OpenDoor[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const { role } = first.token.door;
  const { severity, text } = judge("contributors", powerOf(survey, role), ["medium", "high"]);
  return [
    {
      identity: [role.arn, first.token.provider, "pull_request"],
      about: role,
      severity,
      title: `Pull requests can become ${role.name}`,
      principals: [first.token.provider],
      evidence: tokenProof(survey, doors, "allows the workflows of pull requests"),
      ...shownPassage(first.passage),
      why:
        `The trust policy of ${roleText(survey.world, role)} keeps arbitrary branches out and lets pull requests in, for example with ` +
        `${claimText(first, ["sub"])}. Their workflows run code that nobody has reviewed, and the role changes things.` +
        `${askText(first.passage.way)} ${text}`,
      fix: `Take \`:pull_request\` out of the trust policy of ${role.name}, and give pull requests a role of their own that only reads.`,
    },
  ];
}

export const oidcOrgWide: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(tokenDoors(survey), ({ door, provider }) => `${door.role.arn} ${provider}`).flatMap((tokens) => {
      const wide = tokens.flatMap((token) => wholeOrganization(survey, token) ?? []);
      return wide.length > 0
        ? wideDraft(survey, wide)
        : requestDraft(
            survey,
            tokens.flatMap((token) =>
              isGitHub(token.host) && changesThings(survey, token.door.role)
                ? (pullRequest(survey, token) ?? [])
                : [],
            ),
          );
    }),
};
