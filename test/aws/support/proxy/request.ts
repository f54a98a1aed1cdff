import type { IncomingMessage } from "node:http";

/** A call of the SDK, as it is seen on the wire. */
export interface WireCall {
  /** `iam:ListRoles` */
  readonly operation: string;
  readonly region: string;
  /** The access key id that signed it. */
  readonly key: string;
  readonly token: string | undefined;
  readonly protocol: "query" | "json";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const services: Readonly<Record<string, string>> = {
  AWSIdentityStore: "identitystore",
  SWBExternalService: "sso",
};

/** Reads a request whole and tells which call it is. */
export async function readCall(request: IncomingMessage): Promise<WireCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "");
  const target = headers["x-amz-target"];
  const [prefix = "", name = ""] = (target ?? "").split(".");
  const operation =
    target === undefined
      ? `${scope?.[3] ?? ""}:${new URLSearchParams(body.toString()).get("Action") ?? ""}`
      : `${services[prefix] ?? prefix.replace(/^AWS(\w+?)V\d+$/, "$1").toLowerCase()}:${name}`;
  return {
    operation,
    region: scope?.[2] ?? "",
    key: scope?.[1] ?? "",
    token: headers["x-amz-security-token"],
    protocol: target === undefined ? "query" : "json",
    path: request.url ?? "/",
    headers,
    body,
  };
}
