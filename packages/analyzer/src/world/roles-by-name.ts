import type { AccountEntry } from "./account.js";
import type { RolePrincipal } from "./entity.js";

/** The roles of all accounts as `account/NAME`; the names of an account are gathered when one of them is asked for. */
export class RolesByName implements ReadonlyMap<string, RolePrincipal> {
  readonly #accounts: ReadonlyMap<string, AccountEntry>;
  readonly #byAccount = new Map<string, ReadonlyMap<string, RolePrincipal>>();

  constructor(accounts: ReadonlyMap<string, AccountEntry>) {
    this.#accounts = accounts;
  }

  get(key: string): RolePrincipal | undefined {
    const slash = key.indexOf("/");
    return this.#namesIn(key.slice(0, slash)).get(key.slice(slash + 1));
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    let size = 0;
    for (const id of this.#accounts.keys()) size += this.#namesIn(id).size;
    return size;
  }

  *entries(): MapIterator<[string, RolePrincipal]> {
    for (const id of this.#accounts.keys())
      for (const [name, role] of this.#namesIn(id)) yield [`${id}/${name}`, role];
  }

  *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<RolePrincipal> {
    for (const [, role] of this.entries()) yield role;
  }

  [Symbol.iterator](): MapIterator<[string, RolePrincipal]> {
    return this.entries();
  }

  forEach(visit: (role: RolePrincipal, key: string, map: ReadonlyMap<string, RolePrincipal>) => void): void {
    for (const [key, role] of this.entries()) visit(role, key, this);
  }

  #namesIn(id: string): ReadonlyMap<string, RolePrincipal> {
    let names = this.#byAccount.get(id);
    if (names === undefined) {
      names = new Map(this.#accounts.get(id)?.roles.map((role) => [role.name, role]));
      this.#byAccount.set(id, names);
    }
    return names;
  }
}
