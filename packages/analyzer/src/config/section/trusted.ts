import * as z from "zod/mini";
import type { CheckOptions } from "../check-options.js";
import { listOf, mapping, text, textLike } from "../shape.js";

const accountId = textLike("The id of an account.", /^\d{12}$/, "12 digits");
const organizationId = textLike(
  "The id of an organization.",
  /^o-[a-z0-9]{10,32}$/,
  "the id of an organization, such as o-exampleorgid",
);

/** An id alone, or with who that is and why. */
function known<Id extends z.ZodMiniType<string>>(id: Id) {
  const named = mapping("An id, with who that is.", {
    id,
    name: z.optional(text("Who that is.")),
    reason: z.optional(text("Why they are trusted.")),
  });
  return z.union([id, named], "expected an id, or a mapping with id, name, reason");
}

/** `trusted`: outsiders who are let in on purpose. */
export const trustedSchema = mapping(
  "Outsiders who are let in on purpose: trust in them is not reported, by whichever rule.",
  {
    accounts: z.optional(listOf("Accounts, by their ids.", known(accountId))),
    organizations: z.optional(listOf("Whole organizations, by their ids.", known(organizationId))),
    vendors: z.optional(
      listOf(
        "Vendors, by the names under which findings show them; upper and lower case are the same.",
        text("The name of a vendor."),
      ),
    ),
  },
);

/** What the section means for a check. */
export function trustedOptions(section: z.infer<typeof trustedSchema>): CheckOptions {
  const ids = (entries: readonly (string | { readonly id: string })[] = []): ReadonlySet<string> =>
    new Set(entries.map((entry) => (typeof entry === "string" ? entry : entry.id)));
  return {
    trusted: {
      accounts: ids(section.accounts),
      organizations: ids(section.organizations),
      vendors: new Set((section.vendors ?? []).map((name) => name.toLowerCase())),
    },
  };
}
