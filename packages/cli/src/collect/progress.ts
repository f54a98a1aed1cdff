import type { CollectEvent, OnEvent } from "@rolepath/collector";
import type { Context } from "../command.js";
import { safe, safeJson } from "../text/safe.js";

/** The collector's own functions that progress is told with; they come with the collector, which is loaded late. */
type Teller = Pick<
  typeof import("@rolepath/collector"),
  "createTally" | "eventLine" | "eventRecord" | "statusLine"
>;

export type ProgressKind = "auto" | "plain" | "json" | "none";

/** Shows how a collection goes, on stderr. */
export interface Progress {
  readonly onEvent: OnEvent;
  /** Takes the status line away. */
  end(): void;
}

const redrawMilliseconds = 200;

/** Progress of the kind: on a terminal one line that changes, else a line for each thing that is done. */
export function showProgress(kind: ProgressKind, { host, output }: Context, teller: Teller): Progress {
  const tally = teller.createTally(() => performance.now());
  const write = (text: string): void => {
    host.stderr.write(text);
  };
  const tellWith = (tell: (event: CollectEvent) => string | null): Progress => ({
    onEvent: (event) => {
      tally.take(event);
      const text = tell(event);
      if (text !== null) write(`${text}\n`);
    },
    end: () => undefined,
  });
  if (kind === "none") return tellWith(() => null);
  if (kind === "json")
    return tellWith((event) => {
      const record = teller.eventRecord(event, tally.view());
      return record === null ? null : safeJson(record);
    });
  const lineOf = (event: CollectEvent): string | null => {
    const text = teller.eventLine(event, tally.view());
    return text === null ? null : safe(text);
  };
  if (kind === "plain" || host.stderr.isTTY !== true) return tellWith(lineOf);
  return onTerminal();

  function onTerminal(): Progress {
    const clear = "\r\u001b[2K";
    const draw = (): void => write(clear + safe(teller.statusLine(tally.view())).slice(0, output.width - 1));
    const timer = setInterval(draw, redrawMilliseconds);
    timer.unref();
    return {
      onEvent: (event) => {
        tally.take(event);
        // What went wrong stays on the screen; what went well is in the count.
        const failed = "error" in event || event.kind === "stopped";
        const text = failed ? lineOf(event) : null;
        if (text !== null) write(`${clear}${text}\n`);
      },
      end: () => {
        clearInterval(timer);
        write(clear);
      },
    };
  }
}
