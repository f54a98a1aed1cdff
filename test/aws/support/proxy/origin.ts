import { request } from "node:http";
import { managementAccount } from "../connection.js";
import type { Reply } from "./reply.js";
import type { WireCall } from "./request.js";

/** The server behind a proxy. */
export interface Origin {
  answer(call: WireCall, account: string): Promise<Reply>;
  /** Access key id → the account of its session. */
  readonly accounts: Map<string, string>;
}

/** Whose session an access key is of; unknown keys are the caller's own. */
export function sessionAccount(origin: Origin, key: string): string {
  return origin.accounts.get(key) ?? managementAccount;
}

/**
 * The server at `url`.
 *
 * @param replay answer a call that was made before with the answer of that time: the server is only read from, and this
 * is how hundreds of runs stay fast
 */
export function createOrigin(url: string, replay: boolean): Origin {
  const accounts = new Map<string, string>();
  const known = new Map<string, Promise<Reply>>();
  return {
    accounts,
    answer: async (call, account) => {
      // The proxy pages the authorization details itself, so all their pages come from the one answer.
      const body = call.body.toString().replace(/&Marker=\d+/, "");
      const key = `${account} ${call.region} ${call.operation} ${body}`;
      const before = replay ? known.get(key) : undefined;
      const asked = before ?? forward(url, call);
      known.set(key, asked);
      const reply = await asked;
      if (reply.status !== 200) known.delete(key);
      if (call.operation === "sts:AssumeRole") learn(accounts, reply.body.toString());
      return reply;
    },
  };
}

function learn(accounts: Map<string, string>, xml: string): void {
  const key = /<AccessKeyId>(\w+)</.exec(xml)?.[1];
  const account = /<Arn>arn:[\w-]+:sts::(\d{12}):/.exec(xml)?.[1];
  if (key !== undefined && account !== undefined) accounts.set(key, account);
}

function forward(url: string, call: WireCall): Promise<Reply> {
  return new Promise((resolve, reject) => {
    // The host that the SDK signed is the proxy's, so it is passed on as it came.
    const outgoing = request(
      `${url}${call.path}`,
      { method: "POST", headers: call.headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: { "content-type": answer.headers["content-type"] ?? "" },
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(call.body);
  });
}
