import { computed, effect } from "@preact/signals";
import { ask } from "./ask.js";
import { factKey, withoutFacts } from "./facts.js";
import type { Space } from "./layout/layered.js";
import { type Given, isPlainOverview, type Route } from "./route.js";
import {
  compared,
  comparing,
  factsHere,
  fail,
  failure,
  finding,
  given,
  go,
  hop,
  narrow,
  phase,
  pointed,
  route,
  type Screen,
  screen,
  tried,
  use,
} from "./state.js";

// What is shown follows from the route. Answers that come late, for a question no longer asked, are dropped.

/** The space that a picture beside a panel has. */
function pictureSpace(): Space {
  const { clientWidth, clientHeight } = document.documentElement;
  return {
    width: narrow.value ? clientWidth : clientWidth - Math.min(440, Math.max(340, clientWidth * 0.29)),
    height: Math.max(460, clientHeight - 190),
  };
}

// Everything but what is selected inside a view: selecting must not draw the picture again.
const question = computed(() => {
  const current = route.value;
  if (current.view === "path") return JSON.stringify({ ...current, hop: 0, given: [] });
  if (current.view === "focus") return JSON.stringify({ ...current, given: [] });
  if (current.view === "findings") return JSON.stringify({ ...current, finding: "" });
  return JSON.stringify(current.view === "diff" ? { ...current, compared: compared.value } : current);
});

/** What a report shows beforehand is what the analysis says: that is not worked out again. */
function knownBeforehand(current: Route): Screen | null {
  const now = phase.peek();
  const head = now.kind === "ready" ? now.head : null;
  return head !== null && isPlainOverview(current) ? { view: "overview", data: head.overview } : null;
}

async function answerTo(current: Route): Promise<Screen> {
  switch (current.view) {
    case "overview": {
      const width = document.documentElement.clientWidth;
      return { view: "overview", data: await ask("overview", { ...current, width }) };
    }
    case "focus":
      return { view: "focus", data: await ask("focus", current) };
    case "path":
      return { view: "path", data: await ask("path", { ...current, ...pictureSpace() }) };
    case "findings":
      return { view: "findings", data: await ask("findings", current) };
    case "account":
      return { view: "account", data: await ask("account", { ...current, ...pictureSpace() }) };
    case "principal":
      return { view: "principal", data: await ask("principal", current) };
    case "coverage":
      return { view: "coverage", data: await ask("coverage", {}) };
    case "cycles":
      return { view: "cycles", data: await ask("cycles", {}) };
    case "answer":
      return { view: "answer", data: await ask("answer", {}) };
    case "diff":
      return { view: "diff", data: await ask("diff", current) };
  }
}

function followScreen(): void {
  if (phase.value.kind !== "ready") return;
  const asked = question.value;
  narrow.value;
  pointed.value = null;
  const current = route.peek();
  const second = compared.peek();
  const keep = (next: Screen): void => {
    if (question.peek() !== asked) return;
    failure.value = "";
    // A comparison takes a while after both snapshots are read; it is under way until it is shown.
    if (current.view === "diff" && second === compared.peek()) comparing.value = null;
    screen.value = next;
  };
  const known = knownBeforehand(current);
  if (known !== null) {
    keep(known);
    return;
  }
  answerTo(current).then(keep, (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    if (message !== "cancelled") keep({ view: "missing", message });
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

function routeGiven(): readonly Given[] {
  const current = route.value;
  return current.view === "focus" || current.view === "path" ? current.given : [];
}

let latestHop = 0;

function followHop(): void {
  const ends = hopEnds.value;
  const facts = factsHere.value;
  const number = ++latestHop;
  const now = hop.peek();
  if (ends === "" || phase.value.kind !== "ready") {
    hop.value = null;
    return;
  }
  const [from, to] = JSON.parse(ends) as [string, string];
  // The panel stays while its own form is filled in; for another hop it goes.
  if (now !== null && (now.from.id !== from || now.to.id !== to)) hop.value = null;
  const current = route.peek();
  const indirect = (current.view === "focus" || current.view === "path") && current.filter.indirect;
  const onPath = current.view === "path";
  ask("hop", { from, to, given: facts, indirect, onPath }).then((view) => {
    if (latestHop === number) hop.value = view;
  }, fail);
}

let latestTried = 0;

function followTried(): void {
  const facts = given.value;
  const now = screen.value;
  const number = ++latestTried;
  const current = route.peek();
  if (facts.length === 0 || now?.view !== "path" || now.data.chains.length === 0 || current.view !== "path") {
    tried.value = null;
    return;
  }
  ask("tried", { ...current, ...pictureSpace(), choice: now.data.choice, given: facts }).then((view) => {
    if (latestTried === number) tried.value = view;
  }, fail);
}

function findingOf(current: Route): string | undefined {
  return current.view === "focus" || current.view === "findings" ? current.finding : undefined;
}

function followFinding(): void {
  const current = route.value;
  const id = findingOf(current);
  if (id === finding.peek()?.row.id) return;
  finding.value = null;
  if (phase.value.kind !== "ready" || id === undefined) return;
  ask("finding", { id }).then((view) => {
    if (findingOf(route.peek()) === id) finding.value = view;
  }, fail);
}

let writing: ReturnType<typeof setTimeout> | undefined;

/** Takes what the reader supplies, and writes it into the URL when the typing pauses. */
export function giveFacts(facts: readonly Given[]): void {
  given.value = facts;
  clearTimeout(writing);
  writing = setTimeout(() => {
    const current = route.peek();
    if (current.view === "path" || current.view === "focus") go({ ...current, given: facts }, true);
  }, 300);
}

/** Puts these facts in the place of all that are of these keys, at the hop that is looked at. */
export function giveHere(keys: readonly string[], facts: readonly Given[]): void {
  const current = route.peek();
  const hop = current.view === "path" ? current.hop : null;
  giveFacts([
    ...withoutFacts(given.value, hop ?? 0, keys),
    ...facts.map(([key, value]): Given => [hop === null ? key : factKey(key, hop), value]),
  ]);
}

/** Asks how the chain that is looked at is walked. */
export function askUse(): void {
  const current = route.peek();
  if (current.view !== "path") return;
  const asked = question.peek();
  ask("use", current).then((view) => {
    if (question.peek() === asked) use.value = view;
  }, fail);
}

/** Keeps `screen`, `hop`, `finding` and `given` at what the route asks for. */
export function followRoute(): void {
  effect(() => {
    const facts = routeGiven();
    if (JSON.stringify(facts) !== JSON.stringify(given.peek())) {
      clearTimeout(writing);
      given.value = facts;
    }
  });
  effect(() => {
    question.value;
    use.value = null;
  });
  effect(followScreen);
  effect(followHop);
  effect(followTried);
  effect(followFinding);
}
