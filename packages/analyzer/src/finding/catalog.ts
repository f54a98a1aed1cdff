import type { Rule } from "./finding.js";
import { chainToAdmin } from "./rule/chain-to-admin.js";
import { cognitoNoAud } from "./rule/cognito-no-aud.js";
import { mgmtTarget } from "./rule/mgmt-target.js";
import { oidcNoSub } from "./rule/oidc-no-sub.js";
import { oidcWildSub } from "./rule/oidc-wild-sub.js";
import { trustCrossOrg } from "./rule/trust-cross-org.js";
import { trustDangling } from "./rule/trust-dangling.js";
import { trustOrgWide } from "./rule/trust-org-wide.js";
import { trustPublic } from "./rule/trust-public.js";
import { trustVendorNoExtid } from "./rule/trust-vendor-no-extid.js";

/** Every rule, in the order in which the catalogue lists them; `explain.ts` has what they say about themselves. */
export const rules: readonly Rule[] = [
  trustPublic,
  trustOrgWide,
  trustCrossOrg,
  trustVendorNoExtid,
  trustDangling,
  oidcNoSub,
  oidcWildSub,
  cognitoNoAud,
  chainToAdmin,
  mgmtTarget,
];
