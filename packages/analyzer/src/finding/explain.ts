import type { FindingInfo } from "./finding.js";
import { chainCrossEnvInfo } from "./rule/chain/chain-cross-env.js";
import { chainMfaLostInfo } from "./rule/chain/chain-mfa-lost.js";
import { chainPerimeterBypassInfo } from "./rule/chain/chain-perimeter-bypass.js";
import { chainToAdminInfo } from "./rule/chain/chain-to-admin.js";
import { guardRcpBreaksFederationInfo } from "./rule/organization/guard-rcp-breaks-federation.js";
import { guardScpNoeffectInfo } from "./rule/organization/guard-scp-noeffect.js";
import { mgmtAssumerootInfo } from "./rule/organization/mgmt-assumeroot.js";
import { mgmtTargetInfo } from "./rule/organization/mgmt-target.js";
import { ssoAdminWideInfo } from "./rule/organization/sso-admin-wide.js";
import { passroleOpenInfo } from "./rule/right/passrole-open.js";
import { trustEditInfo } from "./rule/right/trust-edit.js";
import { podNoTagsInfo } from "./rule/service/pod-no-tags.js";
import { raNoAnchorInfo } from "./rule/service/ra-no-anchor.js";
import { svcDeputyInfo } from "./rule/service/svc-deputy.js";
import { cognitoNoAudInfo } from "./rule/token/cognito-no-aud.js";
import { cognitoUnauthInfo } from "./rule/token/cognito-unauth.js";
import { irsaBroadInfo } from "./rule/token/irsa-broad.js";
import { oidcMutableInfo } from "./rule/token/oidc-mutable.js";
import { oidcNoAudInfo } from "./rule/token/oidc-no-aud.js";
import { oidcNoSubInfo } from "./rule/token/oidc-no-sub.js";
import { oidcOrgWideInfo } from "./rule/token/oidc-org-wide.js";
import { oidcWildSubInfo } from "./rule/token/oidc-wild-sub.js";
import { oidcWrongIssuerKeyInfo } from "./rule/token/oidc-wrong-issuer-key.js";
import { samlOpenInfo } from "./rule/token/saml-open.js";
import { trustCrossOrgInfo } from "./rule/trust/trust-cross-org.js";
import { trustDanglingInfo } from "./rule/trust/trust-dangling.js";
import { trustExtidWeakInfo } from "./rule/trust/trust-extid-weak.js";
import { trustIfexistsVacuousInfo } from "./rule/trust/trust-ifexists-vacuous.js";
import { trustImpossibleInfo } from "./rule/trust/trust-impossible.js";
import { trustLongSessionInfo } from "./rule/trust/trust-long-session.js";
import { trustMfaMisuseInfo } from "./rule/trust/trust-mfa-misuse.js";
import { trustNotprincipalInfo } from "./rule/trust/trust-notprincipal.js";
import { trustOrgWideInfo } from "./rule/trust/trust-org-wide.js";
import { trustPublicInfo } from "./rule/trust/trust-public.js";
import { trustPublicCondInfo } from "./rule/trust/trust-public-cond.js";
import { trustRootBroadInfo } from "./rule/trust/trust-root-broad.js";
import { trustSelfInfo } from "./rule/trust/trust-self.js";
import { trustTagsessionOpenInfo } from "./rule/trust/trust-tagsession-open.js";
import { trustUnusedInfo } from "./rule/trust/trust-unused.js";
import { trustVendorNoExtidInfo } from "./rule/trust/trust-vendor-no-extid.js";
import { trustVendorUnknownInfo } from "./rule/trust/trust-vendor-unknown.js";
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
