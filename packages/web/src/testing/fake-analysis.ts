import type {
  CanAnswer,
  Evidence,
  Finding,
  HopAnswer,
  HopInfo,
  PathResult,
  PathsAnswer,
  PrincipalInfo,
  Requirement,
  Severity,
} from "@rolepath/analyzer";
import type { Organization, Snapshot } from "@rolepath/snapshot";
import type { AskedAnalysis } from "../model/dataset.js";

// A small analysis made by hand, for tests of what the page does with answers: edges are given, not decided.

interface FakeEdge {
  readonly from: string;
  readonly to: string;
  readonly requires?: readonly Requirement[];
  readonly evidence?: readonly Evidence[];
}

export interface FakeWorld {
  readonly principals: readonly (Pick<PrincipalInfo, "id" | "kind" | "name" | "account"> &
    Partial<PrincipalInfo>)[];
  readonly edges: readonly FakeEdge[];
  readonly findings?: readonly Finding[];
  readonly snapshot?: Snapshot;
  readonly organization?: Organization;
}

/** A constraint on the external ID. */
export const externalId: Requirement = {
  key: "sts:ExternalId",
  operator: "StringEquals",
  values: ["x-42"],
  kind: "caller",
  text: "the caller must give the external ID x-42",
};

/** The ARN of a role in an account named by one digit, twelve times. */
export function roleArn(digit: number, name: string): string {
  return `arn:aws:iam::${String(digit).repeat(12)}:role/${name}`;
}

function hopOf(edge: FakeEdge): HopAnswer {
  const requires = edge.requires ?? [];
  return {
    from: edge.from,
    to: edge.to,
    action: "sts:AssumeRole",
    verdict: requires.length > 0 ? "conditional" : "allowed",
    requires,
    maxSessionSeconds: 3600,
  };
}

function resultOf(principal: string, hops: readonly HopAnswer[]): PathResult {
  const requires = hops.flatMap((hop) => hop.requires);
  return {
    principal,
    path: [...hops.slice(0, 1).map((hop) => hop.from), ...hops.map((hop) => hop.to)],
    hops,
    verdict: requires.length > 0 ? "conditional" : "allowed",
    requires,
    maxSessionSeconds: 3600,
  };
}

/** An analysis of the given principals and edges. Chains are simple paths, shortest first. */
export function fakeAnalysis(world: FakeWorld): AskedAnalysis {
  const principals = world.principals
    .map((one): PrincipalInfo => ({ accountName: "", outside: false, admin: false, tags: {}, ...one }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(principals.map((one) => [one.id, one]));
  const accounts = [
    ...new Set(principals.filter((one) => !one.outside && one.account !== "").map((one) => one.account)),
  ].sort();
  const snapshot: Snapshot = world.snapshot ?? {
    manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" },
    ...(world.organization === undefined ? {} : { organization: world.organization }),
    accounts: accounts.map((id) => ({
      id,
      authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] },
    })),
    problems: [],
  };
  const hops = world.edges.map(({ from, to, requires }): HopInfo => {
    const ids = (): readonly string[] => [from];
    return {
      from: { size: 1, group: { ids }, exceptAccount: null, ids },
      to,
      verdict: requires ? "conditional" : "allowed",
      crossAccount: byId.get(from)?.account !== byId.get(to)?.account,
    };
  });
  const search = (from: readonly string[], isEnd: (id: string) => boolean, maxHops: number): PathResult[] => {
    const found: PathResult[] = [];
    let fringe = from.map((id): { readonly at: string; readonly hops: readonly HopAnswer[] } => ({
      at: id,
      hops: [],
    }));
    for (let depth = 0; depth < maxHops && fringe.length > 0; depth++) {
      fringe = fringe.flatMap(({ at, hops }) =>
        world.edges
          .filter(
            (edge) =>
              edge.from === at && edge.to !== hops[0]?.from && !hops.some((hop) => hop.to === edge.to),
          )
          .map((edge) => ({ at: edge.to, hops: [...hops, hopOf(edge)] })),
      );
      for (const { at, hops } of fringe) if (isEnd(at)) found.push(resultOf(at, hops));
    }
    return found;
  };
  const shortest = (results: readonly PathResult[], keyOf: (result: PathResult) => string): PathResult[] => {
    const first = new Map<string, PathResult>();
    for (const result of results) if (!first.has(keyOf(result))) first.set(keyOf(result), result);
    return [...first.values()];
  };
  const answer = (question: PathsAnswer["question"], results: readonly PathResult[]): PathsAnswer => ({
    question,
    maxHops: 8,
    results,
    truncated: false,
    assumptions: [],
  });
  const select = (selector: string): string[] => {
    if (selector === "admin") return principals.filter((one) => one.admin).map((one) => one.id);
    if (selector === "outside") return principals.filter((one) => one.outside).map((one) => one.id);
    if (/^\d{12}$/.test(selector))
      return principals.filter((one) => one.account === selector).map((one) => one.id);
    return [selector];
  };
  const summary = {
    createdAt: snapshot.manifest.createdAt,
    accounts: snapshot.accounts.length,
    users: principals.filter((one) => one.kind === "user").length,
    roles: principals.filter((one) => one.kind.endsWith("role")).length,
    principals: principals.length,
    edges: hops.length,
    coverageGaps: [],
  };
  const findings = world.findings ?? [];
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, info: 0 } satisfies Record<Severity, number>;
  for (const finding of findings) bySeverity[finding.severity]++;
  return {
    snapshot,
    problems: () => snapshot.problems,
    summary: () => summary,
    principals: () => principals,
    hops: () => hops,
    hopsFrom: (id) => hops.filter((hop) => hop.from.ids().includes(id)),
    hopsInto: (id) => hops.filter((hop) => hop.to === id),
    can({ from, to }): CanAnswer {
      const edge = world.edges.find((one) => one.from === from && one.to === to);
      if (edge === undefined) {
        return {
          from,
          to,
          verdict: "denied",
          action: "sts:AssumeRole",
          requires: [],
          layer: "trust",
          denyType: "implicit",
          reason: "The trust policy does not name it.",
          evidence: [],
          assumptions: [],
          remedy: "name it in the trust policy",
        };
      }
      const hop = hopOf(edge);
      return {
        from,
        to,
        verdict: hop.verdict,
        action: hop.action,
        requires: hop.requires,
        reason: "The trust policy names it.",
        evidence: edge.evidence ?? [],
        assumptions: [],
        witness: { "sts:ExternalId": "x-42" },
      };
    },
    whoCan(role, options) {
      const results = search(
        principals.map((one) => one.id).filter((id) => id !== role),
        (id) => id === role,
        options?.maxHops ?? 8,
      );
      const named = results
        .map((result) => ({ ...result, principal: result.path[0]! }))
        .sort((a, b) => a.hops.length - b.hops.length);
      return answer(
        "who-can",
        shortest(named, (result) => result.principal),
      );
    },
    whatCan(principal, options) {
      return answer(
        "what-can",
        shortest(
          search([principal], () => true, options?.maxHops ?? 8),
          (result) => result.principal,
        ),
      );
    },
    paths({ from, to, maxHops, limit }) {
      const ends = new Set(select(to));
      return answer("paths", search(select(from), (id) => ends.has(id), maxHops ?? 8).slice(0, limit ?? 20));
    },
    cycles: () => ({ question: "cycles", results: [], truncated: false, assumptions: [] }),
    check: () => ({
      tool: { name: "rolepath", version: "0.0.0" },
      snapshot: summary,
      findings,
      summary: { total: findings.length, bySeverity, byRule: {} },
      problems: [],
      assumptions: [],
    }),
  };
}
