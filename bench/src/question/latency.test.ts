import { analyze } from "@rolepath/analyzer";
import { describe, expect, it } from "vitest";
import { usualShares } from "../organization/options.js";
import { generatedSnapshot } from "../organization/organization.js";
import { Random } from "../random.js";
import { latencyTable, measureLatency, spread } from "./latency.js";
import { Population } from "./sample.js";

const snapshot = generatedSnapshot({
  seed: 1,
  accounts: 2,
  roles: 60,
  users: 4,
  shares: usualShares,
  lean: false,
});

describe("the latency of questions", () => {
  it("is measured for each kind, over hits and misses", () => {
    const figures = measureLatency(analyze(snapshot), 60, 1);
    expect(figures.map(({ asked }) => asked)).toEqual([60, 60, 6, 6, 6, 6, 6]);
    const [can] = figures;
    expect(can?.hits).toBeGreaterThan(5);
    expect(can?.hits).toBeLessThan(55);
    expect(can?.wall.max).toBeGreaterThanOrEqual(can?.wall.p50 ?? Number.NaN);
    expect(latencyTable(figures)).toMatch(
      /^ +question .*\n +can +60 [\s\S]*Slowest:\n {2}can: \S+ to arn:aws:iam::/,
    );
  });

  it("is told by the median, the 99th of a hundred and the worst", () => {
    expect(spread([5, 1, 2, 4, 3])).toEqual({ p50: 3, p99: 5, max: 5 });
    expect(spread(Array.from({ length: 1_000 }, (_, index) => index + 1))).toEqual({
      p50: 500,
      p99: 990,
      max: 1_000,
    });
  });
});

describe("questions about an organization", () => {
  it("are the same for the same seed, and about roles that it holds", () => {
    const draw = (seed: number) => {
      const population = new Population(snapshot, new Random(seed));
      return Array.from({ length: 50 }, () => population.pair());
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    const roles = new Set(
      snapshot.accounts.flatMap(({ authorizationDetails }) =>
        authorizationDetails.RoleDetailList.map(({ Arn }) => Arn),
      ),
    );
    expect(draw(3).filter(({ to }) => !roles.has(to))).toEqual([]);
  });
});
