/** Work that one question may cost, in steps of the automata and of the search; used up, the answer is "limit". */
export interface Budget {
  left: number;
}

/** Enough for every policy that people write; a question made to be hard is given up within about a second. */
const WORK_MAX = 450_000;

/** A fresh budget. */
export function newBudget(): Budget {
  return { left: WORK_MAX };
}
