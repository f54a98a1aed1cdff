import { Component, type ComponentChildren, type VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { partOf, partSize } from "../part.js";
import { fail } from "../state.js";

// Long lists, part by part: whoever meets the end of what is shown can go on, and what stands there is not drawn again.

type Rows<Row> = readonly Row[];

/** Draws a part; `from` is the place of its first row in the list, and `before` the row before that. */
type Draw<Row> = (rows: Rows<Row>, from: number, before: Row | undefined) => ComponentChildren;

interface Drawn {
  /** What is shown, to be put where the rows belong. */
  readonly rows: VNode;
  /** Says how many of how many are shown, with a button that shows the next; nothing where all were shown at once. */
  readonly more: VNode | null;
}

interface Long<Row> {
  readonly draw: Draw<Row>;
  /** What the drawing depends on besides the rows. */
  readonly of?: unknown;
  /** The first part; another list is a list anew. */
  readonly first: Rows<Row>;
  readonly count: number;
  /** What the rows are, many of them. */
  readonly what: string;
  /** The part that begins at a row; null as long as it cannot be had. */
  readonly next: ((from: number) => Rows<Row> | Promise<Rows<Row>>) | null;
  readonly size?: number;
}

/** The parts of a list that are shown, and the way on. */
export function useParts<Row>({ first, count, what, next, size = partSize, draw, of }: Long<Row>): Drawn {
  const [added, setAdded] = useState<{ readonly to: Rows<Row>; readonly parts: readonly Rows<Row>[] }>({
    to: first,
    parts: [],
  });
  const now = useRef(first);
  now.current = first;
  const underWay = useRef<Rows<Row> | null>(null);
  const line = useRef<HTMLParagraphElement>(null);
  const parts = added.to === first ? [first, ...added.parts] : [first];
  const shown = parts.reduce((sum, part) => sum + part.length, 0);
  const goOn = async (): Promise<void> => {
    if (next === null || underWay.current === first) return;
    underWay.current = first;
    try {
      const part = await next(shown);
      if (now.current !== first) return;
      // The button goes with the last part; the focus stays where one is.
      if (shown + part.length >= count) line.current?.focus();
      setAdded({ to: first, parts: [...parts.slice(1), part] });
    } catch (error) {
      fail(error);
    } finally {
      if (underWay.current === first) underWay.current = null;
    }
  };
  const left = count - shown;
  const more =
    count <= first.length ? null : (
      <p class="more-rows" ref={line} tabIndex={-1}>
        <span role="status">
          {shown.toLocaleString("en")} of {count.toLocaleString("en")} {what} listed
        </span>
        {left > 0 &&
          (next === null ? (
            <span class="muted">, the others when the analysis is done</span>
          ) : (
            <button type="button" class="button small" onClick={() => void goOn()}>
              Show {Math.min(left, size).toLocaleString("en")} more
              <span class="visually-hidden"> {what}</span>
            </button>
          ))}
      </p>
    );
  const rows = parts.map((part, index) => {
    const from = parts.slice(0, index).reduce((sum, { length }) => sum + length, 0);
    const before = parts[index - 1]?.at(-1);
    return <Part key={index} rows={part} of={of} draw={() => draw(part, from, before)} />;
  });
  return { rows: <>{rows}</>, more };
}

/** The same of a list that is here already; `least` rows are shown at once. */
export function usePartsOf<Row>(
  all: Rows<Row>,
  what: string,
  draw: Draw<Row>,
  size = partSize,
  least = size,
): Drawn {
  const first = useMemo(() => partOf(all, 0, least), [all]);
  const next = (from: number): Rows<Row> => partOf(all, from, size);
  return useParts({ first, count: all.length, what, draw, next, size });
}

interface PartProps {
  readonly rows: readonly unknown[];
  readonly of: unknown;
  readonly draw: () => ComponentChildren;
}

/** A part of a list, drawn again only where its rows, or what they depend on, are others. */
class Part extends Component<PartProps> {
  override shouldComponentUpdate(next: PartProps): boolean {
    return next.rows !== this.props.rows || next.of !== this.props.of;
  }

  override render({ draw }: PartProps): ComponentChildren {
    return draw();
  }
}
