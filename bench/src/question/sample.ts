import type { Role, Snapshot } from "@rolepath/snapshot";
import type { Random } from "../random.js";

/** One pair that a question is about. */
export interface Pair {
  /** An ARN, a service or a provider. */
  readonly from: string;
  readonly to: string;
}

/** How often which kind of pair is asked about, in parts of their sum. */
const mix = {
  /** Somebody whom the role's trust policy names: mostly a hit. */
  trusted: 35,
  own: 25,
  other: 20,
  service: 10,
  /** One of the account's own administrators or power users. */
  broad: 10,
};

const someServices = [
  ..."lambda ec2 ecs-tasks states events codebuild cloudformation glue support sagemaker".split(" "),
].map((name) => `${name}.amazonaws.com`);

/** Who and what a generated organization holds, to draw questions from. */
export class Population {
  readonly #roles: readonly Role[];
  readonly #principals: ReadonlyMap<string, readonly string[]>;
  readonly #broad: ReadonlyMap<string, readonly string[]>;
  readonly #accounts: readonly string[];
  readonly #random: Random;

  constructor(snapshot: Snapshot, random: Random) {
    const details = snapshot.accounts.map(({ id, authorizationDetails }) => ({
      id,
      ...authorizationDetails,
    }));
    this.#random = random;
    this.#accounts = details.map(({ id }) => id);
    this.#roles = details.flatMap(({ RoleDetailList }) => RoleDetailList);
    this.#principals = new Map(
      details.map(({ id, RoleDetailList, UserDetailList }) => [
        id,
        [...UserDetailList, ...RoleDetailList].map(({ Arn }) => Arn),
      ]),
    );
    this.#broad = new Map(
      details.map(({ id, RoleDetailList }) => [id, RoleDetailList.filter(isBroad).map(({ Arn }) => Arn)]),
    );
  }

  /** The ARN of some role. */
  role(): string {
    return this.#random.one(this.#roles).Arn;
  }

  /** The id of some account. */
  account(): string {
    return this.#random.one(this.#accounts);
  }

  /** Two that a question may be about. */
  pair(): Pair {
    const role = this.#random.one(this.#roles);
    return { from: this.#caller(role), to: role.Arn };
  }

  #caller(role: Role): string {
    const home = role.Arn.split(":")[4] ?? "";
    switch (this.#random.pick(mix)) {
      case "trusted":
        return this.#trusted(role, home);
      case "own":
        return this.#someOf(this.#principals, home);
      case "other":
        return this.#someOf(this.#principals, this.account());
      case "service":
        return this.#random.one(someServices);
      case "broad":
        return this.#someOf(this.#broad, home);
    }
  }

  /** Somebody whom the trust policy names; of a whole account, or of everyone, any principal. */
  #trusted(role: Role, home: string): string {
    const named = namedIn(role);
    if (named.length === 0) return this.#someOf(this.#principals, home);
    const name = this.#random.one(named);
    if (name === "*") return this.#someOf(this.#principals, this.account());
    const whole = /^arn:aws:iam::(\d{12}):root$/.exec(name)?.[1];
    if (whole === undefined) return name;
    return this.#principals.has(whole) ? this.#someOf(this.#principals, whole) : whole;
  }

  #someOf(groups: ReadonlyMap<string, readonly string[]>, account: string): string {
    const members = groups.get(account) ?? [];
    return members.length === 0 ? account : this.#random.one(members);
  }
}

function isBroad({ AttachedManagedPolicies }: Role): boolean {
  return AttachedManagedPolicies.some(({ PolicyArn }) =>
    /\/(AdministratorAccess|PowerUserAccess)$/.test(PolicyArn),
  );
}

/** What the statements of the trust policy name as principals. */
function namedIn({ AssumeRolePolicyDocument }: Role): readonly string[] {
  const statements = AssumeRolePolicyDocument?.Statement;
  return [statements].flat().flatMap((statement) => {
    if (typeof statement !== "object" || statement === null || !("Principal" in statement)) return [];
    const { Principal } = statement;
    if (typeof Principal !== "object" || Principal === null)
      return typeof Principal === "string" ? [Principal] : [];
    return Object.values(Principal)
      .flat()
      .filter((name) => typeof name === "string");
  });
}
