import type { PrincipalInfo } from "@rolepath/analyzer";

/** The principals of an analysis as text shows them: short names, account names, groups. */
export class Names {
  readonly #byId: ReadonlyMap<string, PrincipalInfo>;
  readonly #principals: readonly PrincipalInfo[];
  readonly #accountNames = new Map<string, string>();

  constructor(principals: readonly PrincipalInfo[]) {
    this.#principals = principals;
    this.#byId = new Map(principals.map((principal) => [principal.id, principal]));
    for (const { account, accountName, vendor } of principals)
      if (accountName !== "") this.#accountNames.set(account, vendor ?? accountName);
  }

  /** What is known of the principal; absent for a name that is no node of the graph, such as one session. */
  info(id: string): PrincipalInfo | undefined {
    return this.#byId.get(id);
  }

  /** The id of the principal that `written` names in short (`user/alice`, a unique name); else `written` itself. */
  resolve(written: string): string {
    if (this.#byId.has(written)) return written;
    const [kind = "", name = written] = written.split(/\/(.*)/s);
    const isMeant = ({ id, name: own }: PrincipalInfo) =>
      own === written ||
      (own === name.split("/").at(-1) && id.split(":").slice(5).join(":").startsWith(`${kind}/`));
    const meant = this.#principals.filter(isMeant);
    return meant.length === 1 ? meant[0]!.id : written;
  }

  /** `alice`, `Deploy`, `lambda.amazonaws.com`, `anyone`. */
  short(id: string): string {
    if (id === "*") return "anyone";
    const info = this.#byId.get(id);
    if (info?.kind === "account" && info.vendor !== undefined) return `account ${id} (${info.vendor})`;
    if (info !== undefined && info.name !== "") return info.name;
    if (/^\d{12}$/.test(id)) return `account ${id}`;
    const resource = id.split(":").slice(5).join(":");
    return resource === "" ? id : resource;
  }

  /** The account id of a principal; empty for services and anyone. */
  accountOf(id: string): string {
    return this.#byId.get(id)?.account ?? id.split(":")[4] ?? (/^\d{12}$/.test(id) ? id : "");
  }

  /** `Payments (111122223333)`, or the id alone where the account has no name. */
  account(id: string): string {
    const name = this.#accountNames.get(id);
    return name === undefined || name === id ? id : `${name} (${id})`;
  }

  /** Where the principal is: its account by name; services and anyone are nowhere. */
  where(id: string): string {
    const account = this.accountOf(id);
    return account === "" || account === id ? "" : this.account(account);
  }

  /** The heading under which a list shows the principal, and its rank: who comes from farthest comes first. */
  group(id: string): { readonly title: string; readonly rank: number } {
    const account = this.accountOf(id);
    const info = this.#byId.get(id);
    if (id === "*") return { title: "Anyone on the internet", rank: 0 };
    if (account === "") return { title: "Services and public identity providers", rank: 3 };
    if (info?.kind === "saml" || info?.kind === "oidc")
      return { title: `${this.account(account)}, through an identity provider`, rank: 2 };
    return info?.outside
      ? { title: `${this.account(account)}, outside the snapshot`, rank: 1 }
      : { title: this.account(account), rank: 4 };
  }
}

const kindNames: Readonly<Record<PrincipalInfo["kind"], string>> = {
  user: "user",
  role: "role",
  "service-role": "service role",
  "service-linked-role": "service-linked role",
  "sso-role": "Identity Center role",
  service: "service",
  saml: "SAML provider",
  oidc: "OIDC provider",
  account: "account",
  anyone: "anyone",
  dangling: "deleted principal",
};

/** The kind of a principal in words. */
export function kindName(kind: PrincipalInfo["kind"]): string {
  return kindNames[kind];
}
