import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Only this machine can reach the page: the data of an organization is inside. */
const loopback = "127.0.0.1";
/** Tried first where no port is asked for, so that the address stays the same from run to run. */
export const portUsual = 7878;

const headers: Readonly<Record<string, string>> = {
  // The page's own policy (in a meta element) forbids every request; frame-ancestors works in a header alone.
  "Content-Security-Policy": "frame-ancestors 'none'",
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** A server that gives one page to this machine and to nobody else. */
export interface PageServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `page` on loopback: on `port`, or, where it is `null`, on the usual port or any free one.
 *
 * @throws the operating system's error where `port` cannot be had
 */
export async function servePage(page: string, port: number | null): Promise<PageServer> {
  const body = Buffer.from(page);
  const server = createServer((request, response) => answer(request, response, body));
  if (port !== null) await listen(server, port);
  else if (!(await listen(server, portUsual).then(() => true, isTaken))) await listen(server, 0);
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://${loopback}:${actual}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code === "EADDRINUSE" || error.code === "EACCES") return false;
  throw error;
}

function answer(request: IncomingMessage, response: ServerResponse, page: Buffer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const refusal = refusalOf(request);
  const [status, type, body] =
    refusal === null
      ? ([200, "text/html; charset=utf-8", page] as const)
      : ([refusal.status, "text/plain; charset=utf-8", Buffer.from(`${refusal.reason}\n`)] as const);
  if (status === 405) response.setHeader("Allow", "GET, HEAD");
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

function refusalOf({
  method,
  url,
  headers: sent,
  socket,
}: IncomingMessage): { status: number; reason: string } | null {
  // A foreign name that resolves to this machine (DNS rebinding) would let a web site read the page.
  const hosts = [loopback, "localhost", "[::1]"].map((host) => `${host}:${socket.localPort}`);
  if (!hosts.includes((sent.host ?? "").toLowerCase()))
    return { status: 403, reason: "this page answers to localhost alone" };
  if (method !== "GET" && method !== "HEAD") return { status: 405, reason: "only GET and HEAD" };
  const [path] = (url ?? "").split("?");
  return path === "/" || path === "/index.html"
    ? null
    : { status: 404, reason: "nothing here; the page is at /" };
}
