/**
 * The scope of a key, empty for a key without one.
 *
 * Requests that are solved together have their keys told apart by a scope each: `2>aws:tagkeys` is a key of the third one.
 */
export function scopeOf(keyId: string): string {
  // Hardly a key begins with a digit.
  const first = keyId.charCodeAt(0);
  return first >= 48 && first <= 57 ? (/^\d+>/.exec(keyId)?.[0] ?? "") : "";
}

/** The key of the request with that number. */
export function scoped(request: number, keyId: string): string {
  return `${request}>${keyId}`;
}

/** The key without its scope. */
export function unscoped(keyId: string): string {
  return keyId.slice(scopeOf(keyId).length);
}
