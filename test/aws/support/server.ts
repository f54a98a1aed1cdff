import { type Moto, startMoto } from "./moto.js";
import { tell } from "./tell.js";
import { pythonWithMoto } from "./venv.js";

/** The AWS managed policies that the seed attaches. */
const managedPolicies = ["AdministratorAccess", "ReadOnlyAccess", "SecurityAudit"];

/** Starts the AWS-compatible server, or tells why these tests are skipped. In CI they never are. */
export type Server = ReadyServer | { readonly kind: "skip"; readonly why: string };

/** A server that can be started, as often as one likes. */
export interface ReadyServer {
  readonly kind: "ready";
  /** The Python that has it; the AWS CLI stands beside it. */
  readonly python: string;
  start(): Promise<Moto>;
}

/** The server, made ready to start. @throws in CI, where it cannot be had */
export async function findServer(): Promise<Server> {
  const found = await pythonWithMoto();
  if (found.kind === "ready")
    return { kind: "ready", python: found.python, start: () => startMoto(found.python, managedPolicies) };
  if (process.env.CI === "true") throw new Error(`the AWS server's tests must run in CI: ${found.why}`);
  tell(`SKIPPED: the collector was not tested against the AWS-compatible server: ${found.why}`);
  return { kind: "skip", why: found.why };
}
