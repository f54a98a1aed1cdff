import fc from "fast-check";
import { expect, test } from "vitest";
import { readSnapshot } from "./read/reader.js";
import {
  accountId,
  bundle,
  details,
  manifest,
  organization,
  otherId,
  policy,
  read,
  role,
  snapshotOf,
  user,
} from "./testing/build.js";
import { seed } from "./testing/seed.js";
import type { Snapshot } from "./type/snapshot.js";
import { writeBundle, writeSnapshot } from "./write.js";

const whole = {
  manifest: {
    ...manifest,
    accounts: { [accountId]: { status: "ok" }, [otherId]: { status: "failed", error: "no" } },
  },
  organization: organization(),
  accounts: [
    {
      id: accountId,
      authorizationDetails: details({
        UserDetailList: [user("é</script>\u2028\u202e")],
        Policies: [policy()],
      }),
      listRoles: { Roles: [] },
      identityProviders: { SAMLProviderList: [], OpenIDConnectProviderList: [] },
      account: { name: "main" },
    },
    { id: otherId, authorizationDetails: details({ RoleDetailList: [role("b", { New: 1 }, otherId)] }) },
  ],
};

/** All of a snapshot that is written. */
function content({ manifest, organization, accounts }: Snapshot) {
  return { manifest, organization, accounts };
}

test("what is written is read back as it was, from a directory and from a bundle", () => {
  const snapshot = snapshotOf(read({ "b.json": whole }));
  expect(content(snapshotOf(readSnapshot(writeSnapshot(snapshot))))).toEqual(content(snapshot));
  expect(content(snapshotOf(read({ "b.json": writeBundle(snapshot) })))).toEqual(content(snapshot));
});

test("writing twice gives the same bytes, also after reading", () => {
  const snapshot = snapshotOf(read({ "b.json": whole }));
  const again = snapshotOf(readSnapshot(writeSnapshot(snapshot)));
  expect(writeBundle(again)).toBe(writeBundle(snapshot));
  expect([...writeSnapshot(again)]).toEqual([...writeSnapshot(snapshot)]);
});

test("a directory has a file for each part that there is, and no other", () => {
  expect([...writeSnapshot(snapshotOf(read({ "b.json": whole }))).keys()]).toEqual([
    "manifest.json",
    "organization.json",
    `accounts/${accountId}/authorization-details.json`,
    `accounts/${accountId}/list-roles.json`,
    `accounts/${accountId}/identity-providers.json`,
    `accounts/${accountId}/account.json`,
    `accounts/${otherId}/authorization-details.json`,
  ]);
});

test("problems are not written", () => {
  const snapshot = snapshotOf(read({ "b.json": bundle({ extra: 1 }) }));
  expect(snapshot.problems).toHaveLength(1);
  expect(writeBundle(snapshot)).not.toContain("problems");
});

/** Any JSON in any place of a bundle: one value, somewhere inside, replaced or given a new neighbour. */
const spoiled = fc
  .tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), fc.string(), fc.jsonValue({ maxDepth: 3 }))
  .map(([walk, key, value]) => {
    const copy: unknown = structuredClone(whole);
    let at = copy as Record<string, unknown>;
    for (const [index, step] of walk.entries()) {
      const keys = Object.keys(at);
      const next = keys[step % Math.max(keys.length, 1)];
      if (next === undefined) break;
      const inner = at[next];
      if (index === walk.length - 1 || typeof inner !== "object" || inner === null) {
        Object.defineProperty(at, step % 5 === 0 ? key : next, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
        break;
      }
      at = inner as Record<string, unknown>;
    }
    return copy;
  });

test("a bundle with anything anywhere in it is read without a crash, and what was read is written and read the same", () => {
  fc.assert(
    fc.property(spoiled, (input) => {
      const { snapshot, problems } = read({ "b.json": input });
      for (const { message, remedy, code } of problems) {
        expect(message).toMatch(/^[^\n]+$/);
        expect(remedy).not.toBe("");
        expect(code).toMatch(/^[a-z0-9-]+$/);
      }
      if (snapshot === null) {
        expect(problems.some(({ level }) => level === "error")).toBe(true);
        return;
      }
      const again = snapshotOf(read({ "b.json": writeBundle(snapshot) }));
      expect(content(again)).toEqual(content(snapshot));
      expect(writeBundle(again)).toBe(writeBundle(snapshot));
    }),
    { numRuns: 1500, seed },
  );
});
