import { setMaxListeners } from "node:events";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { SessionCredentials } from "../client.js";
import type { Redactor } from "../redact.js";
import type { CallContext, Transport } from "../transport.js";
import { type Clients, createClients } from "./clients.js";
import { commands } from "./commands.js";
import { type CredentialOptions, ownCredentials } from "./credentials.js";
import { toCallError } from "./failure.js";
import type { RetryPace } from "./retry.js";

/** How AWS is reached. */
export interface TransportOptions extends CredentialOptions {
  /** Decides the partition too; the default is what the SDK finds in the environment or the profile. */
  readonly region?: string;
  /** One endpoint for every service; without it the SDK's rules hold, `AWS_ENDPOINT_URL` among them. */
  readonly endpointUrl?: string;
  readonly retry?: RetryPace;
  /** The longest that one attempt may take, its answer included. */
  readonly attemptSecondsMax?: number;
  readonly redactor: Redactor;
  readonly signal: AbortSignal;
}

const regionDefault = "us-east-1";
const retryDefault: RetryPace = { attemptsMax: 8, hurry: 1 };
const attemptSecondsMaxDefault = 90;

/** The AWS SDK as the collector's transport. */
export function sdkTransport(options: TransportOptions): Transport & { close(): void } {
  const { signal, redactor, retry = retryDefault, attemptSecondsMax = attemptSecondsMaxDefault } = options;
  // The SDK announces when it will stop supporting a Node version. The lockfile decides when that concerns us.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  // Every running call listens on the one signal; that is no leak.
  setMaxListeners(0, signal);
  const own = ownCredentials(options, redactor);
  const http = new NodeHttpHandler({ connectionTimeout: Math.min(attemptSecondsMax, 10) * 1000 });
  let region: Promise<string> | undefined;
  const defaultRegion = (): Promise<string> => {
    region ??= options.region === undefined ? findRegion(options.profile) : Promise.resolve(options.region);
    return region;
  };
  // Clients of a session go with it; those of the caller's own credentials stay, and with them their sending rate.
  const ofSession = new WeakMap<SessionCredentials, Clients>();
  const ofOwn = new Map<string, Clients>();
  const clientsFor = async ({ credentials, region }: CallContext): Promise<Clients> => {
    const place = region ?? (await defaultRegion());
    const known = credentials === undefined ? ofOwn.get(place) : ofSession.get(credentials);
    if (known !== undefined) return known;
    const clients = createClients({
      credentials: credentials === undefined ? () => own.provide() : async () => credentials,
      region: place,
      ...(options.endpointUrl === undefined ? {} : { endpoint: options.endpointUrl }),
      pace: retry,
      http,
      attemptSecondsMax,
    });
    if (credentials === undefined) ofOwn.set(place, clients);
    else ofSession.set(credentials, clients);
    return clients;
  };
  return {
    send: async (operation, input, context) => {
      for (const secret of Object.values(context.credentials ?? {})) redactor.secret(secret);
      try {
        signal.throwIfAborted();
        return await commands[operation](await clientsFor(context), input, {
          abortSignal: signal,
          meter: context.meter,
        });
      } catch (error) {
        throw toCallError(error, operation, redactor, signal.aborted);
      }
    },
    refreshOwn: async () => own.refresh(),
    region: defaultRegion,
    close: () => http.destroy(),
  };
}

/** The region of the environment or the profile; the home of the global services where there is none. */
async function findRegion(profile: string | undefined): Promise<string> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return regionDefault;
  }
}
