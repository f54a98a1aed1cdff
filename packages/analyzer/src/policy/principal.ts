import type { Json } from "@rolepath/snapshot";

/**
 * One entry of a `Principal` element. IAM User Guide, "AWS JSON policy elements: Principal".
 *
 * `id` is a unique id of a deleted user or role (`AIDA…`, `AROA…`): it matches nothing.
 */
export type PrincipalForm =
  | { readonly kind: "anyone"; readonly text: string }
  | {
      readonly kind: "account";
      readonly account: string;
      readonly partition: string | null;
      readonly text: string;
    }
  | {
      readonly kind: "user" | "role";
      readonly account: string;
      readonly partition: string;
      readonly arn: string;
      readonly text: string;
    }
  | {
      readonly kind: "session";
      readonly account: string;
      readonly partition: string;
      readonly roleName: string;
      readonly sessionName: string;
      readonly text: string;
    }
  | { readonly kind: "federated-user"; readonly account: string; readonly text: string }
  | { readonly kind: "id"; readonly text: string }
  | { readonly kind: "service"; readonly name: string; readonly text: string }
  | { readonly kind: "federated"; readonly provider: string; readonly text: string }
  | { readonly kind: "unreadable"; readonly text: string; readonly why: string };

const ARN = /^arn:([^:]*):(iam|sts)::(\d{12}|[^:]*):(.*)$/s;
const UNIQUE_ID = /^(AIDA|AROA|AGPA|ANPA|ASCA|APKA|AKIA|ASIA)[A-Z0-9]{8,}$/;

/** The entries of a `Principal` element; anything not understood becomes `unreadable`, never nothing. */
export function parsePrincipals(element: Json | undefined): readonly PrincipalForm[] {
  if (element === undefined) return [];
  if (typeof element === "string") {
    return element === "*"
      ? [{ kind: "anyone", text: "*" }]
      : [{ kind: "unreadable", text: element, why: "expected `*` or an object" }];
  }
  if (element === null || typeof element !== "object" || Array.isArray(element)) {
    return [{ kind: "unreadable", text: JSON.stringify(element), why: "expected `*` or an object" }];
  }
  return Object.entries(element).flatMap(([type, value]) =>
    listOf(value).map((entry) =>
      typeof entry === "string" || typeof entry === "number"
        ? parseEntry(type, String(entry))
        : { kind: "unreadable", text: JSON.stringify(entry), why: "expected a string" },
    ),
  );
}

function parseEntry(type: string, text: string): PrincipalForm {
  switch (type) {
    case "AWS":
      return parseAwsPrincipal(text);
    case "Service":
      return { kind: "service", name: text, text };
    case "Federated":
      return { kind: "federated", provider: text, text };
    default:
      return { kind: "unreadable", text, why: `\`${type}\` is no type of principal that can enter a role` };
  }
}

/** One value under `Principal: {AWS: …}`. */
export function parseAwsPrincipal(text: string): PrincipalForm {
  if (text === "*") return { kind: "anyone", text };
  if (/^\d{12}$/.test(text)) return { kind: "account", account: text, partition: null, text };
  if (UNIQUE_ID.test(text)) return { kind: "id", text };
  const arn = ARN.exec(text);
  if (arn === null)
    return { kind: "unreadable", text, why: "expected an ARN, an account id, a unique id or `*`" };
  const [, partition = "", service = "", account = "", resource = ""] = arn;
  if (service === "iam" && resource === "root") return { kind: "account", account, partition, text };
  if (service === "iam" && resource.startsWith("user/"))
    return { kind: "user", account, partition, arn: text, text };
  if (service === "iam" && resource.startsWith("role/"))
    return { kind: "role", account, partition, arn: text, text };
  if (service === "sts" && resource.startsWith("assumed-role/")) {
    const [, roleName = "", ...rest] = resource.split("/");
    return { kind: "session", account, partition, roleName, sessionName: rest.join("/"), text };
  }
  if (service === "sts" && resource.startsWith("federated-user/"))
    return { kind: "federated-user", account, text };
  return { kind: "unreadable", text, why: "this kind of ARN cannot be a principal of a role" };
}

/** A JSON value that may be one item or a list of them, as a list. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
