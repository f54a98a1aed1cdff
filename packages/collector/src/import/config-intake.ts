import { accountFile, type Problem } from "@rolepath/snapshot";
import { addItem, type ImportedAccount } from "./config-entity.js";
import { configItemsIn } from "./config-items.js";

/** Takes the files of AWS Config out of an import, and gives them back as the files of a snapshot. */
export class ConfigIntake {
  readonly #accounts = new Map<string, ImportedAccount>();
  readonly #problems: Problem[] = [];

  /** Takes the file if it is of AWS Config. */
  take(path: string, text: string): boolean {
    const found = configItemsIn(parsed(text));
    if (found === null) return false;
    const other = new Map<string, number>();
    for (const item of found.items) {
      if (!addItem(this.#accountOf(item.account), item))
        other.set(item.type, (other.get(item.type) ?? 0) + 1);
    }
    if (found.unreadable > 0)
      this.#warn(
        path,
        "config-item-unreadable",
        `${found.unreadable} items without account or configuration were left out`,
        "query accountId, resourceType, configuration and tags",
      );
    for (const [type, count] of [...other].sort(([a], [b]) => (a < b ? -1 : 1)))
      this.#warn(
        path,
        "config-item-unused",
        `${count} items of type \`${type}\` were left out`,
        "nothing to do: a snapshot has no place for them",
      );
    return true;
  }

  /** Whether the account's data came from AWS Config. */
  has(account: string): boolean {
    return this.#accounts.has(account);
  }

  /** The accounts as files of a snapshot, for the reader. */
  *files(): Generator<readonly [path: string, text: string]> {
    for (const [id, account] of [...this.#accounts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { SAMLProviderList, OpenIDConnectProviderList, ...details } = account;
      yield [accountFile(id, "authorizationDetails"), JSON.stringify(details)];
      // Config may not record providers at all, so none is not the same as an empty list.
      if (SAMLProviderList.length + OpenIDConnectProviderList.length > 0)
        yield [
          accountFile(id, "identityProviders"),
          JSON.stringify({ SAMLProviderList, OpenIDConnectProviderList }),
        ];
    }
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  #accountOf(id: string): ImportedAccount {
    const account = this.#accounts.get(id) ?? {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
      SAMLProviderList: [],
      OpenIDConnectProviderList: [],
    };
    this.#accounts.set(id, account);
    return account;
  }

  #warn(file: string, code: string, message: string, remedy: string): void {
    this.#problems.push({ level: "warning", code, file, pointer: "", message, remedy });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
