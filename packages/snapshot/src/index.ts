export { escapePointer, joinPointer, parsePointer } from "./json/pointer.js";
export { encodeText } from "./packed/text.js";
export { isPackedJson } from "./packed/unpack.js";
export { formatVersion } from "./part/version.js";
export { createKeepingReader, type KeepingReader } from "./read/keeping-reader.js";
export type { KeptFile } from "./read/kept.js";
export { KeptFileReader, KeptFileWriter } from "./read/kept-text.js";
export { createSnapshotReader, readSnapshot } from "./read/reader.js";
export { UNREADABLE } from "./schema/leaf.js";
export type * from "./type/entity.js";
export {
  type ArnParts,
  accountOfArn,
  isAccountId,
  parseArn,
  parseIamResource,
  partitionOfArn,
} from "./type/id.js";
export {
  type AccountPart,
  accountFile,
  identityCenterFile,
  manifestFile,
  organizationFile,
} from "./type/layout.js";
export { linesIn } from "./type/line.js";
export type { Json, PolicyDocument } from "./type/policy.js";
export type { Problem } from "./type/problem.js";
export type { ReadOptions, ReadResult } from "./type/read-result.js";
export type * from "./type/snapshot.js";
export { valueAt } from "./value-at.js";
export { packBundle, writeBundle, writeSnapshot } from "./write.js";
