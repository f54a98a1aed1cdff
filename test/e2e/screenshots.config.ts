import { drivenConfig } from "./driven-config.js";

// `pnpm screenshots`
export default drivenConfig("test/e2e/screenshots.ts");
