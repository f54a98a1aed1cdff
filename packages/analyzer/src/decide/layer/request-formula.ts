import type { Call } from "../caller/call.js";
import { absent, and, FALSE, type Formula, keysOf, or, TRUE } from "../formula/formula.js";
import { isPinned, pinnedTags } from "../keys/pinned.js";
import { alwaysIdentified, alwaysTagged } from "../keys/service-tags.js";
import { type ActionLayers, gatherLayers, permits, type Without } from "./action-layers.js";

/** Which optional parameters matter to whoever asks, because a later hop tests what they leave in the session. */
export interface Tracked {
  readonly tags: boolean;
  readonly identity: boolean;
}

export const NOTHING_TRACKED: Tracked = { tags: false, identity: false };

/** All actions that one request may need, each with what the layers say of it. */
export interface RequestLayers {
  readonly main: ActionLayers;
  /** sts:TagSession and sts:SetSourceIdentity, each with when it is not needed. */
  readonly extra: readonly { readonly layers: ActionLayers; readonly unneeded: Formula }[];
  /** Rules of the provider entity and of the call itself, met under an open condition. */
  readonly provider: Formula;
}

/**
 * Gathers the call's own action and those that tags and a source identity bring along. Semantics 0: all must be
 * allowed in one and the same context.
 *
 * An extra action that no policy on the way speaks of, and that nothing forces, is left out: a request need not pass tags.
 */
export function gatherRequest(
  call: Call,
  provider: Formula,
  track: Tracked = NOTHING_TRACKED,
): RequestLayers {
  const main = gatherLayers(call, call.action);
  // AssumeRoot takes neither tags nor a source identity.
  if (call.action === "sts:AssumeRoot") return { main, extra: [], provider };
  const candidates = [
    { action: "sts:TagSession", unneeded: tagsUnneeded(call), speaks: speaksOfTags, forced: track.tags },
    {
      action: "sts:SetSourceIdentity",
      unneeded: identityUnneeded(call),
      speaks: speaksOfIdentity,
      forced: track.identity,
    },
  ];
  const extra: { layers: ActionLayers; unneeded: Formula }[] = [];
  const mentioned = keysOf(permits(main));
  // What one extra action demands may bring in the other, so look again until nothing is added.
  for (let added = true; added; ) {
    added = false;
    for (const { action, unneeded, speaks, forced } of candidates) {
      if (unneeded.kind === "true" || extra.some((entry) => entry.layers.action === action)) continue;
      if (unneeded.kind !== "false" && !forced && ![...mentioned].some(speaks)) continue;
      const layers = gatherLayers(call, action);
      extra.push({ layers, unneeded });
      keysOf(permits(layers), mentioned);
      added = true;
    }
  }
  return { main, extra, provider };
}

/** Lets go of what was read of the layers; who asks for it has it read again. */
export function forgetLayers({ main, extra }: RequestLayers): void {
  main.forget();
  for (const { layers } of extra) layers.forget();
}

function speaksOfTags(id: string): boolean {
  return id === "aws:tagkeys" || id === "sts:transitivetagkeys" || id.startsWith("aws:requesttag/");
}

function speaksOfIdentity(id: string): boolean {
  return id === "sts:sourceidentity" || id === "aws:sourceidentity";
}

function tagsUnneeded(call: Call): Formula {
  if (call.caller.kind === "role" && call.caller.session.inheritsTags) return FALSE;
  if (call.caller.kind === "service" && alwaysTagged(call.caller.name)) return FALSE;
  if (pinnedTags(call).length > 0) return FALSE;
  return whenAbsent(call, "aws:TagKeys");
}

function identityUnneeded(call: Call): Formula {
  if (call.caller.kind === "service" && alwaysIdentified(call.caller.name)) return FALSE;
  // A session that has one passes it on.
  if (isPinned(call, "aws:sourceidentity") && call.facts("aws:SourceIdentity").kind === "known") return FALSE;
  return whenAbsent(call, "sts:SourceIdentity");
}

function whenAbsent(call: Call, key: string): Formula {
  const knowledge = call.facts(key);
  if (knowledge.kind === "absent") return TRUE;
  if (knowledge.kind === "known" || !knowledge.spec.mayBeAbsent) return FALSE;
  return absent(key.toLowerCase());
}

/** When the whole request is permitted; `without` as in {@link permits}, plus the provider entity. */
export function requestFormula(
  request: RequestLayers,
  without: Without = new Set(),
  withoutProvider = false,
): Formula {
  return and([
    withoutProvider ? TRUE : request.provider,
    permits(request.main, without),
    ...request.extra.map((entry) => or([entry.unneeded, permits(entry.layers, without)])),
  ]);
}
