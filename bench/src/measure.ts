/** What a piece of work cost. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** Does the work, and tells its cost. */
export function measured<Result>(work: () => Result): { readonly result: Result; readonly cost: Cost } {
  const stop = startMeasure();
  const result = work();
  return { result, cost: stop() };
}

/** Starts to count; what it returns tells the cost since. */
export function startMeasure(): () => Cost {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  return () => {
    const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    return { cpuSeconds: (user + system) / 1e6, wallSeconds };
  };
}

/** What nothing costs. */
export const noCost: Cost = { cpuSeconds: 0, wallSeconds: 0 };

/** Two costs, one after the other. */
export function added(one: Cost, other: Cost): Cost {
  return {
    cpuSeconds: one.cpuSeconds + other.cpuSeconds,
    wallSeconds: one.wallSeconds + other.wallSeconds,
  };
}

/** The most memory that the process has had, in bytes. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** By which power `cost` grows with `size` between two measurements: 1 when twice the size costs twice as much. */
export function growth(
  before: { readonly size: number; readonly cost: number },
  after: { readonly size: number; readonly cost: number },
): number {
  return Math.log(after.cost / before.cost) / Math.log(after.size / before.size);
}
