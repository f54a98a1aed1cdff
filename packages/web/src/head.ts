import type { Snapshot } from "@rolepath/snapshot";
import { type AskedAnalysis, makeDataset } from "./model/dataset.js";
import { datasetView } from "./model/dataset-view.js";
import { picturedAccountsMax } from "./model/matrix.js";
import { overviewView } from "./model/overview.js";
import type { Head } from "./protocol.js";
import { overviewRoute } from "./route.js";

// The head of a report on a large organization: what its page shows while it reads and analyzes the snapshot. Built for
// the command, which makes it of its own analysis; the page's worker answers the same question with the same code.

const principalsLeast = 3000;

function principalCount({ accounts }: Snapshot): number {
  let principals = 0;
  for (const { authorizationDetails } of accounts)
    principals += authorizationDetails.UserDetailList.length + authorizationDetails.RoleDetailList.length;
  return principals;
}

/** Whether reading and analyzing takes a page so long that its report should have a head. */
export function needsHead(snapshot: Snapshot): boolean {
  // The overview of fewer accounts is a picture, laid out for the width of the window.
  return snapshot.accounts.length > picturedAccountsMax && principalCount(snapshot) >= principalsLeast;
}

/** The head, as the JSON that the page reads. */
export function makeHead(analysis: AskedAnalysis, name: string): string {
  const dataset = makeDataset(name, analysis);
  const head: Head = {
    principals: principalCount(analysis.snapshot),
    dataset: datasetView(dataset, null),
    overview: overviewView(dataset, { ...overviewRoute, width: 0 }),
  };
  return JSON.stringify(head);
}
