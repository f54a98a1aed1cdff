import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;

test.each(["203.0.113.0/24", "192.0.2.0/24", "10.0.0.0/8"])(
  "an address of %s or else an endpoint bind together, whichever of the two is left out",
  (block) => {
    const rules = (condition: { readonly [operator: string]: { readonly [key: string]: string } }) =>
      analyze(snapshot([user("alice"), role("Target", trust(ALICE, condition))]))
        .check()
        .findings.map(({ rule, title }) => `${rule}: ${title}`);
    const address = { IpAddressIfExists: { "aws:SourceIp": block } };
    const endpoint = { StringEqualsIfExists: { "aws:SourceVpce": "vpce-0a1b2c3d" } };
    expect(rules({ ...address, ...endpoint })).toEqual([]);
    expect(rules(address)).toHaveLength(1);
    expect(rules(endpoint)).toHaveLength(1);
  },
);
