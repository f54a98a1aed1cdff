import type { Rule } from "./finding.js";
import { chainCrossEnv } from "./rule/chain/chain-cross-env.js";
import { chainMfaLost } from "./rule/chain/chain-mfa-lost.js";
import { chainPerimeterBypass } from "./rule/chain/chain-perimeter-bypass.js";
import { chainToAdmin } from "./rule/chain/chain-to-admin.js";
import { guardRcpBreaksFederation } from "./rule/organization/guard-rcp-breaks-federation.js";
import { guardScpNoeffect } from "./rule/organization/guard-scp-noeffect.js";
import { mgmtAssumeroot } from "./rule/organization/mgmt-assumeroot.js";
import { mgmtTarget } from "./rule/organization/mgmt-target.js";
import { ssoAdminWide } from "./rule/organization/sso-admin-wide.js";
import { passroleOpen } from "./rule/right/passrole-open.js";
import { trustEdit } from "./rule/right/trust-edit.js";
import { podNoTags } from "./rule/service/pod-no-tags.js";
import { raNoAnchor } from "./rule/service/ra-no-anchor.js";
import { svcDeputy } from "./rule/service/svc-deputy.js";
import { cognitoNoAud } from "./rule/token/cognito-no-aud.js";
import { cognitoUnauth } from "./rule/token/cognito-unauth.js";
import { irsaBroad } from "./rule/token/irsa-broad.js";
import { oidcMutable } from "./rule/token/oidc-mutable.js";
import { oidcNoAud } from "./rule/token/oidc-no-aud.js";
import { oidcNoSub } from "./rule/token/oidc-no-sub.js";
import { oidcOrgWide } from "./rule/token/oidc-org-wide.js";
import { oidcWildSub } from "./rule/token/oidc-wild-sub.js";
import { oidcWrongIssuerKey } from "./rule/token/oidc-wrong-issuer-key.js";
import { samlOpen } from "./rule/token/saml-open.js";
import { trustCrossOrg } from "./rule/trust/trust-cross-org.js";
import { trustDangling } from "./rule/trust/trust-dangling.js";
import { trustExtidWeak } from "./rule/trust/trust-extid-weak.js";
import { trustIfexistsVacuous } from "./rule/trust/trust-ifexists-vacuous.js";
import { trustImpossible } from "./rule/trust/trust-impossible.js";
import { trustLongSession } from "./rule/trust/trust-long-session.js";
import { trustMfaMisuse } from "./rule/trust/trust-mfa-misuse.js";
import { trustNotprincipal } from "./rule/trust/trust-notprincipal.js";
import { trustOrgWide } from "./rule/trust/trust-org-wide.js";
import { trustPublic } from "./rule/trust/trust-public.js";
import { trustPublicCond } from "./rule/trust/trust-public-cond.js";
import { trustRootBroad } from "./rule/trust/trust-root-broad.js";
import { trustSelf } from "./rule/trust/trust-self.js";
import { trustTagsessionOpen } from "./rule/trust/trust-tagsession-open.js";
import { trustUnused } from "./rule/trust/trust-unused.js";
import { trustVendorNoExtid } from "./rule/trust/trust-vendor-no-extid.js";
import { trustVendorUnknown } from "./rule/trust/trust-vendor-unknown.js";
/** Every rule, in the order in which the catalogue lists them; `explain.ts` has what they say about themselves. */
export const rules: readonly Rule[] = [
  trustPublic,
  trustPublicCond,
  trustOrgWide,
  trustCrossOrg,
  trustVendorNoExtid,
  trustVendorUnknown,
  trustExtidWeak,
  trustRootBroad,
  trustDangling,
  trustNotprincipal,
  trustIfexistsVacuous,
  trustImpossible,
  trustMfaMisuse,
  trustSelf,
  trustLongSession,
  trustUnused,
  trustTagsessionOpen,
  oidcNoSub,
  oidcWildSub,
  oidcOrgWide,
  oidcNoAud,
  oidcMutable,
  oidcWrongIssuerKey,
  cognitoNoAud,
  cognitoUnauth,
  irsaBroad,
  samlOpen,
  svcDeputy,
  raNoAnchor,
  podNoTags,
  chainToAdmin,
  chainCrossEnv,
  chainPerimeterBypass,
  chainMfaLost,
  mgmtTarget,
  mgmtAssumeroot,
  ssoAdminWide,
  passroleOpen,
  trustEdit,
  guardRcpBreaksFederation,
  guardScpNoeffect,
];
