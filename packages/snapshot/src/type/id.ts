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

/** Whether `text` is an ARN, as `parseArn` reads it. */
export function isArn(text: string): boolean {
  return resourceStart(text) > 0;
}

/** Where the resource of an ARN starts, behind the fifth colon; 0 where the text is not an ARN. */
function resourceStart(text: string): number {
  if (!text.startsWith("arn:")) return 0;
  const service = text.indexOf(":", 4) + 1;
  const region = text.indexOf(":", service) + 1;
  if (service < 6 || region < service + 2) return 0;
  const account = text.indexOf(":", region) + 1;
  const resource = account === 0 ? 0 : text.indexOf(":", account) + 1;
  return resource < text.length ? resource : 0;
}

/** Whether `text` is an account id: exactly twelve digits. */
export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/** The account id that an ARN names, or null where it names none (`aws`, empty, not an ARN). */
export function accountOfArn(arn: string): string | null {
  const end = resourceStart(arn) - 1;
  const account = end < 0 ? "" : arn.slice(arn.lastIndexOf(":", end - 1) + 1, end);
  return isAccountId(account) ? account : null;
}

/** As `accountOfArn`, and faster for ARNs that mostly start alike. They must be ARNs. */
export function accountTeller(): (arn: string) => string | null {
  let start = "";
  let account: string | null = null;
  return (arn) => {
    if (start === "" || !arn.startsWith(start)) {
      start = arn.slice(0, resourceStart(arn));
      account = accountOfArn(arn);
    }
    return account;
  };
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
