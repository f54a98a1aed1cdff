/** One resource as AWS Config recorded it. */
export interface ConfigItem {
  readonly account: string;
  /** `AWS::IAM::Role` and the like. */
  readonly type: string;
  /** What Config knows of the resource: the entity with keys in camelCase. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Tags that stand beside the configuration. */
  readonly tags: unknown;
  readonly capturedAt?: string;
}

/** The items of a file of AWS Config, and how many entries could not be read; null where it is none. */
export interface ConfigFile {
  readonly items: readonly ConfigItem[];
  readonly unreadable: number;
}

/**
 * The items in a parsed JSON file.
 *
 * Known are the answers of `select-aggregate-resource-config`, `batch-get-aggregate-resource-config` and
 * `get-aggregate-resource-config`, the snapshots that Config delivers to S3, and a bare list of such items. Items that
 * are text, or whose configuration is text, are parsed.
 */
export function configItemsIn(value: unknown): ConfigFile | null {
  const entries = entriesIn(value)?.map(parsedIfText);
  if (entries === undefined || !entries.some(isConfigEntry)) return null;
  const live = entries.filter((entry) => !isDeleted(entry));
  const items = live.flatMap((entry) => itemOf(entry) ?? []);
  return { items, unreadable: live.length - items.length };
}

function entriesIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  for (const key of ["Results", "BaseConfigurationItems", "configurationItems"])
    if (Array.isArray(value[key])) return value[key];
  return isRecord(value.ConfigurationItem) ? [value.ConfigurationItem] : undefined;
}

function isConfigEntry(entry: unknown): boolean {
  return isRecord(entry) && typeof entry.resourceType === "string" && entry.resourceType.startsWith("AWS::");
}

function isDeleted(entry: unknown): boolean {
  return (
    isRecord(entry) && /^(?:ResourceDeleted|ResourceNotRecorded)/.test(String(entry.configurationItemStatus))
  );
}

function itemOf(entry: unknown): ConfigItem | null {
  if (!isRecord(entry) || typeof entry.resourceType !== "string") return null;
  const account = entry.accountId ?? entry.awsAccountId;
  const configuration = parsedIfText(entry.configuration);
  if (typeof account !== "string" || !/^\d{12}$/.test(account) || !isRecord(configuration)) return null;
  const capturedAt = entry.configurationItemCaptureTime;
  return {
    account,
    type: entry.resourceType,
    configuration,
    tags: entry.tags,
    ...(typeof capturedAt === "string" ? { capturedAt } : {}),
  };
}

function parsedIfText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
