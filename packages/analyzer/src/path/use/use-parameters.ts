import type { HopAnswer } from "../../answer.js";

/** The longest session that the CLI asks for unless it is told. */
const SECONDS_DEFAULT = 3600;

/** What a hop passes, from its witness. */
export interface Parameters {
  readonly externalId: string | null;
  readonly sessionName: string;
  readonly sourceIdentity: string | null;
  readonly tags: readonly (readonly [string, string])[];
  readonly transitive: readonly string[];
  readonly mfa: boolean;
  readonly seconds: number | null;
}

/** What is passed on the hop; a session of `asked` seconds where the hop grants it. */
export function parametersOf(hop: HopAnswer, asked: number | undefined): Parameters {
  const { witness = {} } = hop;
  const text = (key: string): string | null => {
    const value = witness[key];
    return typeof value === "string" ? value : null;
  };
  const longest = hop.maxSessionSeconds ?? SECONDS_DEFAULT;
  const seconds = asked === undefined ? longest : Math.min(asked, longest);
  const transitive = witness["sts:TransitiveTagKeys"] ?? [];
  return {
    externalId: text("sts:ExternalId"),
    sessionName: text("sts:RoleSessionName") ?? "rolepath",
    // Once the session has one it goes along by itself.
    sourceIdentity: text("aws:SourceIdentity") === null ? text("sts:SourceIdentity") : null,
    tags: Object.entries(witness).flatMap(([key, value]) =>
      key.startsWith("aws:RequestTag/") && typeof value === "string"
        ? [[key.slice("aws:RequestTag/".length), value] as const]
        : [],
    ),
    transitive: typeof transitive === "string" ? [transitive] : transitive,
    mfa: text("aws:MultiFactorAuthPresent") === "true",
    seconds: seconds === SECONDS_DEFAULT ? null : seconds,
  };
}
