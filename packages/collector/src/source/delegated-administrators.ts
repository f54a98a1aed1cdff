import type { Client } from "../client.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";
import { organizationsPageSizeMax as sizeMax } from "./organizations-page.js";

type DelegationClient = Client<
  "organizations:ListDelegatedAdministrators" | "organizations:ListDelegatedServicesForAccount"
>;

/** A member account that administers services for the organization, and which. */
interface DelegatedAdministrator {
  readonly Id: string;
  readonly Services: readonly string[];
}

/** The delegated administrators, sorted by account id. */
export async function readDelegatedAdministrators(
  client: DelegationClient,
  pool: Pool,
): Promise<DelegatedAdministrator[]> {
  const items = await tokenItems(
    { operation: "organizations:ListDelegatedAdministrators", meter: client.meter, sizeMax },
    (page) => client.call("organizations:ListDelegatedAdministrators", page),
    (page) => page.DelegatedAdministrators,
  );
  const ids = items.flatMap(({ Id }) => (Id === undefined ? [] : [Id])).sort();
  return pool(ids, async (Id) => ({ Id, Services: await readServices(client, Id) }));
}

async function readServices(client: DelegationClient, AccountId: string): Promise<string[]> {
  const operation = "organizations:ListDelegatedServicesForAccount";
  const items = await tokenItems(
    { operation, meter: client.meter, sizeMax },
    (page) => client.call(operation, { AccountId, ...page }),
    (page) => page.DelegatedServices,
  );
  return items
    .flatMap(({ ServicePrincipal }) => (ServicePrincipal === undefined ? [] : [ServicePrincipal]))
    .sort();
}
