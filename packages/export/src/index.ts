export { type ExportFormat, exportFiles, exportFormats } from "./export.js";
export type { OutputFile, Sink } from "./output-file.js";
