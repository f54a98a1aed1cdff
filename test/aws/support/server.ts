import { type Moto, startMoto } from "./moto.js";
import { tell } from "./tell.js";
import { pythonWithMoto } from "./venv.js";

/** The AWS managed policies that the seed attaches. */
const managedPolicies = ["AdministratorAccess", "ReadOnlyAccess", "SecurityAudit"];

/** Starts the AWS-compatible server, or tells why these tests are skipped. In CI they never are. */
export type Server = ReadyServer | { readonly kind: "skip"; readonly why: string };

/** A server that is there. */
export interface ReadyServer {
  readonly kind: "ready";
  /** The Python that has it; the AWS CLI stands beside it. */
  readonly python: string;
  /** The server without any account in it; whoever had it before is done with it. */
  fresh(): Promise<Moto>;
  stop(): Promise<void>;
}

/** The server, made ready to start. @throws in CI, where it cannot be had */
export async function findServer(): Promise<Server> {
  const found = await pythonWithMoto();
  if (found.kind === "ready") return readyServer(found.python);
  if (process.env.CI === "true") throw new Error(`the AWS server's tests must run in CI: ${found.why}`);
  tell(`SKIPPED: the collector was not tested against the AWS-compatible server: ${found.why}`);
  return { kind: "skip", why: found.why };
}

function readyServer(python: string): ReadyServer {
  let started: Promise<Moto> | undefined;
  return {
    kind: "ready",
    python,
    fresh: async () => {
      const before = started;
      started ??= startMoto(python, managedPolicies);
      const moto = await started;
      if (before !== undefined) await moto.reset();
      return moto;
    },
    stop: async () => (await started)?.stop(),
  };
}
