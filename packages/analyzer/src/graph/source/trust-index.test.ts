import { expect, test } from "vitest";
import { resolveCaller } from "../../decide/caller/name.js";
import { HOME, policy, role, snapshot, user } from "../../testing/world.js";
import { buildWorld } from "../../world/world.js";
import { indexTrust } from "./trust-index.js";

const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;

test("who may enter a role is looked for among those whom a statement on their call names", () => {
  const ann = user("ann");
  const allows = (Principal: string | { readonly [kind: string]: string }, Action: string) =>
    policy({ Effect: "Allow", Principal, Action });
  const world = buildWorld(
    snapshot([
      ann,
      role("Assumed", allows("*", "sts:AssumeRole")),
      role("ByToken", allows("*", "sts:AssumeRoleWithWebIdentity")),
      role("Either", allows("*", "sts:AssumeRole*")),
      role("OfProvider", allows({ Federated: PROVIDER }, "sts:AssumeRoleWithWebIdentity")),
      role("Tagged", allows("*", "sts:TagSession")),
    ]),
  );
  const { targetsOf } = indexTrust(world);
  const targets = (from: string): readonly string[] => {
    const named = resolveCaller(world, from);
    if (named.kind === "missing") throw new Error(named.why);
    return targetsOf(named.caller).map(({ name }) => name);
  };
  expect(targets(ann.Arn)).toEqual(["Assumed", "Either"]);
  expect(targets(PROVIDER)).toEqual(["ByToken", "Either", "OfProvider"]);
});
