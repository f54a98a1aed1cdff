/** A directed network of named nodes, for its smallest cut. */
export class FlowNetwork {
  private readonly capacities = new Map<string, Map<string, number>>();

  /** Adds an edge; what cannot be cut has an infinite capacity. */
  connect(from: string, to: string, capacity: number): void {
    this.edgesOf(from).set(to, Math.max(capacity, this.edgesOf(from).get(to) ?? 0));
    // The way back, along which a flow can be taken back.
    if (!this.edgesOf(to).has(from)) this.edgesOf(to).set(from, 0);
  }

  /**
   * The edges of a smallest cut between two nodes, of all such cuts the one nearest to `sink`; null when there is none.
   *
   * Edmonds and Karp: fill shortest ways until none is left. All capacities are 1 or infinite, so a cut of n edges takes n ways.
   */
  smallestCut(source: string, sink: string): readonly (readonly [string, string])[] | null {
    for (let way = this.shortestWay(source, sink); way !== null; way = this.shortestWay(source, sink)) {
      const room = Math.min(...way.map(([from, to]) => this.capacity(from, to)));
      if (room === Number.POSITIVE_INFINITY) return null;
      for (const [from, to] of way) {
        this.edgesOf(from).set(to, this.capacity(from, to) - room);
        this.edgesOf(to).set(from, this.capacity(to, from) + room);
      }
    }
    const beyond = this.nodesWithRoomTo(sink);
    return [...this.capacities.keys()]
      .filter((from) => !beyond.has(from))
      .flatMap((from) =>
        [...this.edgesOf(from).keys()].filter((to) => beyond.has(to)).map((to) => [from, to] as const),
      );
  }

  private edgesOf(node: string): Map<string, number> {
    let edges = this.capacities.get(node);
    if (edges === undefined) {
      edges = new Map();
      this.capacities.set(node, edges);
    }
    return edges;
  }

  private capacity(from: string, to: string): number {
    return this.edgesOf(from).get(to) ?? 0;
  }

  private shortestWay(source: string, sink: string): readonly (readonly [string, string])[] | null {
    const before = new Map<string, string>([[source, source]]);
    const queue = [source];
    for (let index = 0; index < queue.length && !before.has(sink); index += 1) {
      const node = queue[index]!;
      for (const [to, room] of this.edgesOf(node)) {
        if (room <= 0 || before.has(to)) continue;
        before.set(to, node);
        queue.push(to);
      }
    }
    if (!before.has(sink)) return null;
    const way: (readonly [string, string])[] = [];
    for (let node = sink; node !== source; node = before.get(node)!) way.push([before.get(node)!, node]);
    return way.toReversed();
  }

  private nodesWithRoomTo(sink: string): ReadonlySet<string> {
    const found = new Set([sink]);
    const queue = [sink];
    for (let index = 0; index < queue.length; index += 1) {
      const node = queue[index]!;
      // Every edge has its way back, so the neighbours of a node are also those that lead to it.
      for (const from of this.edgesOf(node).keys()) {
        if (found.has(from) || this.capacity(from, node) <= 0) continue;
        found.add(from);
        queue.push(from);
      }
    }
    return found;
  }
}
