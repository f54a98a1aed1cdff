import { isObject, type JsonObject } from "../json/json.js";
import { findField } from "../json/keys.js";

/** What a JSON file holds by its content. */
export type ContentKind =
  | "bundle"
  | "manifest"
  | "organization"
  | "authorizationDetails"
  | "listRoles"
  | "identityProviders"
  | "unknown";

/** What `value`, the content of a file whose name says nothing, holds. A list of pages is told by its first page. */
export function contentKindOf(value: unknown): ContentKind {
  if (Array.isArray(value)) {
    const kind = contentKindOf(value.find(isObject));
    return kind === "authorizationDetails" || kind === "listRoles" ? kind : "unknown";
  }
  if (!isObject(value)) return "unknown";
  const has = (key: string) => findField(value, key) !== null;
  if (has("UserDetailList") || has("GroupDetailList") || has("RoleDetailList")) return "authorizationDetails";
  const manifest = findField(value, "manifest")?.value;
  if (isObject(manifest) && (has("accounts") || findField(manifest, "formatVersion") !== null))
    return "bundle";
  if (hasAccountEntry(value)) return "bundle";
  const organization = findField(value, "Organization")?.value;
  if (isObject(organization) && findField(organization, "Id") !== null) return "organization";
  if (has("SAMLProviderList") || has("OpenIDConnectProviderList")) return "identityProviders";
  if (has("Roles")) return "listRoles";
  if (has("formatVersion")) return "manifest";
  if (holdsManagedPolicies(value)) return "authorizationDetails";
  return "unknown";
}

function hasAccountEntry(value: JsonObject): boolean {
  const accounts = findField(value, "accounts")?.value;
  return (
    Array.isArray(accounts) &&
    accounts.some((entry) => isObject(entry) && findField(entry, "authorizationDetails") !== null)
  );
}

/** A page of authorization details may hold managed policies only. */
function holdsManagedPolicies(value: JsonObject): boolean {
  const policies = findField(value, "Policies")?.value;
  return (
    Array.isArray(policies) &&
    policies.some((policy) => isObject(policy) && findField(policy, "PolicyVersionList") !== null)
  );
}
