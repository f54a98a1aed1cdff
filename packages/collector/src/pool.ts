/** Runs a task on every item, at most so many at once, and gives the results in the items' order. */
export type Pool = <Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
) => Promise<Result[]>;

/**
 * A pool of `concurrency` workers.
 *
 * The first task that throws stops the rest from starting; the error is thrown once the running ones have ended, so
 * that nothing goes on behind the caller's back.
 */
export function createPool(concurrency: number): Pool {
  return async <Item, Result>(items: readonly Item[], task: (item: Item) => Promise<Result>) => {
    const results = new Array<Result>(items.length);
    const failures: unknown[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      while (failures.length === 0 && next < items.length) {
        const index = next++;
        try {
          results[index] = await task(items[index] as Item);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
    if (failures.length > 0) throw failures[0];
    return results;
  };
}
