import { type Json, parsePointer } from "@rolepath/snapshot";
import type { PatchOperation } from "../../answer.js";

type JsonObject = { readonly [key: string]: Json };

/**
 * The document after the operations, the one before untouched; null where one of them does not fit.
 *
 * RFC 6902, as far as `add`, `replace` and `remove` go.
 */
export function applyPatch(document: Json, operations: readonly PatchOperation[]): Json | null {
  let changed: Json | null = document;
  for (const operation of operations) {
    const steps = parsePointer(operation.path);
    // The root of a policy document is no part that a repair would replace.
    if (steps === null || steps.length === 0 || changed === null) return null;
    changed = changedAt(changed, steps, operation);
  }
  return changed;
}

function changedAt(value: Json, steps: readonly string[], operation: PatchOperation): Json | null {
  const [step = "", ...rest] = steps;
  if (value === null || typeof value !== "object") return null;
  return isList(value)
    ? changedList(value, step, rest, operation)
    : changedObject(value, step, rest, operation);
}

function changedObject(
  value: JsonObject,
  step: string,
  rest: readonly string[],
  operation: PatchOperation,
): Json | null {
  const present = Object.hasOwn(value, step);
  if (rest.length === 0) {
    if (operation.op === "remove") {
      if (!present) return null;
      return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
    }
    return present || operation.op === "add" ? { ...value, [step]: operation.value } : null;
  }
  const inner = present ? changedAt(value[step] ?? null, rest, operation) : null;
  return inner === null ? null : { ...value, [step]: inner };
}

function changedList(
  value: readonly Json[],
  step: string,
  rest: readonly string[],
  operation: PatchOperation,
): Json | null {
  const index = step === "-" && operation.op === "add" && rest.length === 0 ? value.length : indexOf(step);
  if (index === null) return null;
  if (rest.length === 0 && operation.op === "add")
    return index > value.length ? null : value.toSpliced(index, 0, operation.value);
  const item = value[index];
  if (item === undefined) return null;
  if (rest.length > 0) {
    const inner = changedAt(item, rest, operation);
    return inner === null ? null : value.with(index, inner);
  }
  return operation.op === "replace" ? value.with(index, operation.value) : value.toSpliced(index, 1);
}

function indexOf(step: string): number | null {
  return /^(0|[1-9][0-9]*)$/.test(step) ? Number(step) : null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
