import { everything, management, type Stage } from "./cast.js";

/** What else is so around the examples of a rule, where the usual stage is not what their setting says. */
export const stages: Readonly<Record<string, Stage>> = {
  "CHAIN-TO-ADMIN": { permissions: [everything] },
  "MGMT-TARGET": { account: management },
};

/** The rules whose findings let nobody in as things are. */
export const withoutCaller: ReadonlySet<string> = new Set(["TRUST-DANGLING"]);
