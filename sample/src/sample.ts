import type { Snapshot } from "@rolepath/snapshot";
import { assembleAccount } from "./assemble.js";
import { accountIds, accounts, roleArn } from "./company.js";
import { type Decoy, type PlantedMistake, toDecoy, toMistake, toParts } from "./lesson.js";
import { sampleOrganization } from "./organization.js";
import type { Part } from "./part.js";
import { baseline } from "./theme/baseline.js";
import { cdk } from "./theme/cdk.js";
import { dataPlatform } from "./theme/data-platform.js";
import { limitDecoys } from "./theme/decoys-limit.js";
import { sessionDecoys } from "./theme/decoys-session.js";
import { tokenDecoys } from "./theme/decoys-token.js";
import { trustDecoys } from "./theme/decoys-trust.js";
import { identityCenter } from "./theme/identity-center.js";
import { infrastructure } from "./theme/infrastructure.js";
import { chainMistakes } from "./theme/mistakes-chain.js";
import { smallMistakes } from "./theme/mistakes-small.js";
import { trustMistakes } from "./theme/mistakes-trust.js";
import { nonProduction } from "./theme/non-production.js";
import { payments } from "./theme/payments.js";
import { pipelines } from "./theme/pipelines.js";
import { breakGlass, security } from "./theme/security.js";
import { vendors } from "./theme/vendors.js";
import { web } from "./theme/web.js";

const mistakeSpecs = [...trustMistakes, ...chainMistakes];
const decoySpecs = [...trustDecoys, ...tokenDecoys, ...limitDecoys, ...sessionDecoys];

const parts: readonly Part[] = [
  ...baseline,
  ...identityCenter,
  ...infrastructure,
  ...security,
  ...breakGlass,
  ...pipelines,
  ...cdk,
  ...vendors,
  ...web,
  ...payments,
  ...dataPlatform,
  ...nonProduction,
  ...mistakeSpecs.flatMap(toParts),
  ...decoySpecs.flatMap(toParts),
];

/** Everything that is wrong in the sample, and nothing else is: the answer that `rolepath check` is measured by. */
export const plantedMistakes: readonly PlantedMistake[] = [
  ...mistakeSpecs.map(toMistake),
  {
    rule: "CHAIN-TO-ADMIN",
    resource: roleArn("prod-web", "OrganizationAccountAccessRole"),
    account: "prod-web",
    story:
      "Nobody planned this one. The build role with the missing slash runs the account factory, and the factory may " +
      "enter any OrganizationAccountAccessRole. Control Tower leaves no such role behind, but prod-web is older than " +
      "Control Tower: three hops from a stranger's repository to administrator of the shop.",
  },
  ...smallMistakes,
];

/** Everything in the sample that looks wrong and is not. */
export const decoys: readonly Decoy[] = decoySpecs.map(toDecoy);

/** The sample organization. The same bytes on every call. */
export function sampleSnapshot(): Snapshot {
  const sorted = [...accounts].sort((a, b) => (accountIds[a.name] < accountIds[b.name] ? -1 : 1));
  return {
    manifest: {
      formatVersion: 1,
      createdAt: "2026-11-01T00:00:00Z",
      source: "sample organization Kestrel Mart",
      accounts: Object.fromEntries(
        sorted.map((account) => [accountIds[account.name], { status: "complete" }]),
      ),
    },
    organization: sampleOrganization,
    accounts: sorted.map((account) => assembleAccount(account.name, parts)),
    problems: [],
  };
}
