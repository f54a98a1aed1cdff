import { drivenConfig } from "./driven-config.js";

// `REPORT=FILE.html pnpm measure:report`
export default drivenConfig("test/e2e/measure-report.ts");
