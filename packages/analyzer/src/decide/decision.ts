import type { DenyType, Layer } from "../answer.js";
import type { Call } from "./caller/call.js";
import type { Clause } from "./formula/clause.js";
import type { Formula } from "./formula/formula.js";
import type { Open } from "./keys/open.js";
import { type Deciding, decidingLayer, type Obstacle } from "./layer/deciding-layer.js";
import type { RequestLayers } from "./layer/request-formula.js";
import { coverageNotes, ownNotes } from "./notes.js";

interface Base {
  readonly call: Call;
  readonly assumptions: readonly string[];
  /** The decision that this one was taken over from; see `twin.ts`. */
  readonly twinOf?: Decision;
}

/** The answer for one caller and one role. Semantics 3.5, 3.6. */
export type Decision =
  | (Base & {
      readonly kind: "allowed";
      readonly request: RequestLayers | null;
      readonly open: Open;
      readonly clause: Clause;
    })
  | (Base & {
      readonly kind: "conditional";
      readonly request: RequestLayers | null;
      readonly open: Open;
      /** Null when the analysis was cut: it may or may not be possible. */
      readonly clause: Clause | null;
    })
  | (Base & {
      readonly kind: "denied";
      readonly layer: Layer | null;
      readonly denyType: DenyType | null;
      /** The smallest sets of layers that would have to change, each of which would do; none where no change helps. */
      readonly changes: readonly (readonly Obstacle[])[];
      readonly why: string | null;
      readonly request: RequestLayers | null;
      readonly open: Open | null;
    })
  | (Base & {
      readonly kind: "unknown";
      readonly missing: readonly string[];
      readonly request: RequestLayers | null;
    });

/**
 * What is noted while a decision is made.
 *
 * Evidence reads the same statements again when it is asked for, and adds nothing then.
 */
export class Notes {
  private readonly texts: string[] = [];
  private closed = false;

  readonly add = (text: string): void => {
    if (!this.closed) this.texts.push(text);
  };

  /** All notes; none comes after them. */
  close(): readonly string[] {
    this.closed = true;
    return this.texts;
  }
}

// Graphs are built of decisions that nobody asks what they assume, or which layer denies.
abstract class Decided {
  private foundAssumptions: readonly string[] | null = null;

  /** @param demanded what the policies demand, where they were asked */
  constructor(
    readonly call: Call,
    private readonly notes: readonly string[],
    private readonly demanded: Formula | null,
  ) {}

  get assumptions(): readonly string[] {
    if (this.foundAssumptions === null) {
      const own = this.demanded === null ? [] : ownNotes(this.call, this.demanded);
      const all = new Set([...this.notes, ...coverageNotes(this.call), ...own]);
      this.foundAssumptions = [...all].toSorted();
    }
    return this.foundAssumptions;
  }
}

/** The plain request gets in, in every state of the open keys. */
export class Allowed extends Decided {
  readonly kind = "allowed";

  constructor(
    call: Call,
    notes: readonly string[],
    readonly request: RequestLayers | null,
    readonly open: Open,
    readonly clause: Clause,
  ) {
    super(call, notes, open.formula);
  }
}

/** Some request gets in, or it is not known. */
export class Conditional extends Decided {
  readonly kind = "conditional";

  constructor(
    call: Call,
    notes: readonly string[],
    readonly request: RequestLayers | null,
    readonly open: Open,
    readonly clause: Clause | null,
  ) {
    super(call, notes, open.formula);
  }
}

/** No request gets in. */
export class Denied extends Decided {
  readonly kind = "denied";

  /** @param by what decides, where that is no question of the policies */
  constructor(
    call: Call,
    notes: readonly string[],
    readonly request: RequestLayers | null,
    readonly open: Open | null,
    readonly why: string | null,
    private by: Deciding | null,
  ) {
    super(call, notes, open === null ? null : open.formula);
    this.besides = by === null && why !== null ? PROVIDER_DECIDES.changes.flat() : [];
  }

  // A provider that refuses as well must change too.
  private readonly besides: readonly Obstacle[];

  get layer(): Layer | null {
    return this.deciding.layer;
  }

  get denyType(): DenyType | null {
    return this.deciding.denyType;
  }

  get changes(): readonly (readonly Obstacle[])[] {
    const { changes } = this.deciding;
    return this.besides.length === 0 ? changes : changes.map((set) => [...this.besides, ...set]);
  }

  // That takes as long to find as the decision.
  private get deciding(): Deciding {
    if (this.by === null) {
      if (this.request === null) throw new Error("what decides is found in the policies");
      this.by = decidingLayer(this.call, this.request);
    }
    return this.by;
  }
}

/** The identity provider entity decides. */
export const PROVIDER_DECIDES: Deciding = {
  layer: "provider",
  denyType: null,
  changes: [[{ layer: "provider", denyType: null }]],
};

/** A rule of the call decides, whatever the policies say. */
export const STS_DECIDES: Deciding = { layer: "sts", denyType: null, changes: [] };

/** The snapshot does not tell. */
export class Unknown extends Decided {
  readonly kind = "unknown";

  constructor(
    call: Call,
    notes: readonly string[],
    readonly request: RequestLayers | null,
    demanded: Formula | null,
    readonly missing: readonly string[],
  ) {
    super(call, notes, demanded);
  }
}
