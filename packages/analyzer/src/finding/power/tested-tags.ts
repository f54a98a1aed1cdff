import type { Statement } from "../../policy/document.js";
import type { RolePrincipal } from "../../world/entity.js";
import { levelsOver } from "../../world/organization.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import { perGraph, type Survey } from "../survey/survey.js";

const PRINCIPAL_TAG = /^aws:principaltag\/(.+)$/is;

/**
 * The principal tags by which a session of the role can gain something, as policies spell them, sorted: tags that its own
 * policies and boundary, the SCPs of its account, and the trust policies of the roles that it can go on to test.
 *
 * A Deny that hits a value which the session does not have without being given it is nothing to gain from.
 */
export function testedTags(survey: Survey, role: RolePrincipal): readonly string[] {
  const { graph, world } = survey;
  const next = graph.trust.hasNode(role.arn)
    ? graph.trust.outNeighbors(role.arn).flatMap((arn) => world.roles.get(arn)?.trust ?? [])
    : [];
  const refs = [
    ...role.identityPolicies,
    ...(role.boundary === null ? [] : [role.boundary]),
    ...levelsOver(world, role.account, "scps").flatMap((level) => level.policies),
    ...next,
  ];
  const tests = refs
    .flatMap((ref) => testsIn(survey, ref))
    .filter(({ tag, gains }) => gains || role.tags.get(tag.toLowerCase()) !== undefined);
  // Case does not tell tag keys apart.
  return [...new Map(tests.map(({ tag }) => [tag.toLowerCase(), tag])).values()].toSorted();
}

interface TagTest {
  readonly tag: string;
  /** Also for a session without the tag. */
  readonly gains: boolean;
}

const testsByPolicy = perGraph((_survey: Survey) => new WeakMap<PolicyRef, readonly TagTest[]>());

function testsIn(survey: Survey, ref: PolicyRef): readonly TagTest[] {
  const known = testsByPolicy(survey).get(ref);
  if (known !== undefined) return known;
  const found = (ref.policy?.statements ?? []).flatMap((statement) =>
    keysIn(statement).flatMap(({ key, gains }) => {
      const tag = PRINCIPAL_TAG.exec(key)?.[1];
      return tag === undefined ? [] : [{ tag, gains }];
    }),
  );
  testsByPolicy(survey).set(ref, found);
  return found;
}

function keysIn({
  conditions,
  resources,
  effect,
}: Statement): readonly { readonly key: string; readonly gains: boolean }[] {
  const templates = [...conditions.flatMap(({ values }) => values), ...(resources ?? [])];
  const variables = templates.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "variable" ? [part.key] : [])),
  );
  return [
    ...conditions.map((entry) => ({
      key: entry.key,
      gains: effect === "Allow" || entry.negated || entry.comparison === "Null",
    })),
    ...variables.map((key) => ({ key, gains: true })),
  ];
}
