/** What a piece of work cost. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** Does the work, and tells its cost. */
export function measured<Result>(work: () => Result): { readonly result: Result; readonly cost: Cost } {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const result = work();
  const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { result, cost: { cpuSeconds: (user + system) / 1e6, wallSeconds } };
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
