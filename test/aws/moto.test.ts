import { afterAll, describe } from "vitest";
import { auditRoleSuite } from "./suite/audit-role.js";
import { commandSuite } from "./suite/command.js";
import { faultSuite } from "./suite/fault.js";
import { leastPrivilegeSuite } from "./suite/least-privilege.js";
import { measureSuite } from "./suite/measure.js";
import { organizationSuite } from "./suite/organization.js";
import { recipeSuite } from "./suite/recipe.js";
import { findServer } from "./support/server.js";

const server = await findServer();

// The collector against an AWS-compatible server that others wrote, seeded through the AWS SDK.
describe.skipIf(server.kind === "skip")("against moto", () => {
  if (server.kind === "skip") return;
  afterAll(() => server.stop());
  organizationSuite(server);
  leastPrivilegeSuite(server);
  recipeSuite(server);
  auditRoleSuite(server);
  commandSuite(server);
  faultSuite(server);
  measureSuite(server);
});
