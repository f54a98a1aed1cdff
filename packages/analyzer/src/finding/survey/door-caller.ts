import type { Caller } from "../../decide/caller/caller.js";
import { resolveCaller } from "../../decide/caller/name.js";
import type { Door } from "./door.js";
import type { Survey } from "./survey.js";

/**
 * Whom a door names, as the caller who can do most: for an account whoever its administrator could create, for a
 * principal of the snapshot that principal. Null for services, for ids of deleted principals and for what cannot be read.
 */
export function callerAt(survey: Survey, { form }: Door): Caller | null {
  switch (form.kind) {
    case "anyone":
      return { kind: "anyone" };
    case "account":
      return { kind: "account", account: form.account };
    case "user":
    case "role":
    case "session":
      return resolved(survey, form.text);
    case "federated":
      return resolved(survey, {
        type: form.provider.includes(":saml-provider/") ? "saml" : "oidc",
        provider: form.provider,
      });
    default:
      return null;
  }
}

function resolved(survey: Survey, name: Parameters<typeof resolveCaller>[1]): Caller | null {
  const named = resolveCaller(survey.world, name);
  return named.kind === "caller" ? named.caller : null;
}
