import type { WireCall } from "./request.js";

/** An answer on the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An error as AWS writes it in the call's protocol. */
export function errorReply(call: WireCall, status: number, code: string, message: string): Reply {
  if (call.protocol === "json")
    return {
      status,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: Buffer.from(JSON.stringify({ __type: code, message, Message: message })),
    };
  const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(xml) };
}

/** The same answer with another body. */
export function withBody(reply: Reply, body: string): Reply {
  return { ...reply, body: Buffer.from(body) };
}
