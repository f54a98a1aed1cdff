/** The seed of the property tests, so that a run on CI can be repeated; `ROLEPATH_SEED` picks others. */
export const seed = Number(process.env.ROLEPATH_SEED ?? 20261015);
