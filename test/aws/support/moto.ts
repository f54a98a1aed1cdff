import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../support/repository.js";

/** A running moto server, on loopback. */
export interface Moto {
  readonly url: string;
  /** Forgets all accounts, as after a start. */
  reset(): Promise<void>;
  /** From now on permissions are checked, save for the next `calls` calls. */
  checkPermissionsAfter(calls: number): Promise<void>;
  stop(): void;
}

const startSecondsMax = 60;

/** Starts moto with the given AWS managed policies. */
export async function startMoto(python: string, managedPolicies: readonly string[]): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = join(root, "test", "aws", "support", "moto-server.py");
  const server = spawn(python, [script, "-H", "127.0.0.1", "-p", String(port), managedPolicies.join(",")], {
    // It ends when this pipe closes, however this process ends.
    stdio: ["pipe", "ignore", "ignore"],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true", PYTHONDONTWRITEBYTECODE: "1" },
  });
  await untilAnswers(url, server);
  const post = async (path: string, body?: string): Promise<void> => {
    const answer = await fetch(`${url}/moto-api/${path}`, {
      method: "POST",
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${path}`);
  };
  return {
    url,
    reset: () => post("reset"),
    checkPermissionsAfter: (calls) => post("reset-auth", String(calls)),
    stop: () => server.kill(),
  };
}

async function untilAnswers(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + startSecondsMax * 1000;
  while (Date.now() < end && server.exitCode === null) {
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => null);
    if (answer?.ok) return;
    await wait(150);
  }
  server.kill();
  throw new Error("moto did not start");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
