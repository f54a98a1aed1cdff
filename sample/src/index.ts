export { type ShowcaseChain, showcaseChains } from "./chains.js";
export type { Decoy, PlantedMistake, SampleRule } from "./lesson.js";
export { decoys, plantedMistakes, sampleSnapshot } from "./sample.js";
