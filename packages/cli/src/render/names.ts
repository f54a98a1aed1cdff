import type { PrincipalInfo } from "@rolepath/analyzer";

/** The principals of an analysis as text shows them: short names, account names, groups. */
export class Names {
  readonly #byId: ReadonlyMap<string, PrincipalInfo>;
  readonly #accountNames = new Map<string, string>();

  constructor(principals: readonly PrincipalInfo[]) {
    this.#byId = new Map(principals.map((principal) => [principal.id, principal]));
    for (const { account, accountName } of principals)
      if (accountName !== "") this.#accountNames.set(account, accountName);
  }

  /** What is known of the principal; absent for a name that is no node of the graph, such as one session. */
  info(id: string): PrincipalInfo | undefined {
    return this.#byId.get(id);
  }

  /** `alice`, `Deploy`, `lambda.amazonaws.com`, `anyone`. */
  short(id: string): string {
    if (id === "*") return "anyone";
    const known = this.#byId.get(id)?.name;
    if (known !== undefined && known !== "") return known;
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

  /** The heading under which a list shows the principal: its account, or `services`, `anyone`. */
  group(id: string): string {
    const account = this.accountOf(id);
    if (account !== "") return this.account(account);
    return id === "*" ? "Anyone on the internet" : "Services and public identity providers";
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
