import type { Client } from "../client.js";
import { tokenItems } from "../page.js";
import type { Pool } from "../pool.js";
import type { AccountEntry } from "./organization-tree.js";

/** An account has 50 tags at most, which AWS gives on one page. */
const sizeMax = 50;

/** The accounts with their tags, sorted by key. The first refusal stops the asking. */
export async function readAccountTags(
  client: Client<"organizations:ListTagsForResource">,
  pool: Pool,
  accounts: readonly AccountEntry[],
): Promise<AccountEntry[]> {
  return pool(accounts, async (account) => {
    const items = await tokenItems(
      { operation: "organizations:ListTagsForResource", meter: client.meter, sizeMax },
      // This call takes no page size.
      ({ NextToken }) =>
        client.call("organizations:ListTagsForResource", {
          ResourceId: account.Id,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      (page) => page.Tags,
    );
    const tags = items.flatMap(({ Key, Value }) => (Key === undefined ? [] : [{ Key, Value: Value ?? "" }]));
    return { ...account, Tags: tags };
  });
}
