import { createServer, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Corrections, correct } from "./corrections.js";
import type { Fault } from "./fault.js";
import { type Origin, sessionAccount } from "./origin.js";
import { errorReply, type Reply } from "./reply.js";
import { readCall, type WireCall } from "./request.js";

/** What the proxy does besides passing calls on. */
export interface ProxyOptions {
  readonly origin: Origin;
  readonly corrections: Corrections;
  /** How long each answer takes at least. */
  readonly delayMilliseconds?: number;
  /** What goes wrong with a request; `account` is whose session made it, `number` counts all requests. */
  readonly fault?: (call: WireCall, account: string, number: number) => Fault | null;
}

/** A running proxy in front of the server, on loopback. It is ours, and so is whatever goes wrong in it. */
export interface FaultProxy {
  readonly url: string;
  /** Every request that came, in order: account and operation. */
  readonly seen: readonly { readonly account: string; readonly operation: string }[];
  close(): Promise<void>;
}

/** Starts a proxy. */
export async function startProxy(options: ProxyOptions): Promise<FaultProxy> {
  const seen: { account: string; operation: string }[] = [];
  const over = new Set<string>();
  const denied = new Set<string>();
  const server = createServer(async (request, response) => {
    try {
      const call = await readCall(request);
      const account = sessionAccount(options.origin, call.key);
      const fault = options.fault?.(call, account, seen.length) ?? null;
      seen.push({ account, operation: call.operation });
      const session = call.token ?? call.key;
      const place = `${account} ${call.operation}`;
      if (fault === "expire") over.add(session);
      if (fault === "deny") denied.add(place);
      if (over.has(session))
        return send(
          response,
          errorReply(call, 403, "ExpiredToken", "The security token included in the request is expired"),
        );
      if (denied.has(place))
        return send(
          response,
          errorReply(
            call,
            403,
            "AccessDenied",
            `no identity-based policy allows the ${call.operation} action`,
          ),
        );
      await misbehave(fault, call, response, () => answerOf(call, account, options));
    } catch {
      // The client went away.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(call: WireCall, account: string, options: ProxyOptions): Promise<Reply> {
  await wait(options.delayMilliseconds ?? 0);
  return correct(call, options.corrections, () => options.origin.answer(call, account));
}

async function misbehave(
  fault: Fault | null,
  call: WireCall,
  response: ServerResponse,
  answer: () => Promise<Reply>,
): Promise<void> {
  switch (fault) {
    case "throttle":
      return send(
        response,
        errorReply(
          call,
          400,
          call.protocol === "json" ? "TooManyRequestsException" : "Throttling",
          "Rate exceeded",
        ),
      );
    case "error-500":
      return send(
        response,
        errorReply(
          call,
          500,
          call.protocol === "json" ? "InternalServerException" : "ServiceFailure",
          "try again",
        ),
      );
    case "empty-503":
      return send(response, { status: 503, headers: {}, body: Buffer.alloc(0) });
    case "html-500":
      return send(response, {
        status: 500,
        headers: { "content-type": "text/html" },
        body: Buffer.from("<!doctype html><h1>Oops"),
      });
    case "reset":
      response.destroy();
      return;
    case "hang":
      return;
    case "cut": {
      const { status, headers, body } = await answer();
      response.writeHead(status, { ...headers, "content-length": body.length });
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
      return;
    }
    case "truncate": {
      const reply = await answer();
      return send(response, { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length * 0.6)) });
    }
    case "drip": {
      const { status, headers, body } = await answer();
      response.writeHead(status, { ...headers, "content-length": body.length });
      for (const byte of body.subarray(0, 200)) {
        if (response.destroyed) return;
        response.write(Buffer.of(byte));
        await wait(20);
      }
      return;
    }
    default:
      return send(response, await answer());
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}
