export type * from "./entity.js";
export {
  type ArnParts,
  accountOfArn,
  isAccountId,
  parseArn,
  parseIamResource,
  partitionOfArn,
} from "./id.js";
export {
  type AccountPart,
  accountFile,
  identityCenterFile,
  manifestFile,
  organizationFile,
} from "./layout.js";
export { escapePointer, joinPointer, parsePointer } from "./pointer.js";
export type { Json, PolicyDocument } from "./policy.js";
export type { Problem } from "./problem.js";
export type { ReadOptions, ReadResult } from "./read-result.js";
export { createSnapshotReader, readSnapshot, type SnapshotReader } from "./reader.js";
export type * from "./snapshot.js";
export { valueAt } from "./value-at.js";
export { formatVersion } from "./version.js";
export { writeBundle, writeSnapshot } from "./write.js";
