export { leanShares, type OrganizationOptions, usualShares } from "./organization/options.js";
export { generatedSnapshot } from "./organization/organization.js";
export { type Pair, Population } from "./question/sample.js";
export { Random } from "./random.js";
