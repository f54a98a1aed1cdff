// What the page shows of an analysis, before it is drawn: for tests that compare it with what others say.
export { pathRoute } from "../route.js";
export { makeDataset } from "./dataset.js";
export { pathUse, pathView } from "./path.js";
