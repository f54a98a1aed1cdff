import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { canonicalDocument, canonicalText } from "./canonical.js";
import { defaultVersion, type SnapshotIndex } from "./snapshot-index.js";

type Each<Kind extends string, Rest> = Kind extends string ? { readonly kind: Kind } & Rest : never;

/** One thing that a hop may rest on, by name: it can be read in a snapshot, compared, and changed back. */
export type Fact =
  | Each<"trust" | "tags" | "identity" | "attached" | "boundary" | "groups", { readonly arn: string }>
  | Each<"inline", { readonly arn: string; readonly name: string }>
  | Each<"managed", { readonly account: string; readonly arn: string }>
  | Each<"guardrail" | "targets" | "place", { readonly id: string }>
  | Each<"providers" | "collected", { readonly account: string }>
  | Each<"organization" | "identity-center" | "clock", unknown>;

/** The facts of some kinds. */
export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

/** What a snapshot says of a fact. */
export interface FactValue {
  /** The same text where no hop can be different for it. */
  readonly canonical: string;
  /** Of a policy document: the document, null where it could not be read. */
  readonly document?: PolicyDocument | null;
  /** Of anything else: what is shown. */
  readonly shown?: Json;
  readonly file?: string;
  readonly pointer?: string;
}

/** The same text for the same fact. */
export function factKey(fact: Fact): string {
  return canonicalText(fact as unknown as Json);
}

/** What a snapshot says of a fact; null where there is nothing to say: no such policy, no such principal. */
export function readFact(index: SnapshotIndex, fact: Fact): FactValue | null {
  switch (fact.kind) {
    case "trust":
    case "inline":
    case "managed":
    case "guardrail":
      return readDocument(index, fact);
    case "clock":
      return shown(index.snapshot.manifest.createdAt);
    case "identity-center":
      return shown((index.snapshot.identityCenter ?? null) as Json);
    case "collected":
      return index.accounts.has(fact.account) ? shown(true) : null;
    case "providers": {
      const account = index.accounts.get(fact.account);
      if (account === undefined) return null;
      const providers = account.identityProviders;
      if (providers === undefined) return shown(null);
      return shown({
        saml: providers.SAMLProviderList.map(({ Arn }) => Arn).toSorted(),
        oidc: Object.fromEntries(
          providers.OpenIDConnectProviderList.map(({ Arn, ClientIDList }): [string, Json] => [
            Arn,
            ClientIDList === undefined ? null : ClientIDList.toSorted(),
          ]),
        ),
      });
    }
    case "organization": {
      const { organization } = index.snapshot;
      if (organization === undefined) return null;
      return shown({
        ...organization.Organization,
        DelegatedAdministrators: (organization.DelegatedAdministrators ?? [])
          .map(({ Id, Services }) => ({ Id, Services: Services.toSorted() }))
          .toSorted((a, b) => (a.Id < b.Id ? -1 : 1)),
      } as Json);
    }
    case "place": {
      const parent = index.parents.get(fact.id);
      return parent === undefined ? null : shown(parent);
    }
    case "targets": {
      const guardrail = index.guardrails.get(fact.id);
      return guardrail === undefined
        ? null
        : { ...shown(guardrail.policy.Targets.toSorted()), file: "organization.json" };
    }
    default:
      return readOwner(index, fact.kind, fact.arn);
  }
}

type OwnerFact = "tags" | "identity" | "attached" | "boundary" | "groups";

function readOwner(index: SnapshotIndex, kind: OwnerFact, arn: string): FactValue | null {
  const owner = index.owners.get(arn);
  if (owner === undefined) return null;
  const at = { file: detailsFile(owner.account), pointer: owner.pointer };
  const { entity } = owner;
  switch (kind) {
    case "tags":
      return {
        ...shown(
          Object.fromEntries(
            "Tags" in entity ? entity.Tags.map(({ Key, Value }) => [Key, Value] as const) : [],
          ),
        ),
        ...at,
      };
    case "identity": {
      const id = "UserId" in entity ? entity.UserId : "RoleId" in entity ? entity.RoleId : entity.GroupId;
      return { ...shown(id), ...at };
    }
    case "attached":
      return {
        ...shown([...new Set(entity.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn))].toSorted()),
        ...at,
      };
    case "boundary":
      return {
        ...shown(
          "PermissionsBoundary" in entity
            ? (entity.PermissionsBoundary?.PermissionsBoundaryArn ?? null)
            : null,
        ),
        ...at,
      };
    case "groups":
      return { ...shown("GroupList" in entity ? entity.GroupList.toSorted() : []), ...at };
  }
}

function readDocument(
  index: SnapshotIndex,
  fact: FactOf<"trust" | "inline" | "managed" | "guardrail">,
): FactValue | null {
  switch (fact.kind) {
    case "trust": {
      const owner = index.owners.get(fact.arn);
      return owner?.kind !== "role"
        ? null
        : document(
            owner.entity.AssumeRolePolicyDocument,
            detailsFile(owner.account),
            `${owner.pointer}/AssumeRolePolicyDocument`,
          );
    }
    case "inline": {
      const owner = index.owners.get(fact.arn);
      if (owner === undefined) return null;
      const [list, key] =
        owner.kind === "user"
          ? [owner.entity.UserPolicyList, "UserPolicyList"]
          : owner.kind === "role"
            ? [owner.entity.RolePolicyList, "RolePolicyList"]
            : [owner.entity.GroupPolicyList, "GroupPolicyList"];
      const at = list.findIndex((policy) => policy.PolicyName === fact.name);
      const found = list[at];
      return found === undefined
        ? null
        : document(
            found.PolicyDocument,
            detailsFile(owner.account),
            `${owner.pointer}/${key}/${at}/PolicyDocument`,
          );
    }
    case "managed": {
      const placed = index.managed.get(`${fact.account} ${fact.arn}`);
      if (placed === undefined) return null;
      const at = defaultVersion(placed.policy);
      return document(
        placed.policy.PolicyVersionList[at]?.Document ?? null,
        detailsFile(fact.account),
        `${placed.pointer}/PolicyVersionList/${at}/Document`,
      );
    }
    case "guardrail": {
      const guardrail = index.guardrails.get(fact.id);
      return guardrail === undefined
        ? null
        : document(guardrail.policy.Content, "organization.json", guardrail.pointer);
    }
  }
}

function document(content: PolicyDocument | null, file: string, pointer: string): FactValue {
  return { canonical: canonicalDocument(content), document: content, file, pointer };
}

function shown(value: Json): FactValue {
  return { canonical: canonicalText(value), shown: value };
}

function detailsFile(account: string): string {
  return `accounts/${account}/authorization-details.json`;
}
