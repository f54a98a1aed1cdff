import { computed, effect, signal } from "@preact/signals";
import { ask, cancelAll, hearProgress } from "./ask.js";
import { PickError } from "./load.js";
import type {
  AccountView,
  DatasetView,
  FindingsView,
  FindingView,
  FocusView,
  HopView,
  LoadStep,
  OverviewView,
  PathView,
  ProblemView,
  Source,
} from "./protocol.js";
import { hashOf, overviewRoute, type Route, routeOf } from "./route.js";
import { shown } from "./text.js";

// All state of the page. What is looked at comes from the URL alone; what is shown follows from it.

export type Phase =
  | { readonly kind: "empty" }
  | { readonly kind: "loading"; readonly name: string; readonly step: LoadStep }
  | { readonly kind: "refused"; readonly problems: readonly ProblemView[] }
  | { readonly kind: "ready"; readonly dataset: DatasetView };

export type Screen =
  | { readonly view: "overview"; readonly data: OverviewView }
  | { readonly view: "focus"; readonly data: FocusView }
  | { readonly view: "path"; readonly data: PathView }
  | { readonly view: "findings"; readonly data: FindingsView }
  | { readonly view: "account"; readonly data: AccountView }
  /** What was asked for is not in this snapshot. */
  | { readonly view: "missing"; readonly message: string };

export const phase = signal<Phase>({ kind: "empty" });
export const route = signal<Route>(overviewRoute);
export const screen = signal<Screen | null>(null);
/** The hop whose evidence is shown, and the finding. */
export const hop = signal<HopView | null>(null);
export const finding = signal<FindingView | null>(null);
export const failure = signal<string>("");
/** Card that is pointed at, in the picture or in the list. */
export const pointed = signal<string | null>(null);

const narrowQuery = window.matchMedia("(max-width: 860px)");
/** Too narrow for a picture and a panel side by side. */
export const narrow = signal(narrowQuery.matches);
narrowQuery.addEventListener("change", (event) => {
  narrow.value = event.matches;
});

/** The space that a picture beside a panel has. */
function pictureWidth(): number {
  const { clientWidth } = document.documentElement;
  return narrow.value ? clientWidth : clientWidth - Math.min(440, Math.max(340, clientWidth * 0.29));
}

function pictureHeight(): number {
  return Math.max(460, document.documentElement.clientHeight - 190);
}

/** Goes to a view; `replace` when Back should not come back to the one left. */
export function go(next: Route, replace = false): void {
  const hash = hashOf(next);
  if (hash === hashOf(route.value)) return;
  if (replace) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
  route.value = routeOf(hash);
}

/** Follows the address bar, Back and Forward. */
export function followHash(): void {
  const take = (): void => {
    route.value = routeOf(window.location.hash);
  };
  take();
  window.addEventListener("popstate", take);
  window.addEventListener("hashchange", take);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message !== "cancelled") failure.value = message;
}

/** Loads a snapshot and shows what the URL asks for. */
export async function load(source: Source): Promise<void> {
  cancelAll();
  failure.value = "";
  screen.value = null;
  phase.value = { kind: "loading", name: source.name, step: "unpack" };
  hearProgress((step) => {
    if (phase.value.kind === "loading") phase.value = { ...phase.value, step };
  });
  try {
    const reply = await ask("load", source);
    phase.value =
      reply.kind === "refused"
        ? { kind: "refused", problems: reply.problems }
        : { kind: "ready", dataset: reply.dataset };
  } catch (error) {
    if (error instanceof Error && error.message === "cancelled") return;
    refuse(shown(source.name), error);
  }
}

/** Loads what was dropped or picked, or says why it cannot be. */
export async function loadPicked(pending: Promise<Source>): Promise<void> {
  try {
    await load(await pending);
  } catch (error) {
    refuse(shown(""), error);
  }
}

function refuse(where: ReturnType<typeof shown>, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const remedy =
    error instanceof PickError
      ? error.remedy
      : "This is a fault of the page. Try the command line, and report it with the message above.";
  phase.value = {
    kind: "refused",
    problems: [{ level: "error", where, message: shown(message), remedy: shown(remedy) }],
  };
}

/** Back to the start: nothing loaded. */
export function close(): void {
  cancelAll();
  screen.value = null;
  phase.value = { kind: "empty" };
  go(overviewRoute);
}

// Everything but what is selected inside a view: selecting must not draw the picture again.
const question = computed(() => {
  const current = route.value;
  return JSON.stringify(current.view === "path" ? { ...current, hop: 0 } : current);
});

/** Keeps `screen`, `hop` and `finding` at what the route asks for. Answers that come late are dropped. */
export function followRoute(): void {
  effect(() => {
    if (phase.value.kind !== "ready") return;
    const asked = question.value;
    narrow.value;
    const current = route.peek();
    const keep = (next: Screen): void => {
      if (question.peek() === asked) {
        failure.value = "";
        screen.value = next;
      }
    };
    const miss = (error: unknown): void => {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== "cancelled") keep({ view: "missing", message });
    };
    pointed.value = null;
    switch (current.view) {
      case "overview":
        ask("overview", { ...current, width: document.documentElement.clientWidth }).then(
          (data) => keep({ view: "overview", data }),
          miss,
        );
        break;
      case "focus":
        ask("focus", current).then((data) => keep({ view: "focus", data }), miss);
        break;
      case "path":
        ask("path", { ...current, width: pictureWidth(), height: pictureHeight() }).then(
          (data) => keep({ view: "path", data }),
          miss,
        );
        break;
      case "findings":
        ask("findings", current).then((data) => keep({ view: "findings", data }), miss);
        break;
      case "account":
        ask("account", { ...current, width: pictureWidth() }).then(
          (data) => keep({ view: "account", data }),
          miss,
        );
        break;
    }
  });
  effect(() => {
    const ends = hopEnds.value;
    hop.value = null;
    if (phase.value.kind !== "ready" || ends === "") return;
    const [from, to] = JSON.parse(ends) as [string, string];
    ask("hop", { from, to }).then((view) => {
      if (hopEnds.peek() === ends) hop.value = view;
    }, fail);
  });
  effect(() => {
    const current = route.value;
    const id = current.view === "focus" ? current.finding : undefined;
    if (id === finding.peek()?.row.id) return;
    finding.value = null;
    if (phase.value.kind !== "ready" || id === undefined) return;
    ask("finding", { id }).then((view) => {
      const now = route.peek();
      if (now.view === "focus" && now.finding === id) finding.value = view;
    }, fail);
  });
}

/** The two ends of the hop that is looked at, as JSON; empty for none. */
const hopEnds = computed((): string => {
  const current = route.value;
  if (current.view === "focus") return current.hop === undefined ? "" : JSON.stringify(current.hop);
  const shownNow = screen.value;
  if (current.view !== "path" || shownNow?.view !== "path") return "";
  const steps = shownNow.data.chains[shownNow.data.choice]?.steps;
  if (steps === undefined) {
    const { from, to } = shownNow.data;
    return from.principal !== null && to.principal !== null
      ? JSON.stringify([from.principal.id, to.principal.id])
      : "";
  }
  const step = steps[Math.min(current.hop, steps.length - 1)];
  return step === undefined ? "" : JSON.stringify([step.from.id, step.to.id]);
});
