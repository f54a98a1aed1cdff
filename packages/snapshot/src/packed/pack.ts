import { ByteWriter } from "./bytes.js";
import { Numbers } from "./numbers.js";
import { encodeText } from "./text.js";

/** What packed JSON begins with; the last byte is the version of the format. */
export const PACKED_MAGIC = new Uint8Array([0x52, 0x50, 0x4b, 0x4a, 1]);

/** Texts and other scalars are written as JSON lists of at most so many. */
export const SCALARS_IN_CHUNK = 16_384;

/** The shape of lists; those of objects follow. */
export const LIST_SHAPE = 0;

/**
 * JSON in columns: every text once, and of all objects with the same keys the values of one key beside each other.
 *
 * An object that stands in several places (a policy document that many roles have) is written once. Fields that are
 * undefined are left out, as `JSON.stringify` does. Compress the bytes: columns of alike values shrink to little.
 */
export function packJson(value: object): Uint8Array {
  return new Packer().pack(value);
}

type Scalar = string | number | boolean | null;

interface Shape {
  readonly id: number;
  readonly keys: readonly string[];
  readonly columns: readonly Numbers[];
}

class Packer {
  readonly #scalars = new Map<Scalar, number>();
  readonly #shapes = new Map<string, Shape>();
  readonly #nodes = new Numbers();
  readonly #lengths = new Numbers();
  readonly #elements = new Numbers();
  readonly #shared = new Map<object, number>();

  pack(value: object): Uint8Array {
    const root = this.#reference(value);
    const out = new ByteWriter();
    out.bytes(PACKED_MAGIC);
    this.#writeScalars(out);
    const shapes = [...this.#shapes.values()];
    writeText(out, JSON.stringify(shapes.map((shape) => shape.keys)));
    out.number(this.#nodes.length);
    out.column(this.#nodes.values());
    out.column(this.#lengths.values());
    out.number(this.#elements.length);
    out.column(this.#elements.values());
    for (const shape of shapes) for (const column of shape.columns) out.column(column.values());
    out.number(root);
    return out.written();
  }

  // Even numbers are scalars, odd ones objects and lists.
  #reference(value: unknown): number {
    if (typeof value !== "object" || value === null) return this.#scalar(value as Scalar) * 2;
    const known = this.#shared.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) this.#addList(value.map((element) => this.#reference(element)));
    else {
      const fields = Object.entries(value).filter(([, field]) => field !== undefined);
      this.#addObject(
        fields.map(([key]) => key),
        fields.map(([, field]) => this.#reference(field)),
      );
    }
    const reference = (this.#nodes.length - 1) * 2 + 1;
    if (maybeShared(value)) this.#shared.set(value, reference);
    return reference;
  }

  #scalar(value: Scalar): number {
    const id = this.#scalars.get(value) ?? this.#scalars.size;
    if (id === this.#scalars.size) this.#scalars.set(value, id);
    return id;
  }

  #addList(elements: readonly number[]): void {
    this.#nodes.push(LIST_SHAPE);
    this.#lengths.push(elements.length);
    for (const element of elements) this.#elements.push(element);
  }

  #addObject(keys: readonly string[], values: readonly number[]): void {
    const text = JSON.stringify(keys);
    let shape = this.#shapes.get(text);
    if (shape === undefined) {
      shape = { id: this.#shapes.size + 1, keys, columns: keys.map(() => new Numbers()) };
      this.#shapes.set(text, shape);
    }
    this.#nodes.push(shape.id);
    for (const [index, value] of values.entries()) shape.columns[index]!.push(value);
  }

  #writeScalars(out: ByteWriter): void {
    const scalars = [...this.#scalars.keys()];
    out.number(scalars.length);
    for (let at = 0; at < scalars.length; at += SCALARS_IN_CHUNK)
      writeText(out, JSON.stringify(scalars.slice(at, at + SCALARS_IN_CHUNK)));
  }
}

// The reader of snapshots keeps one copy of equal documents, and of the lists in them.
function maybeShared(value: object): boolean {
  return Array.isArray(value) || Object.hasOwn(value, "Statement");
}

function writeText(out: ByteWriter, text: string): void {
  const bytes = encodeText(text);
  out.number(bytes.length);
  out.bytes(bytes);
}
