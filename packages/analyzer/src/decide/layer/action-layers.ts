import type { GuardrailLevel } from "../../world/organization.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import type { Call } from "../caller/call.js";
import { accountOf, principalOf } from "../caller/caller.js";
import { rcpLevels, scpLevels } from "../caller/guardrails.js";
import { and, FALSE, type Formula, not, or, TRUE } from "../formula/formula.js";
import { anyOf, applicable, applicableTrust, type Contribution } from "../match/statement.js";

/** One level of SCPs: it must allow, and must not deny. */
export interface LevelResult {
  readonly level: GuardrailLevel;
  readonly allow: readonly Contribution[];
  readonly deny: readonly Contribution[];
  /** An SCP of the level could not be read. */
  readonly unreadable: Formula;
}

/** Everything that speaks about one action of a call, by layer. */
export interface ActionLayers {
  readonly action: string;
  readonly trustAllow: readonly Contribution[];
  readonly trustDeny: readonly Contribution[];
  /** Null where identity policies take no part: services, tokens, principals whose account was not collected. */
  readonly identityAllow: readonly Contribution[] | null;
  readonly identityDeny: readonly Contribution[];
  readonly identityUnknown: Formula;
  /** Null where there is no boundary. */
  readonly boundaryAllow: readonly Contribution[] | null;
  readonly boundaryDeny: readonly Contribution[];
  readonly boundaryUnknown: Formula;
  /** Null where there is no session policy. */
  readonly sessionAllow: readonly Contribution[] | null;
  readonly sessionDeny: readonly Contribution[];
  readonly scpLevels: readonly LevelResult[];
  readonly rcpDeny: readonly Contribution[];
  readonly sameAccount: boolean;
  /** Lets go of what was read; who asks again has it read again. */
  forget(): void;
}

/** Gathers what each layer says about `action` (the call's own, or sts:TagSession, sts:SetSourceIdentity). Semantics 1.3 to 1.5. */
export function gatherLayers(call: Call, action: string): ActionLayers {
  return new GatheredLayers(call, action);
}

/** What was read, by layer. */
class Read {
  trustAllow: readonly Contribution[] | null = null;
  trustDeny: readonly Contribution[] | null = null;
  identityAllow: readonly Contribution[] | null = null;
  identityDeny: readonly Contribution[] | null = null;
  boundaryAllow: readonly Contribution[] | null = null;
  boundaryDeny: readonly Contribution[] | null = null;
  sessionAllow: readonly Contribution[] | null = null;
  sessionDeny: readonly Contribution[] | null = null;
  scpLevels: readonly LevelResult[] | null = null;
  rcpDeny: readonly Contribution[] | null = null;
}

/** Layers are read when asked for: where the trust policy does not name the caller, nothing else matters. */
class GatheredLayers implements ActionLayers {
  private known: Read | null = null;

  constructor(
    private readonly call: Call,
    readonly action: string,
  ) {}

  forget(): void {
    this.known = null;
  }

  private get read(): Read {
    this.known ??= new Read();
    return this.known;
  }

  get sameAccount(): boolean {
    return accountOf(this.call.caller) === this.call.target.account;
  }

  private get identityPolicies(): readonly PolicyRef[] | null {
    return principalOf(this.call.caller)?.identityPolicies ?? null;
  }

  private get boundary(): PolicyRef | null {
    return principalOf(this.call.caller)?.boundary ?? null;
  }

  private get sessionPolicy(): PolicyRef | null {
    const { caller } = this.call;
    return caller.kind === "role" ? (caller.session.policy ?? null) : null;
  }

  get trustAllow(): readonly Contribution[] {
    this.read.trustAllow ??= applicableTrust(this.call.target.trust, "Allow", this.action, this.call);
    return this.read.trustAllow;
  }

  get trustDeny(): readonly Contribution[] {
    this.read.trustDeny ??= applicableTrust(this.call.target.trust, "Deny", this.action, this.call);
    return this.read.trustDeny;
  }

  get identityAllow(): readonly Contribution[] | null {
    if (this.identityPolicies === null) return null;
    this.read.identityAllow ??= this.applicable(this.identityPolicies, "Allow");
    return this.read.identityAllow;
  }

  get identityDeny(): readonly Contribution[] {
    this.read.identityDeny ??= this.applicable(this.identityPolicies ?? [], "Deny");
    return this.read.identityDeny;
  }

  get identityUnknown(): Formula {
    return missingPolicies(this.identityPolicies ?? []);
  }

  get boundaryAllow(): readonly Contribution[] | null {
    if (this.boundary === null) return null;
    this.read.boundaryAllow ??= this.applicable([this.boundary], "Allow");
    return this.read.boundaryAllow;
  }

  get boundaryDeny(): readonly Contribution[] {
    if (this.boundary === null) return [];
    this.read.boundaryDeny ??= this.applicable([this.boundary], "Deny");
    return this.read.boundaryDeny;
  }

  get boundaryUnknown(): Formula {
    return missingPolicies(this.boundary === null ? [] : [this.boundary]);
  }

  get sessionAllow(): readonly Contribution[] | null {
    if (this.sessionPolicy === null) return null;
    this.read.sessionAllow ??= this.applicable([this.sessionPolicy], "Allow");
    return this.read.sessionAllow;
  }

  get sessionDeny(): readonly Contribution[] {
    if (this.sessionPolicy === null) return [];
    this.read.sessionDeny ??= this.applicable([this.sessionPolicy], "Deny");
    return this.read.sessionDeny;
  }

  get scpLevels(): readonly LevelResult[] {
    this.read.scpLevels ??= scpLevels(this.call).map((level) => ({
      level,
      allow: this.applicable(level.policies, "Allow"),
      deny: this.applicable(level.policies, "Deny"),
      unreadable: missingPolicies(level.policies),
    }));
    return this.read.scpLevels;
  }

  get rcpDeny(): readonly Contribution[] {
    this.read.rcpDeny ??= rcpLevels(this.call).flatMap((level) => this.applicable(level.policies, "Deny"));
    return this.read.rcpDeny;
  }

  private applicable(refs: readonly PolicyRef[], effect: "Allow" | "Deny"): readonly Contribution[] {
    return applicable(refs, effect, this.action, this.call.target.arn, this.call);
  }
}

// A policy that is attached and not in the snapshot may allow anything: an open question, not a no.
function missingPolicies(refs: readonly PolicyRef[]): Formula {
  const missing = refs.filter((ref) => ref.policy === null);
  return or(
    missing.map(
      (ref): Formula => ({
        kind: "opaque",
        id: `missing ${ref.source}`,
        keyId: "",
        operator: "missing",
        values: [ref.source],
        not: false,
      }),
    ),
  );
}

/** The layers that a denial can be decided by and that policies make. */
export type PolicyLayer = "trust" | "identity" | "boundary" | "session" | "scp" | "rcp";

/** `ok` as the policies have it, or as if a layer (or only its Deny statements) were not there. */
export type Without = ReadonlySet<PolicyLayer | `${PolicyLayer}-deny`>;

/**
 * When the policies permit the action. Semantics 1.3.
 *
 * @param without layers to leave out, to find out which of them decides
 */
export function permits(layers: ActionLayers, without: Without = new Set()): Formula {
  const off = (layer: PolicyLayer): boolean => without.has(layer);
  const denies = (layer: PolicyLayer, deny: readonly Contribution[]): Formula =>
    off(layer) || without.has(`${layer}-deny`) ? TRUE : not(anyOf(deny));
  const granted = grant(layers, without);
  if (granted.kind === "false") return granted;
  return and([
    denies("trust", layers.trustDeny),
    denies("identity", layers.identityDeny),
    denies("boundary", layers.boundaryDeny),
    denies("session", layers.sessionDeny),
    denies("rcp", layers.rcpDeny),
    off("scp")
      ? TRUE
      : and(
          layers.scpLevels.map((level) =>
            and([
              or([anyOf(level.allow), level.unreadable]),
              without.has("scp-deny") ? TRUE : not(anyOf(level.deny)),
            ]),
          ),
        ),
    granted,
  ]);
}

function grant(layers: ActionLayers, without: Without): Formula {
  if (layers.trustAllow.length === 0 && !without.has("trust")) return FALSE;
  const identity =
    without.has("identity") || layers.identityAllow === null
      ? TRUE
      : or([anyOf(layers.identityAllow), layers.identityUnknown]);
  const boundary =
    without.has("boundary") || layers.boundaryAllow === null
      ? TRUE
      : or([anyOf(layers.boundaryAllow), layers.boundaryUnknown]);
  // IAM User Guide, "Session policies": like a boundary they limit what is granted to the role, not to the session itself.
  const session = without.has("session") || layers.sessionAllow === null ? TRUE : anyOf(layers.sessionAllow);
  const caps = and([boundary, session]);
  const trust = (strength: Contribution["strength"]): Formula => {
    const found = layers.trustAllow.filter((contribution) => contribution.strength === strength);
    // Without the trust layer its conditions fall away, but not the way in which it names the caller.
    return without.has("trust") && found.length > 0 ? TRUE : anyOf(found);
  };
  const unnamed = without.has("trust") && layers.trustAllow.length === 0 ? TRUE : FALSE;
  if (!layers.sameAccount) {
    return and([or([trust("direct"), trust("role"), trust("account"), unnamed]), identity, caps]);
  }
  return or([unnamed, trust("direct"), and([trust("role"), caps]), and([trust("account"), identity, caps])]);
}

/** When a Deny statement of the layer applies. */
export function denyOf(layers: ActionLayers, layer: PolicyLayer): Formula {
  switch (layer) {
    case "trust":
      return anyOf(layers.trustDeny);
    case "identity":
      return anyOf(layers.identityDeny);
    case "boundary":
      return anyOf(layers.boundaryDeny);
    case "session":
      return anyOf(layers.sessionDeny);
    case "rcp":
      return anyOf(layers.rcpDeny);
    case "scp":
      return or(layers.scpLevels.map((level) => anyOf(level.deny)));
  }
}
