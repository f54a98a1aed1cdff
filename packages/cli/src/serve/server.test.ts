import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type PageServer, servePage } from "./server.js";

const page = "<!doctype html><title>é</title>";
const servers: PageServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function start(port: number | null = 0): Promise<PageServer> {
  const server = await servePage(page, port);
  servers.push(server);
  return server;
}

function get(server: PageServer, options: { host?: string; path?: string; method?: string } = {}) {
  const { host = `127.0.0.1:${server.port}`, path = "/", method = "GET" } = options;
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const asked = request(
        { host: "127.0.0.1", port: server.port, path, method, headers: { host } },
        (response) => {
          let body = "";
          response.setEncoding("utf8").on("data", (part: string) => {
            body += part;
          });
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
          );
        },
      );
      asked.on("error", reject).end();
    },
  );
}

test("the page is served whole, never kept, never framed", async () => {
  const { status, body, headers } = await get(await start());
  expect([status, body]).toEqual([200, page]);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
});

test("localhost is answered by all its names", async () => {
  const server = await start();
  for (const name of ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
    expect((await get(server, { host: `${name}:${server.port}` })).status).toBe(200);
});

test("a foreign host name gets nothing, so that no web site can read the page through DNS", async () => {
  const server = await start();
  for (const host of [
    "evil.example",
    `evil.example:${server.port}`,
    "localhost",
    `localhost:${server.port + 1}`,
    `localhost.evil.example:${server.port}`,
  ]) {
    const { status, body } = await get(server, { host });
    expect([host, status]).toEqual([host, 403]);
    expect(body).not.toContain("doctype");
  }
});

test("there is one page and no other", async () => {
  const server = await start();
  expect((await get(server, { path: "/?x=1" })).status).toBe(200);
  expect((await get(server, { path: "/../etc/passwd" })).status).toBe(404);
  expect((await get(server, { path: "/favicon.ico" })).status).toBe(404);
});

test("only reading is allowed", async () => {
  const server = await start();
  const { status, headers } = await get(server, { method: "POST" });
  expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  const head = await get(server, { method: "HEAD" });
  expect([head.status, head.body, head.headers["content-length"]]).toEqual([
    200,
    "",
    String(Buffer.byteLength(page)),
  ]);
});

test("without a port there is always a free one; a port that is taken is refused when asked for", async () => {
  const [first, second] = [await start(null), await start(null)];
  expect(first.port).not.toBe(second.port);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  await expect(servePage(page, (other.address() as AddressInfo).port)).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  other.close();
});

test("nobody but this machine can reach it", async () => {
  const { url } = await start();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});
