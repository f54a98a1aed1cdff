import { asCallError, CallError, isPassing } from "./call-error.js";
import type { Answer, Aws, Input, Operation, SessionCredentials } from "./client.js";
import type { Pace } from "./pace.js";
import type { CallContext, Transport } from "./transport.js";

/** A session that keeps expiring is not worth more than this many new ones for one call. */
const renewalsMax = 2;

/** AWS with patience: calls that may yet succeed are made again, sessions that expired are opened anew. */
export function persistentAws(transport: Transport, pace: Pace): Aws {
  return {
    own(meter, region) {
      const context = { meter, ...(region === undefined ? {} : { region }) };
      return {
        meter,
        call: async (operation, input) => {
          try {
            return await persist(transport, pace, operation, input, {
              context: async () => context,
              renew: () => transport.refreshOwn(),
            });
          } catch (error) {
            const failure = asCallError(error);
            if (failure.kind !== "expired") throw failure;
            throw new CallError("session-over", operation, failure.code, failure.detail);
          }
        },
      };
    },
    session(meter, open) {
      const session = createSession(open);
      return {
        meter,
        call: (operation, input) =>
          persist(transport, pace, operation, input, {
            context: async () => ({ meter, credentials: await session.current() }),
            renew: session.renew,
          }),
      };
    },
    region: () => transport.region(),
  } satisfies Aws;
}

interface Access {
  readonly context: () => Promise<CallContext>;
  readonly renew: (used: SessionCredentials | undefined) => Promise<void>;
}

async function persist<K extends Operation>(
  transport: Transport,
  pace: Pace,
  operation: K,
  input: Input<K>,
  access: Access,
): Promise<Answer<K>> {
  let renewals = 0;
  for (let attempt = 1; ; ) {
    const context = await access.context();
    try {
      return await transport.send(operation, input, context);
    } catch (error) {
      const failure = asCallError(error);
      if (failure.kind === "expired" && renewals < renewalsMax) {
        renewals += 1;
        await access.renew(context.credentials);
      } else if (isPassing(failure.kind) && attempt < pace.attemptsMax) {
        await pace.beforeRetry(attempt);
        attempt += 1;
      } else throw failure;
    }
  }
}

/** One session for all calls of a client: opened when first needed, and once more when its credentials expired. */
function createSession(open: () => Promise<SessionCredentials>) {
  let opened: Promise<SessionCredentials> | undefined;
  let stale: SessionCredentials | undefined;
  const current = (): Promise<SessionCredentials> => {
    opened ??= open();
    return opened;
  };
  return {
    current,
    renew: async (used: SessionCredentials | undefined): Promise<void> => {
      // Two calls that failed with the same credentials need one new session, not two.
      if (used === stale) return;
      stale = used;
      opened = undefined;
    },
  };
}
