import type { FindingInfo } from "./finding.js";
import { chainCrossEnvInfo } from "./rule/chain-cross-env.js";
import { chainMfaLostInfo } from "./rule/chain-mfa-lost.js";
import { chainPerimeterBypassInfo } from "./rule/chain-perimeter-bypass.js";
import { chainToAdminInfo } from "./rule/chain-to-admin.js";
import { cognitoNoAudInfo } from "./rule/cognito-no-aud.js";
import { cognitoUnauthInfo } from "./rule/cognito-unauth.js";
import { guardRcpBreaksFederationInfo } from "./rule/guard-rcp-breaks-federation.js";
import { guardScpNoeffectInfo } from "./rule/guard-scp-noeffect.js";
import { irsaBroadInfo } from "./rule/irsa-broad.js";
import { mgmtAssumerootInfo } from "./rule/mgmt-assumeroot.js";
import { mgmtTargetInfo } from "./rule/mgmt-target.js";
import { oidcMutableInfo } from "./rule/oidc-mutable.js";
import { oidcNoAudInfo } from "./rule/oidc-no-aud.js";
import { oidcNoSubInfo } from "./rule/oidc-no-sub.js";
import { oidcOrgWideInfo } from "./rule/oidc-org-wide.js";
import { oidcWildSubInfo } from "./rule/oidc-wild-sub.js";
import { oidcWrongIssuerKeyInfo } from "./rule/oidc-wrong-issuer-key.js";
import { passroleOpenInfo } from "./rule/passrole-open.js";
import { podNoTagsInfo } from "./rule/pod-no-tags.js";
import { raNoAnchorInfo } from "./rule/ra-no-anchor.js";
import { samlOpenInfo } from "./rule/saml-open.js";
import { ssoAdminWideInfo } from "./rule/sso-admin-wide.js";
import { svcDeputyInfo } from "./rule/svc-deputy.js";
import { trustCrossOrgInfo } from "./rule/trust-cross-org.js";
import { trustDanglingInfo } from "./rule/trust-dangling.js";
import { trustEditInfo } from "./rule/trust-edit.js";
import { trustExtidWeakInfo } from "./rule/trust-extid-weak.js";
import { trustIfexistsVacuousInfo } from "./rule/trust-ifexists-vacuous.js";
import { trustImpossibleInfo } from "./rule/trust-impossible.js";
import { trustLongSessionInfo } from "./rule/trust-long-session.js";
import { trustMfaMisuseInfo } from "./rule/trust-mfa-misuse.js";
import { trustNotprincipalInfo } from "./rule/trust-notprincipal.js";
import { trustOrgWideInfo } from "./rule/trust-org-wide.js";
import { trustPublicInfo } from "./rule/trust-public.js";
import { trustPublicCondInfo } from "./rule/trust-public-cond.js";
import { trustRootBroadInfo } from "./rule/trust-root-broad.js";
import { trustSelfInfo } from "./rule/trust-self.js";
import { trustTagsessionOpenInfo } from "./rule/trust-tagsession-open.js";
import { trustUnusedInfo } from "./rule/trust-unused.js";
import { trustVendorNoExtidInfo } from "./rule/trust-vendor-no-extid.js";
import { trustVendorUnknownInfo } from "./rule/trust-vendor-unknown.js";
/**
 * What each rule says about itself, for `rolepath explain` and the pages of the documentation.
 *
 * Apart from the rules, so that what only checks, as the page does, need not carry the texts.
 */
export const findingCatalog: readonly FindingInfo[] = [
  trustPublicInfo,
  trustPublicCondInfo,
  trustOrgWideInfo,
  trustCrossOrgInfo,
  trustVendorNoExtidInfo,
  trustVendorUnknownInfo,
  trustExtidWeakInfo,
  trustRootBroadInfo,
  trustDanglingInfo,
  trustNotprincipalInfo,
  trustIfexistsVacuousInfo,
  trustImpossibleInfo,
  trustMfaMisuseInfo,
  trustSelfInfo,
  trustLongSessionInfo,
  trustUnusedInfo,
  trustTagsessionOpenInfo,
  oidcNoSubInfo,
  oidcWildSubInfo,
  oidcOrgWideInfo,
  oidcNoAudInfo,
  oidcMutableInfo,
  oidcWrongIssuerKeyInfo,
  cognitoNoAudInfo,
  cognitoUnauthInfo,
  irsaBroadInfo,
  samlOpenInfo,
  svcDeputyInfo,
  raNoAnchorInfo,
  podNoTagsInfo,
  chainToAdminInfo,
  chainCrossEnvInfo,
  chainPerimeterBypassInfo,
  chainMfaLostInfo,
  mgmtTargetInfo,
  mgmtAssumerootInfo,
  ssoAdminWideInfo,
  passroleOpenInfo,
  trustEditInfo,
  guardRcpBreaksFederationInfo,
  guardScpNoeffectInfo,
];
