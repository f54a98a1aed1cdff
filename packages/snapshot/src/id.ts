/** The parts of an ARN: `arn:partition:service:region:account:resource`. */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** Twelve digits, `aws` for AWS's own policies, or empty. */
  readonly account: string;
  /** Everything after the fifth colon, colons included (`role/path/Name`). */
  readonly resource: string;
}

const arnPattern = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s;

/** The parts of `arn`, or null where the text is not an ARN. Patterns with `*` count as ARNs if they have six parts. */
export function parseArn(arn: string): ArnParts | null {
  const match = arnPattern.exec(arn);
  if (match === null) return null;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

/** Whether `text` is an account id: exactly twelve digits. */
export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/** The account id that an ARN names, or null where it names none (`aws`, empty, not an ARN). */
export function accountOfArn(arn: string): string | null {
  const account = parseArn(arn)?.account;
  return account !== undefined && isAccountId(account) ? account : null;
}

/** The partition of an ARN (`aws`, `aws-us-gov`, `aws-cn`, …), or null where the text is not an ARN. */
export function partitionOfArn(arn: string): string | null {
  return parseArn(arn)?.partition ?? null;
}

/** The type, path and name in the ARN of an IAM entity: `role`, `/team/`, `Deploy`; null where there is none. */
export function parseIamResource(
  arn: string,
): { readonly type: string; readonly path: string; readonly name: string } | null {
  const resource = parseArn(arn)?.resource;
  const slash = resource?.indexOf("/") ?? -1;
  if (resource === undefined || slash < 0) return null;
  const last = resource.lastIndexOf("/");
  const name = resource.slice(last + 1);
  if (name === "") return null;
  return { type: resource.slice(0, slash), path: resource.slice(slash, last + 1), name };
}
