export { sdkTransport, type TransportOptions } from "./aws/transport.js";
export { CallError, type FailureKind } from "./call-error.js";
export type { Calls, Operation } from "./client.js";
export { type CollectSummary, collect } from "./collect.js";
export { CollectError, type CollectErrorCode } from "./collect-error.js";
export type { CallCounts, CollectEvent, OnEvent } from "./event.js";
export type { CollectManifest, Coverage, Status } from "./folder/manifest.js";
export { type ImportRequest, type ImportSummary, importSnapshot } from "./import/import.js";
export type { CollectRequest } from "./job.js";
export { createPace, type Pace } from "./pace.js";
export { persistentAws } from "./persistent.js";
export { createPool } from "./pool.js";
export type { AuditRole } from "./print/audit-role.js";
export { cloudFormationTemplate } from "./print/cloudformation.js";
export { terraformModule } from "./print/terraform.js";
export { eventRecord } from "./progress/json.js";
export { createTally, type Tally, type TallyView } from "./progress/tally.js";
export { duration, eventLine, statusLine } from "./progress/text.js";
export { createRedactor, type Redactor } from "./redact.js";
export {
  auditRolePolicy,
  type PolicyQuestion,
  partitionOfRegion,
  requiredPolicy,
} from "./required-policy.js";
export type { Run } from "./run.js";
export type { CallContext, Transport } from "./transport.js";
