import { createRedactor, sdkTransport, type Transport, type TransportOptions } from "@rolepath/collector";
import type { Connection } from "./connection.js";

/** A transport of the SDK that reaches `url` with the connection's credentials. */
export function connectSdk(url: string, own: Connection, more: Partial<TransportOptions> = {}) {
  const { accessKeyId, secretAccessKey, sessionToken } = own.credentials;
  // The collector finds the caller's credentials where the SDK's default chain looks first.
  process.env.AWS_ACCESS_KEY_ID = accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = secretAccessKey;
  if (sessionToken === undefined) delete process.env.AWS_SESSION_TOKEN;
  else process.env.AWS_SESSION_TOKEN = sessionToken;
  return sdkTransport({
    endpointUrl: url,
    region: own.region,
    redactor: createRedactor(),
    signal: new AbortController().signal,
    ...more,
  });
}

/** Runs the task with such a transport. */
export async function throughSdk<Result>(
  url: string,
  own: Connection,
  task: (transport: Transport) => Promise<Result>,
  more: Partial<TransportOptions> = {},
): Promise<Result> {
  const transport = connectSdk(url, own, more);
  try {
    return await task(transport);
  } finally {
    transport.close();
  }
}
