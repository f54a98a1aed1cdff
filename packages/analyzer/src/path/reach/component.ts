/** The strongly connected components of a directed graph that hold a cycle: more than one node, or a node that leads to itself. */
export function cyclicComponents<Node>(
  nodes: Iterable<Node>,
  successors: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  return components(nodes, successors).filter(
    ([first, ...more]) => more.length > 0 || (first !== undefined && successors(first).includes(first)),
  );
}

/**
 * The strongly connected components of what is reached from `nodes`, each after all those that it leads to.
 *
 * Tarjan's algorithm without recursion, since chains of roles can be longer than the stack is deep.
 */
export function components<Node>(
  nodes: Iterable<Node>,
  successors: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open = new Set<Node>();
  const stack: Node[] = [];
  const found: Node[][] = [];
  const enter = (node: Node): { node: Node; next: readonly Node[]; index: number } => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    open.add(node);
    return { node, next: successors(node), index: 0 };
  };
  const lower = (node: Node, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to));
  };
  for (const root of nodes) {
    if (order.has(root)) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const next = top.next[top.index];
      top.index += 1;
      if (next !== undefined) {
        if (!order.has(next)) work.push(enter(next));
        else if (open.has(next)) lower(top.node, order.get(next) ?? 0);
        continue;
      }
      work.pop();
      const { node } = top;
      const above = work.at(-1);
      if (above !== undefined) lower(above.node, low.get(node) ?? 0);
      if (low.get(node) !== order.get(node)) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) open.delete(member);
      found.push(component);
    }
  }
  return found;
}
