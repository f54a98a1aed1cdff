import type { Json } from "../type/policy.js";
import { ByteReader } from "./bytes.js";
import { LIST_SHAPE, PACKED_MAGIC, SCALARS_IN_CHUNK } from "./pack.js";
import { PackedError } from "./packed-error.js";
import { decodeText } from "./text.js";

/** Objects and lists that a value may have, counted wherever they stand. */
const OBJECT_COUNT_MAX = 500_000_000;

/** Whether bytes begin as packed JSON does, of whichever version. */
export function isPackedJson(bytes: Uint8Array): boolean {
  return PACKED_MAGIC.subarray(0, -1).every((byte, index) => bytes[index] === byte);
}

/**
 * The JSON that {@link packJson} packed; what stands in several places is one object.
 *
 * @throws PackedError when the bytes are damaged or of another version; they may come from anybody
 */
export function unpackJson(bytes: Uint8Array): Json {
  const input = new ByteReader(bytes);
  if (!isPackedJson(input.bytes(PACKED_MAGIC.length))) throw new PackedError("it is no packed JSON");
  if (bytes[PACKED_MAGIC.length - 1] !== PACKED_MAGIC.at(-1))
    throw new PackedError("it was written by another version of the command");
  const scalars = readScalars(input);
  const shapes = readShapes(input);
  const nodes = input.column(input.count());
  const counts = countShapes(nodes, shapes.length + 1);
  const lengths = input.column(counts[LIST_SHAPE] ?? 0);
  const elements = input.column(input.count());
  const columns = shapes.map((keys, index) => keys.map(() => input.column(counts[index + 1] ?? 0)));
  const made: Json[] = new Array(nodes.length);
  // Objects that stand in each other many times over would take for ever to walk.
  const sizes = new Float64Array(nodes.length);
  const valueAt = (reference: number, before: number): Json => {
    const index = reference >>> 1;
    // Parts come before what holds them, so that there are no circles.
    const known = reference % 2 === 0 ? index < scalars.length : index < before;
    if (!known) throw new PackedError("a part of it is missing");
    if (reference % 2 === 0) return scalars[index]!;
    sizes[before] = (sizes[before] ?? 0) + (sizes[index] ?? 0);
    return made[index]!;
  };
  const rows = new Uint32Array(shapes.length + 1);
  let element = 0;
  for (const [at, shape] of nodes.entries()) {
    const row = rows[shape]!++;
    sizes[at] = 1;
    if (shape === LIST_SHAPE) {
      const end = element + lengths[row]!;
      if (end > elements.length) throw new PackedError("a list in it is too short");
      const list: Json[] = [];
      for (; element < end; element += 1) list.push(valueAt(elements[element]!, at));
      made[at] = list;
    } else {
      const own = columns[shape - 1]!;
      const object: Record<string, Json> = {};
      for (const [index, key] of shapes[shape - 1]!.entries())
        setField(object, key, valueAt(own[index]![row]!, at));
      made[at] = object;
    }
    if ((sizes[at] ?? 0) > OBJECT_COUNT_MAX) throw new PackedError("it unpacks to too much");
  }
  const root = valueAt(input.number(), nodes.length);
  if (!input.isAtEnd) throw new PackedError("it goes on after its end");
  return root;
}

function readScalars(input: ByteReader): readonly Json[] {
  const count = input.count();
  const scalars: Json[] = [];
  while (scalars.length < count) {
    const chunk = parse(input);
    const expected = Math.min(SCALARS_IN_CHUNK, count - scalars.length);
    if (!Array.isArray(chunk) || chunk.length !== expected) throw new PackedError("its texts are damaged");
    for (const scalar of chunk as readonly Json[]) {
      if (typeof scalar === "object" && scalar !== null) throw new PackedError("its texts are damaged");
      scalars.push(scalar);
    }
  }
  return scalars;
}

function readShapes(input: ByteReader): readonly (readonly string[])[] {
  const shapes = parse(input);
  if (!Array.isArray(shapes) || !shapes.every(isListOfTexts)) throw new PackedError("its keys are damaged");
  return shapes;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function countShapes(nodes: Uint32Array, shapeCount: number): Uint32Array {
  const counts = new Uint32Array(shapeCount);
  for (const shape of nodes) {
    if (shape >= shapeCount) throw new PackedError("an object in it has no keys");
    counts[shape] = (counts[shape] ?? 0) + 1;
  }
  return counts;
}

function parse(input: ByteReader): unknown {
  const bytes = input.bytes(input.number());
  try {
    return JSON.parse(decodeText(bytes));
  } catch {
    throw new PackedError("its texts are damaged");
  }
}

// As JSON.parse does: a key of that name is a field like others.
function setField(object: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
