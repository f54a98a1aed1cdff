/** Packed JSON that is damaged, or of another version. */
export class PackedError extends Error {}
