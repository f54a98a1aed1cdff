import { expect, test } from "vitest";
import { CallError, type FailureKind } from "./call-error.js";
import type { SessionCredentials } from "./client.js";
import { Meter } from "./meter.js";
import { createPace } from "./pace.js";
import { persistentAws } from "./persistent.js";
import type { Transport } from "./transport.js";

const pace = createPace({ attemptsMax: 3, retryMilliseconds: 0 });

/** A transport that fails as told, one failure a call, and then answers; it notes whose credentials came. */
function scripted(failures: readonly FailureKind[]) {
  const tokens: (string | undefined)[] = [];
  let refreshed = 0;
  const transport: Transport = {
    send: async (operation, _, { credentials }) => {
      tokens.push(credentials?.sessionToken);
      const kind = failures[tokens.length - 1];
      if (kind !== undefined) throw new CallError(kind, operation, kind, "as told");
      return {} as never;
    },
    refreshOwn: async () => {
      refreshed += 1;
    },
    region: async () => "us-east-1",
  };
  return { transport, tokens, refreshed: () => refreshed };
}

function numberedSessions(): () => Promise<SessionCredentials> {
  let number = 0;
  return async () => {
    number += 1;
    return { accessKeyId: "k", secretAccessKey: "s", sessionToken: `t${number}` };
  };
}

test.each(["throttled", "unreachable", "malformed"] as const)(
  "a call that was %s is made again",
  async (kind) => {
    const { transport, tokens } = scripted([kind, kind]);
    await persistentAws(transport, pace).own(new Meter()).call("iam:ListRoles", {});
    expect(tokens.length).toBe(3);
  },
);

test("a call that keeps failing is given up with its last failure", async () => {
  const { transport, tokens } = scripted(["throttled", "unreachable", "throttled", "throttled"]);
  const call = persistentAws(transport, pace).own(new Meter()).call("iam:ListRoles", {});
  await expect(call).rejects.toMatchObject({ kind: "throttled" });
  expect(tokens.length).toBe(3);
});

test.each(["refused", "absent", "other", "stopped"] as const)(
  "a call that was %s is not made again",
  async (kind) => {
    const { transport, tokens } = scripted([kind]);
    const call = persistentAws(transport, pace).own(new Meter()).call("iam:ListRoles", {});
    await expect(call).rejects.toMatchObject({ kind });
    expect(tokens.length).toBe(1);
  },
);

test("a session that expired is opened anew, and used from there on", async () => {
  const { transport, tokens } = scripted(["expired"]);
  const client = persistentAws(transport, pace).session(new Meter(), numberedSessions());
  await client.call("iam:ListRoles", {});
  await client.call("iam:ListSAMLProviders", {});
  expect(tokens).toEqual(["t1", "t2", "t2"]);
});

test("two calls that met the same end of a session open one new session", async () => {
  const { transport, tokens } = scripted(["expired", "expired"]);
  const client = persistentAws(transport, pace).session(new Meter(), numberedSessions());
  await Promise.all([client.call("iam:ListRoles", {}), client.call("iam:ListSAMLProviders", {})]);
  expect(tokens).toEqual(["t1", "t1", "t2", "t2"]);
});

test("the caller's own credentials are looked for again, and then the run is over", async () => {
  const healed = scripted(["expired"]);
  await persistentAws(healed.transport, pace).own(new Meter()).call("iam:ListRoles", {});
  expect(healed.refreshed()).toBe(1);
  const over = scripted(["expired", "expired", "expired"]);
  const call = persistentAws(over.transport, pace).own(new Meter()).call("iam:ListRoles", {});
  await expect(call).rejects.toMatchObject({ kind: "session-over" });
});
