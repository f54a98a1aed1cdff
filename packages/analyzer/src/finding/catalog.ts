import type { Rule } from "./finding.js";
import { chainCrossEnv } from "./rule/chain-cross-env.js";
import { chainMfaLost } from "./rule/chain-mfa-lost.js";
import { chainPerimeterBypass } from "./rule/chain-perimeter-bypass.js";
import { chainToAdmin } from "./rule/chain-to-admin.js";
import { cognitoNoAud } from "./rule/cognito-no-aud.js";
import { cognitoUnauth } from "./rule/cognito-unauth.js";
import { guardRcpBreaksFederation } from "./rule/guard-rcp-breaks-federation.js";
import { guardScpNoeffect } from "./rule/guard-scp-noeffect.js";
import { irsaBroad } from "./rule/irsa-broad.js";
import { mgmtAssumeroot } from "./rule/mgmt-assumeroot.js";
import { mgmtTarget } from "./rule/mgmt-target.js";
import { oidcMutable } from "./rule/oidc-mutable.js";
import { oidcNoAud } from "./rule/oidc-no-aud.js";
import { oidcNoSub } from "./rule/oidc-no-sub.js";
import { oidcOrgWide } from "./rule/oidc-org-wide.js";
import { oidcWildSub } from "./rule/oidc-wild-sub.js";
import { oidcWrongIssuerKey } from "./rule/oidc-wrong-issuer-key.js";
import { passroleOpen } from "./rule/passrole-open.js";
import { podNoTags } from "./rule/pod-no-tags.js";
import { raNoAnchor } from "./rule/ra-no-anchor.js";
import { samlOpen } from "./rule/saml-open.js";
import { ssoAdminWide } from "./rule/sso-admin-wide.js";
import { svcDeputy } from "./rule/svc-deputy.js";
import { trustCrossOrg } from "./rule/trust-cross-org.js";
import { trustDangling } from "./rule/trust-dangling.js";
import { trustEdit } from "./rule/trust-edit.js";
import { trustExtidWeak } from "./rule/trust-extid-weak.js";
import { trustIfexistsVacuous } from "./rule/trust-ifexists-vacuous.js";
import { trustImpossible } from "./rule/trust-impossible.js";
import { trustLongSession } from "./rule/trust-long-session.js";
import { trustMfaMisuse } from "./rule/trust-mfa-misuse.js";
import { trustNotprincipal } from "./rule/trust-notprincipal.js";
import { trustOrgWide } from "./rule/trust-org-wide.js";
import { trustPublic } from "./rule/trust-public.js";
import { trustPublicCond } from "./rule/trust-public-cond.js";
import { trustRootBroad } from "./rule/trust-root-broad.js";
import { trustSelf } from "./rule/trust-self.js";
import { trustTagsessionOpen } from "./rule/trust-tagsession-open.js";
import { trustUnused } from "./rule/trust-unused.js";
import { trustVendorNoExtid } from "./rule/trust-vendor-no-extid.js";
import { trustVendorUnknown } from "./rule/trust-vendor-unknown.js";
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
