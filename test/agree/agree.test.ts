import { generatedSnapshot, leanShares, type OrganizationOptions, usualShares } from "@rolepath/bench";
import { describe, expect, it } from "vitest";
import { agree } from "./agree.js";

/** `pnpm bench agree` says how much to compare; without, a small organization will do. */
const given = (name: string, otherwise: number) => Number(process.env[`ROLEPATH_AGREE_${name}`] ?? otherwise);

const size: OrganizationOptions = {
  accounts: given("ACCOUNTS", 2),
  roles: given("ROLES", 60),
  users: given("USERS", 6),
  seed: given("SEED", 20261122),
  shares: usualShares,
  lean: false,
};
const samples = given("SAMPLES", 150);

describe("the answers about a generated organization", () => {
  it.each([
    ["as accounts are", size],
    ["with lean documents", { ...size, shares: leanShares, lean: true }],
  ])("are those of the reference evaluator, %s", { timeout: 3_600_000 }, (title, options) => {
    const result = agree(generatedSnapshot(options), { samples, seed: options.seed, requests: 24 });
    const { agreed, edges, skipped, faults } = result;
    const count = Object.values(agreed).reduce((sum, one) => sum + one, 0);
    const kinds = Object.entries(agreed).map(([kind, one]) => `${one} ${kind}`);
    console.error(
      `${options.accounts} accounts, ${title}: ${count} agreements (${kinds.join(", ")}), ${edges} of them with the graph as well; ` +
        `${faults.length} disagreements; ${skipped} questions that AWS leaves open`,
    );
    expect(faults).toEqual([]);
    expect(agreed.denied).toBeGreaterThan(samples / 10);
    expect((agreed.allowed ?? 0) + (agreed.conditional ?? 0)).toBeGreaterThan(samples / 10);
    expect(edges).toBeGreaterThan(samples / 4);
  });
});
