import { type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { HttpHandlerOptions, RequestHandler } from "@smithy/types";
import type { Meter } from "../meter.js";
import { UnwholeAnswer, unwholeReason } from "./whole-answer.js";

/** What the SDK hands on from `send` to each attempt. */
export interface AttemptOptions {
  readonly abortSignal: AbortSignal;
  readonly meter: Meter;
}

type Handler = RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>;

/**
 * Makes one attempt of a call: counts it, gives it a deadline, and passes on whole answers only.
 *
 * The deadline covers the body too, so that an answer that drips in does not hold a worker for ever.
 */
export function wholeAnswerHandler(inner: NodeHttpHandler, attemptSecondsMax: number): Handler {
  return {
    handle: async (request, options: HttpHandlerOptions & { readonly meter?: Meter } = {}) => {
      options.meter?.request();
      const attempt = new AbortController();
      const timer = setTimeout(() => attempt.abort(), attemptSecondsMax * 1000);
      const outer = options.abortSignal instanceof AbortSignal ? [options.abortSignal] : [];
      const abortSignal = AbortSignal.any([attempt.signal, ...outer]);
      try {
        const { response } = await inner.handle(request, { ...options, abortSignal });
        const body = await readBody(response.body);
        refuseUnwhole(response.statusCode, body, isJson(request) ? "json" : "xml");
        if (
          response.statusCode >= 400 &&
          /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(body.toString())
        )
          options.meter?.throttle();
        return { response: new HttpResponse({ ...response, body }) };
      } catch (error) {
        if (!attempt.signal.aborted) throw error;
        throw Object.assign(new Error(`no whole answer within ${attemptSecondsMax} s`), {
          name: "TimeoutError",
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function readBody(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** IAM and STS answer in XML, the other services in JSON, each as it was asked. */
function isJson(request: HttpRequest): boolean {
  return request.headers["content-type"]?.includes("json") ?? false;
}

function refuseUnwhole(status: number, body: Buffer, format: "json" | "xml"): void {
  const reason = unwholeReason(body.toString(), format);
  if (reason === null) return;
  const message = `answer with HTTP status ${status} is not whole: ${reason}`;
  // A page of something in between (a proxy that refuses) will be the same the next time; all else may pass.
  if (status >= 400 && status < 500) throw Object.assign(new Error(message), { name: `HTTP ${status}` });
  throw new UnwholeAnswer(message);
}
