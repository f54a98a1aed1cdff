/** Takes credentials out of text that is going to be shown or written. */
export interface Redactor {
  /** Remembers a secret, so that no text shows it. */
  secret(value: string | undefined): void;
  clean(text: string): string;
}

const lengthMax = 1000;
// What credentials look like: access key ids, session tokens, signatures in a header or a signed URL.
const patterns: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  /\b(?:FwoG|IQoJ|FQoG)[\w+/=-]{20,}/g,
  /\b(?:Signature|Credential|X-Amz-(?:Security-Token|Signature|Credential))=[^\s&,"'<>]+/gi,
  /\bauthorization:[^\n]*/gi,
];

/** A redactor that knows the secrets it was told and the shapes of others. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    secret(value) {
      // A shorter text could be a word of an ordinary message.
      if (value !== undefined && value.length >= 8) secrets.add(value);
    },
    clean(text) {
      let cleaned = text;
      for (const secret of secrets) cleaned = cleaned.replaceAll(secret, "[credential]");
      for (const pattern of patterns) cleaned = cleaned.replace(pattern, "[credential]");
      return cleaned.length > lengthMax ? `${cleaned.slice(0, lengthMax)}…` : cleaned;
    },
  };
}
