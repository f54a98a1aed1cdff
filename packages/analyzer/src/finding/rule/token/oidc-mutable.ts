import { and, type Formula } from "../../../decide/formula/formula.js";
import type { Draft, FindingInfo, FindingReference, Rule } from "../../finding.js";
import { groupBy } from "../../group.js";
import { judge } from "../../severity.js";
import { perDoorClass } from "../../survey/judge.js";
import type { Survey } from "../../survey/survey.js";
import { assumeRoleWithToken, trustPolicy } from "../../text/example.js";
import { OIDC_ROLE, STS_KEYS } from "../../text/references.js";
import { askText, joined, unique } from "../../text/words.js";
import { gitHubOwners } from "../../token/scope.js";
import { testsOf } from "../../token/tenant.js";
import {
  like,
  type Passage,
  passage,
  type TokenDoor,
  tokenDoors,
  valueIn,
  valueNotIn,
} from "../../token/token-door.js";
import { claimText, type OpenDoor, shownPassage, tokenProof } from "../../token/token-finding.js";

const GITHUB_HOST = "token.actions.githubusercontent.com";
const GITLAB_HOST = "gitlab.com";
const GITHUB = `arn:aws:iam::111122223333:oidc-provider/${GITHUB_HOST}`;

/** Ids that nobody has. */
const NEW_ID = "999999999999";

const CHANGELOG: FindingReference = {
  title: "Immutable subject claims for GitHub Actions OIDC tokens (GitHub Changelog, April 2026)",
  url: "https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/",
};

const id = "OIDC-MUTABLE";
const references: readonly FindingReference[] = [STS_KEYS, OIDC_ROLE, CHANGELOG];

export const oidcMutableInfo: FindingInfo = {
  id,
  title: "Roles know an organization of an identity provider by its name alone",
  severity:
    "low where whoever registers the name anew gets in; info where only GitHub subjects without ids do, which new repositories no longer have",
  when:
    "The trust policy names an organization of GitHub or a group of GitLab.com, and a token of another one that bears the same names " +
    "and other ids gets in. Reported once for all roles of an account that know the organization by that name. A test of an id " +
    "(`repository_id`, `repository_owner_id`, `namespace_id`, `project_id`, or a GitHub subject with ids) is enough, in the " +
    "statement, in a Deny or in an RCP.",
  why:
    "Names are given up when an organization is renamed or deleted, and anybody can register them then. Ids are never given twice. " +
    "GitHub puts them into the subject of repositories made, renamed or moved since the summer of 2026: the old form admits no newly " +
    "registered name any more, only one that somebody took before, and it no longer matches new repositories of your own.",
  fix:
    "Test the ids as well: `StringEquals` on `repository_owner_id` or `repository_id` (GitHub), `namespace_id` or `project_id` " +
    "(GitLab.com), or turn on immutable subjects on GitHub and write `repo:ORGANIZATION@ID/REPOSITORY@ID:…`.",
  references,
  example: {
    setting: "The account has the provider, registered for the audience `sts.amazonaws.com`.",
    bad: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: {
          [`${GITHUB_HOST}:aud`]: "sts.amazonaws.com",
          [`${GITHUB_HOST}:repository`]: "acme/shop",
        },
      }),
    ),
    good: trustPolicy(
      assumeRoleWithToken(GITHUB, {
        StringEquals: {
          [`${GITHUB_HOST}:aud`]: "sts.amazonaws.com",
          [`${GITHUB_HOST}:repository`]: "acme/shop",
          [`${GITHUB_HOST}:repository_id`]: "654321",
        },
      }),
    ),
  },
};

interface ByName extends OpenDoor {
  readonly names: readonly string[];
  /** Whoever registers the name today gets in, and not only who has it already. */
  readonly recycled: boolean;
}

const answers = new WeakMap<TokenDoor, ByName | null>();

// The door that its class is judged by is mostly the one that is shown.
function byName(token: TokenDoor): ByName | null {
  let found = answers.get(token);
  if (found === undefined) {
    found = ask(token);
    answers.set(token, found);
  }
  return found;
}

function ask(token: TokenDoor): ByName | null {
  if (token.host === GITHUB_HOST) return onGitHub(token);
  return token.host === GITLAB_HOST ? onGitLab(token) : null;
}

// What a finding about many doors says of each is the same for all of a class; the passage it shows of one only.
const outline = perDoorClass((_survey, token: TokenDoor) => {
  const found = byName(token);
  if (found === null) return null;
  const { names, recycled, passage } = found;
  return { names, recycled, plain: passage.way.length === 0, account: token.door.role.account };
});

function knownByName(survey: Survey, token: TokenDoor): ByName | null {
  const known = outline(survey, token);
  if (known === null) return null;
  // A name that holds the number of the account holds another number elsewhere.
  return known.names.some((name) => name.includes(known.account))
    ? byName(token)
    : new OutlinedDoor(token, known);
}

class OutlinedDoor implements ByName {
  readonly names: readonly string[];
  readonly recycled: boolean;
  readonly plain: boolean;

  constructor(
    readonly token: TokenDoor,
    known: Pick<ByName, "names" | "recycled"> & { readonly plain: boolean },
  ) {
    this.names = known.names;
    this.recycled = known.recycled;
    this.plain = known.plain;
  }

  get passage(): Passage {
    const found = byName(this.token);
    if (found === null) throw new Error(`tokens of ${this.token.provider} get in at no door like this one`);
    return found.passage;
  }
}

const key = (token: TokenDoor, claim: string): string => `${token.host}:${claim}`;

function otherIds(token: TokenDoor, claims: readonly string[]): readonly Formula[] {
  return claims.map((claim) =>
    valueNotIn(key(token, claim), testsOf(token.decision.open, key(token, claim))),
  );
}

function onGitHub(token: TokenDoor): ByName | null {
  const names = gitHubOwners(token);
  const ids = otherIds(token, ["repository_id", "repository_owner_id", "enterprise_id", "actor_id"]);
  const sub = key(token, "sub");
  const today = passage(token.decision, [
    ...ids,
    valueIn(
      sub,
      names.map((name) => like(`repo:${name}@${NEW_ID}/*@${NEW_ID}:*`)),
    ),
    valueNotIn(
      sub,
      names.map((name) => like(`repo:${name}@${NEW_ID}/*@*@*`)),
    ),
  ]);
  if (today !== null) return { token, names, passage: today, recycled: true };
  const before = passage(token.decision, [
    ...ids,
    valueIn(
      sub,
      names.map((name) => like(`repo:${name}/?*:?*`)),
    ),
    valueNotIn(
      sub,
      names.map((name) => like(`repo:${name}/*@*`)),
    ),
  ]);
  return before === null ? null : { token, names, passage: before, recycled: false };
}

function onGitLab(token: TokenDoor): ByName | null {
  const tests = (claim: string): readonly string[] =>
    testsOf(token.decision.open, key(token, claim)).map(({ display }) => display);
  const names = unique([
    ...tests("sub").flatMap((text) => /^project_path:([^:/*?]+)\//.exec(text)?.[1] ?? []),
    ...tests("project_path").flatMap((text) => /^([^/*?]+)\//.exec(text)?.[1] ?? []),
    ...tests("namespace_path").flatMap((text) => /^([^/*?]+)/.exec(text)?.[1] ?? []),
  ]);
  const found = passage(token.decision, [
    and([
      ...otherIds(token, ["project_id", "namespace_id", "user_id"]),
      valueIn(
        key(token, "sub"),
        names.map((name) => like(`project_path:${name}/?*:?*`)),
      ),
    ]),
  ]);
  return found === null ? null : { token, names, passage: found, recycled: true };
}

function draft(survey: Survey, doors: readonly ByName[]): readonly Draft[] {
  const [first] = doors;
  if (first === undefined) return [];
  const example = doors.find(({ recycled }) => recycled) ?? first;
  const roles = unique(doors.map(({ token }) => token.door.role.name));
  const gitHub = first.token.host === GITHUB_HOST;
  const place = gitHub ? "GitHub organization" : "GitLab group";
  const names = joined(first.names.map((name) => `\`${name}\``));
  const { severity, text } = example.recycled
    ? judge("principal", "data", ["low", "low"])
    : {
        severity: "info" as const,
        text: "Severity info: a name that is registered anew gets subjects with ids.",
      };
  return [
    {
      identity: [first.token.provider, ...first.names],
      about: example.token.door.role,
      severity,
      title: `${roles.length === 1 ? roles[0] : `${roles.length} roles`} of account ${first.token.door.role.account} ${roles.length === 1 ? "knows" : "know"} the ${place} ${first.names.join(", ")} by its name alone`,
      principals: [first.token.provider],
      evidence: tokenProof(survey, doors, `knows the ${place} by its name and not by its id`),
      ...shownPassage(example.passage),
      why:
        `${joined(roles)} ${roles.length === 1 ? "lets" : "let"} in tokens of the ${place} ${names}, whichever ids they carry: ` +
        `${example.recycled ? "whoever registers the name after it was given up gets in" : "whoever took the name over before GitHub put ids into subjects gets in, and repositories of your own made since do not"}, ` +
        `for example with ${claimText(example, ["sub"])}.${askText(example.passage.way)} ${text}`,
      fix: gitHub
        ? `Test ${GITHUB_HOST}:repository_owner_id or ${GITHUB_HOST}:repository_id with StringEquals as well, or write the ids into the subject.`
        : `Test ${GITLAB_HOST}:namespace_id or ${GITLAB_HOST}:project_id with StringEquals as well.`,
    },
  ];
}

export const oidcMutable: Rule = {
  id,
  references,
  check: (survey) =>
    groupBy(
      tokenDoors(survey).flatMap((token) => {
        const found = knownByName(survey, token);
        return found === null || found.names.length === 0 ? [] : [found];
      }),
      ({ token, names }) => `${token.provider} ${names.join(" ")}`,
    ).flatMap((doors) => draft(survey, doors)),
};
