import type { FindingInfo } from "./finding.js";
import { chainToAdminInfo } from "./rule/chain-to-admin.js";
import { cognitoNoAudInfo } from "./rule/cognito-no-aud.js";
import { mgmtTargetInfo } from "./rule/mgmt-target.js";
import { oidcNoSubInfo } from "./rule/oidc-no-sub.js";
import { oidcWildSubInfo } from "./rule/oidc-wild-sub.js";
import { trustCrossOrgInfo } from "./rule/trust-cross-org.js";
import { trustDanglingInfo } from "./rule/trust-dangling.js";
import { trustOrgWideInfo } from "./rule/trust-org-wide.js";
import { trustPublicInfo } from "./rule/trust-public.js";
import { trustVendorNoExtidInfo } from "./rule/trust-vendor-no-extid.js";

/**
 * What each rule says about itself, for `rolepath explain` and the pages of the documentation.
 *
 * Apart from the rules, so that what only checks, as the page does, need not carry the texts.
 */
export const findingCatalog: readonly FindingInfo[] = [
  trustPublicInfo,
  trustOrgWideInfo,
  trustCrossOrgInfo,
  trustVendorNoExtidInfo,
  trustDanglingInfo,
  oidcNoSubInfo,
  oidcWildSubInfo,
  cognitoNoAudInfo,
  chainToAdminInfo,
  mgmtTargetInfo,
];
