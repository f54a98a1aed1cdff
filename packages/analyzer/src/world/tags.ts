import type { Tag } from "@rolepath/snapshot";

/** The tags of a user or a role, as the snapshot lists them: of most nobody ever asks. */
export class Tags {
  constructor(private readonly list: readonly Tag[]) {}

  /** @param key in lower case: case does not tell tag keys apart (IAM User Guide, "Tags for IAM resources") */
  get(key: string): Tag | undefined {
    return this.list.findLast((tag) => tag.Key.toLowerCase() === key);
  }

  /** Each once. */
  all(): readonly Tag[] {
    return this.list.filter((tag) => this.get(tag.Key.toLowerCase()) === tag);
  }
}

export const NO_TAGS = new Tags([]);
