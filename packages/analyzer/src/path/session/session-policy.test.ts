import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";
import { checkDuration } from "../chain/duration.js";

const arn = (kind: "user" | "role", name: string, account = HOME) =>
  `arn:aws:iam::${account}:${kind}/${name}`;
const CALL = allow("sts:AssumeRole");
const session = `arn:aws:sts::${HOME}:assumed-role/A/me`;

/** alice → A, and A goes on by each way in which a trust policy can name it. */
const analysis = analyze(
  snapshot([
    user("alice"),
    role("A", trust(arn("user", "alice")), { policies: [CALL] }),
    role("BYROLE", trust(arn("role", "A"))),
    role("BYACCOUNT", trust(`arn:aws:iam::${HOME}:root`)),
    role("BYSESSION", trust(session)),
    role("BYANYONE", trust("*")),
    role("ABROAD", trust(arn("role", "A"), undefined), { account: OTHER }),
    role("AGAIN", trust(arn("role", "BYROLE"))),
  ]),
);
const NOTHING = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
const reach = (principal: string, sessionPolicy?: ReturnType<typeof policy>, maxHops = 1) =>
  analysis
    .whatCan(principal, { maxHops, ...(sessionPolicy === undefined ? {} : { sessionPolicy }) })
    .results.map((result) => result.principal.split("/").at(-1))
    .toSorted();

describe("a session policy", () => {
  test("takes away what is granted to the role or the account, not to the session itself", () => {
    expect(reach(session)).toEqual(["ABROAD", "BYACCOUNT", "BYANYONE", "BYROLE", "BYSESSION"]);
    expect(reach(session, NOTHING)).toEqual(["BYANYONE", "BYSESSION"]);
  });

  test("denies explicitly whoever is named how", () => {
    const deny = policy(
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: "sts:*", Resource: "*" },
    );
    expect(reach(session, deny)).toEqual([]);
    expect(analysis.can({ from: session, to: "role/BYROLE" }, { sessionPolicy: deny })).toMatchObject({
      verdict: "denied",
      layer: "session",
      denyType: "explicit",
    });
  });

  test("of a user narrows the session that the first hop opens, and no later one", () => {
    const only = allow("sts:AssumeRole", arn("role", "BYROLE"));
    // BYROLE's own session is not narrowed, and a session that is named itself is not limited.
    expect(reach("user/alice", only, 3)).toEqual(["A", "AGAIN", "BYANYONE", "BYROLE", "BYSESSION"]);
    expect(reach("user/alice", NOTHING, 3)).toEqual(["A", "BYANYONE", "BYSESSION"]);
    const answer = analysis.paths({ from: "user/alice", to: "role/BYACCOUNT", sessionPolicy: only });
    expect(answer.results).toEqual([]);
    expect(
      analysis.can({ from: "user/alice", to: "role/AGAIN", maxHops: 3 }, { sessionPolicy: only }).verdict,
    ).toBe("allowed");
  });

  test("is named where it decides, with its statement", () => {
    const answer = analysis.can({ from: "role/A", to: "role/BYROLE" }, { sessionPolicy: NOTHING });
    expect(answer).toMatchObject({ verdict: "denied", layer: "session", denyType: "implicit" });
    expect(answer.reason).toContain("session policy");
    expect(answer.remedy).toContain("session policy");
  });
});

describe("the length of a session", () => {
  const hops = analysis.can({ from: "user/alice", to: "role/AGAIN", maxHops: 3 }).hops ?? [];
  const long = hops.map((hop, index) => ({ ...hop, maxSessionSeconds: index === 0 ? 43_200 : 3600 }));

  test("is refused on the first hop that cannot grant it", () => {
    expect(checkDuration(long, 3600)).toMatchObject({ refusedAt: null });
    expect(checkDuration(long, 7200)).toMatchObject({ seconds: 7200, refusedAt: 2 });
    expect(checkDuration(long, 50_000)).toMatchObject({ refusedAt: 1 });
    expect(checkDuration(long, 899).text).toBe("hop 1 refuses 899 s: a session lasts at least 900 s");
  });
});
