import type { Repairs } from "../check.js";
import { closedTo } from "./last-hop.js";
import { patchOf } from "./patch.js";
import { usersToName } from "./users.js";
import { withCallsNarrowed, withoutEntries, withoutIfExists, withTest, withTestIn } from "./written.js";

/** Repairs as they are written, and tried out before they are shown. */
export const repairs: Repairs = {
  patchOf,
  repairing: {
    closedTo,
    usersToName,
    withoutEntries,
    withTest,
    withTestIn,
    withCallsNarrowed,
    withoutIfExists,
  },
};
