/** Counts calls: what was made, and the least that would have done. */
export class Meter {
  #made = 0;
  #throttled = 0;
  #minimum = 0;
  readonly #onThrottle: () => void;
  readonly #onCall: () => void;

  constructor(on: { readonly call?: () => void; readonly throttle?: () => void } = {}) {
    this.#onCall = on.call ?? (() => undefined);
    this.#onThrottle = on.throttle ?? (() => undefined);
  }

  /** Requests sent, each attempt of each call. */
  get made(): number {
    return this.#made;
  }

  /** Requests that AWS answered with "slow down". */
  get throttled(): number {
    return this.#throttled;
  }

  /** The calls that the same answers need with full pages and no attempt lost. */
  get minimum(): number {
    return this.#minimum;
  }

  request(): void {
    this.#made += 1;
    this.#onCall();
  }

  throttle(): void {
    this.#throttled += 1;
    this.#onThrottle();
  }

  need(calls: number): void {
    this.#minimum += calls;
  }
}
