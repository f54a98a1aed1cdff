import { drivenConfig } from "./driven-config.js";

// `pnpm measure:web`
export default drivenConfig("test/e2e/measure.ts");
