import type { Callers, CallersGroup, PrincipalInfo } from "@rolepath/analyzer";
import type { Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { type Party, partyOf } from "./party.js";
import { principalOf } from "./principal.js";

/** Callers of a hop who are the same to one who looks at accounts: those of one account, or one who is alone. */
export interface Crowd {
  /** One of them: account and whether they are outside are the same for all. */
  readonly first: PrincipalInfo;
  readonly party: Party | null;
  readonly count: number;
}

/** The crowds of a group, and how many of their members there are. */
interface Gathered {
  readonly crowds: readonly Crowd[];
  readonly byParty: ReadonlyMap<string, number>;
  /** Members with a party. */
  readonly count: number;
}

type Keep = (info: PrincipalInfo) => boolean;

const everybody: Keep = () => true;

/** The crowds of a dataset with everybody in them. */
export const allCrowds = oncePer((dataset) => new Crowds(dataset, everybody));

/** The callers of all hops, gathered by account: each group once, however many roles it may enter. */
export class Crowds {
  private readonly gathered = new Map<CallersGroup, Gathered>();

  // Where an account is left out, all callers are users and roles, whose party has the key of their account.
  constructor(
    private readonly dataset: Dataset,
    /** Who counts. */
    private readonly keep: Keep,
  ) {}

  /** Visits the crowds of the callers. */
  forEach({ group, exceptAccount }: Callers, visit: (crowd: Crowd) => void): void {
    for (const crowd of this.of(group).crowds)
      if (exceptAccount === null || crowd.first.account !== exceptAccount) visit(crowd);
  }

  /** How many of the callers have a party, and one other than `key`. */
  countApartFrom({ group, exceptAccount }: Callers, key: string): number {
    const { byParty, count } = this.of(group);
    const of = (party: string | null): number => (party === null ? 0 : (byParty.get(party) ?? 0));
    return count - of(key) - (exceptAccount === key ? 0 : of(exceptAccount));
  }

  /** How many of the callers are of the party. */
  countOf({ group, exceptAccount }: Callers, key: string): number {
    return exceptAccount === key ? 0 : (this.of(group).byParty.get(key) ?? 0);
  }

  private of(group: CallersGroup): Gathered {
    let gathered = this.gathered.get(group);
    if (gathered === undefined) {
      gathered = this.gather(group);
      this.gathered.set(group, gathered);
    }
    return gathered;
  }

  private gather(group: CallersGroup): Gathered {
    const found = new Map<string, { first: PrincipalInfo; party: Party | null; count: number }>();
    for (const id of group.ids()) {
      const info = principalOf(this.dataset, id);
      if (!this.keep(info)) continue;
      const alone = info.outside || info.kind === "service" || !this.dataset.accounts.has(info.account);
      const key = alone ? info.id : info.account;
      const crowd = found.get(key);
      if (crowd === undefined) found.set(key, { first: info, party: partyOf(this.dataset, id), count: 1 });
      else crowd.count++;
    }
    const crowds = [...found.values()];
    const byParty = new Map<string, number>();
    let count = 0;
    for (const crowd of crowds) {
      if (crowd.party === null) continue;
      count += crowd.count;
      byParty.set(crowd.party.key, (byParty.get(crowd.party.key) ?? 0) + crowd.count);
    }
    return { crowds, byParty, count };
  }
}
