export type * from "./entity.js";
export {
  type ArnParts,
  accountOfArn,
  isAccountId,
  parseArn,
  parseIamResource,
  partitionOfArn,
} from "./id.js";
export type { KeptFile } from "./kept.js";
export { KeptFileReader, KeptFileWriter } from "./kept-text.js";
export {
  type AccountPart,
  accountFile,
  identityCenterFile,
  manifestFile,
  organizationFile,
} from "./layout.js";
export { encodeText } from "./packed/text.js";
export { isPackedJson } from "./packed/unpack.js";
export { escapePointer, joinPointer, parsePointer } from "./pointer.js";
export type { Json, PolicyDocument } from "./policy.js";
export type { Problem } from "./problem.js";
export type { ReadOptions, ReadResult } from "./read-result.js";
export { createSnapshotReader, readSnapshot, type SnapshotReader } from "./reader.js";
export type * from "./snapshot.js";
export { valueAt } from "./value-at.js";
export { formatVersion } from "./version.js";
export { packBundle, writeBundle, writeSnapshot } from "./write.js";
