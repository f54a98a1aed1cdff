declare const atob: (text: string) => string;

/** The text whose UTF-8 bytes base64 stands for; null where it is not base64, or the bytes are no text. */
export function textOfBase64(base64: string): string | null {
  try {
    const bytes = [...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0"));
    return decodeURIComponent(bytes.map((byte) => `%${byte}`).join(""));
  } catch {
    // Both throw on what they cannot read, and tell it in no other way.
    return null;
  }
}
