import { ALL_ADDRESSES } from "./ip.js";
import type { Alphabet, KeySpec } from "./key-spec.js";

function alphabet(name: string, pattern: RegExp, samples: string): Alphabet {
  return { name, accepts: (char) => pattern.test(char), samples };
}

/** Session names and source identities: AWS STS API Reference, AssumeRole. */
export const NAME_ALPHABET = alphabet(
  "name",
  /^[A-Za-z0-9_+=,.@-]$/,
  "xyzabcdefghijklmnopqrstuvw0123456789-_.@=,+",
);
/** What follows the account in the ARN of a user or a role: IAM User Guide, "IAM identifiers". */
export const ARN_ALPHABET = alphabet(
  "ARN",
  /^[A-Za-z0-9_+=,.@:/-]$/,
  "xyzabcdefghijklmnopqrstuvw0123456789-_.@=,+/:",
);
/** External ids: AWS STS API Reference, AssumeRole. */
export const EXTERNAL_ID_ALPHABET = alphabet(
  "external id",
  /^[A-Za-z0-9_+=,.@:/-]$/,
  "xyzabcdefghijklmnopqrstuvw0123456789-_.@=,+:/",
);
/** Tag keys and values: IAM User Guide, "Tags for AWS Identity and Access Management resources". */
export const TAG_ALPHABET = alphabet(
  "tag",
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]$/u,
  "xyzabcdefghijklmnopqrstuvw0123456789-_.@=+:/ ",
);
const ANY_ALPHABET = alphabet("any", /^[^\u0000]$/u, "xyzabcdefghijklmnopqrstuvw0123456789-_.@=,+:/ *?!#");
const ID_ALPHABET = alphabet("id", /^[0-9a-z]$/, "0123456789abcdefghijklmnopqrstuvwxyz");

const FOREVER = 253_402_300_799n; // the last second of the year 9999

const STRING: KeySpec = {
  name: "",
  type: "string",
  multivalued: false,
  mayBeAbsent: true,
  kind: "environment",
  optional: false,
  alphabet: ANY_ALPHABET,
  lengthMin: 1,
  lengthMax: 2048,
  prefix: "",
  finite: null,
  universe: [],
  base: [],
  example: null,
};

type Options = Partial<Omit<KeySpec, "name" | "type">>;

/** A key with text values. */
export function stringSpec(name: string, options: Options = {}): KeySpec {
  return { ...STRING, name, ...options };
}

/** A key that is `true` or `false` when present. */
export function boolSpec(name: string, options: Options = {}): KeySpec {
  return { ...STRING, name, finite: ["false", "true"], ...options };
}

/** A key with whole numbers from 0. */
export function numberSpec(name: string, options: Options = {}): KeySpec {
  return { ...STRING, name, type: "number", universe: [[0n, (1n << 53n) - 1n]], ...options };
}

/** A key with points in time, in seconds since 1970, from `earliest` to `latest`. */
export function dateSpec(
  name: string,
  earliest: bigint,
  latest: bigint | null,
  options: Options = {},
): KeySpec {
  return { ...STRING, name, type: "date", universe: [[earliest, latest ?? FOREVER]], ...options };
}

/** A key with network addresses. */
export function addressSpec(name: string, options: Options = {}): KeySpec {
  return { ...STRING, name, type: "ip", universe: ALL_ADDRESSES, example: String(0xcb00710an), ...options };
}

/** Session names: 2 to 64 characters. */
export function nameSpec(name: string, options: Options = {}): KeySpec {
  return {
    ...STRING,
    name,
    alphabet: NAME_ALPHABET,
    lengthMin: 2,
    lengthMax: 64,
    kind: "caller",
    ...options,
  };
}

/** Tag values: up to 256 characters, may be empty. */
export function tagValueSpec(name: string, options: Options = {}): KeySpec {
  return {
    ...STRING,
    name,
    alphabet: TAG_ALPHABET,
    lengthMin: 0,
    lengthMax: 256,
    kind: "caller",
    example: "x",
    ...options,
  };
}

/** Sets of tag keys: 1 to 128 characters each. */
export function tagKeysSpec(name: string, options: Options = {}): KeySpec {
  return {
    ...STRING,
    name,
    multivalued: true,
    alphabet: TAG_ALPHABET,
    lengthMax: 128,
    kind: "caller",
    optional: true,
    ...options,
  };
}

/** Ids such as `vpc-0a1b2c3d`. AWS makes 8 or 17 hexadecimal digits, and promises neither. */
export function idSpec(name: string, prefix: string, options: Options = {}): KeySpec {
  const example = `${prefix}00000000`;
  return { ...STRING, name, prefix, alphabet: ID_ALPHABET, lengthMax: 32, example, ...options };
}
