import { isObject } from "../json/json.js";
import { noEntries } from "../value/take.js";
import type { KeptFile } from "./kept.js";

// Documents and lists that several entities hold are written where they are first met, and then are numbers; so are the
// lists that several documents hold.

/** The fields of entities whose lists are shared. */
const listFields = [
  "UserPolicyList",
  "GroupPolicyList",
  "RolePolicyList",
  "AttachedManagedPolicies",
  "GroupList",
  "Tags",
  "InstanceProfileList",
] as const;

/** The fields of statements whose lists documents share. */
const statementFields = ["Action", "NotAction", "Resource", "NotResource"] as const;

type Written = Record<string, unknown>;

/** A file as it is written: with the documents and lists that are new in it. */
interface WrittenFile {
  readonly file: KeptFile;
  readonly documents: readonly object[];
  readonly lists: readonly (readonly unknown[])[];
}

/** Writes files one after the other; {@link KeptFileReader} must read the texts in the same order. */
export class KeptFileWriter {
  readonly #documents = new Map<object, number>();
  readonly #lists = new Map<object, number>();
  readonly #statementLists = new Map<object, number>();
  #newDocuments: object[] = [];
  #newLists: (readonly unknown[])[] = [];
  // What is new is not written where the file is not.
  #newKeys: object[] = [];
  #isSound = true;

  /** One line of JSON; null, and nothing is written, where the file could not be read from it as it is. */
  write(kept: KeptFile): string | null {
    [this.#newDocuments, this.#newLists, this.#newKeys, this.#isSound] = [[], [], [], true];
    const { part, value } = kept.content;
    const written = Object.entries(value).map(([key, entities]: [string, readonly object[]]) => [
      key,
      entities.map((entity) => this.#entity(entity)),
    ]);
    const text = JSON.stringify({
      file: { ...kept, content: { part, value: Object.fromEntries(written) } },
      documents: this.#newDocuments,
      lists: this.#newLists,
    });
    // What was read has no nulls but where something is wrong; JSON.stringify writes one for a number beyond its range.
    if (this.#isSound && !text.includes("null")) return text;
    for (const key of this.#newKeys) {
      this.#documents.delete(key);
      this.#lists.delete(key);
      this.#statementLists.delete(key);
    }
    return null;
  }

  #entity(entity: object): Written {
    const written: Written = { ...(this.#withNumber(entity, "AssumeRolePolicyDocument") as object) };
    if (Array.isArray(written.PolicyVersionList))
      written.PolicyVersionList = written.PolicyVersionList.map((version: unknown) =>
        this.#withNumber(version, "Document"),
      );
    for (const key of listFields) {
      const list = written[key];
      if (Array.isArray(list)) written[key] = this.#list(list);
      else if (typeof list === "number") this.#isSound = false;
    }
    return written;
  }

  /** The holder with a number in place of a document; a number that it has itself could not be told from that. */
  #withNumber(holder: unknown, key: string): unknown {
    if (!isHolder(holder, key)) return holder;
    const document = holder[key];
    if (typeof document === "number") this.#isSound = false;
    return typeof document === "object" && document !== null
      ? { ...holder, [key]: this.#document(document) }
      : holder;
  }

  #document(document: object): number {
    const known = this.#documents.get(document);
    if (known !== undefined) return known;
    const { Statement: given } = document as Written;
    const statements = Array.isArray(given) ? given.map(this.#statement, this) : this.#statement(given);
    this.#newDocuments.push(given === undefined ? document : { ...document, Statement: statements });
    return this.#add(this.#documents, document);
  }

  #statement(statement: unknown): unknown {
    if (!isObject(statement)) return statement;
    const written: Written = { ...statement };
    for (const key of statementFields) {
      const list = written[key];
      if (typeof list === "number") this.#isSound = false;
      if (!isSharedList(list)) continue;
      const known = this.#statementLists.get(list);
      if (known === undefined) this.#add(this.#statementLists, list);
      else written[key] = known;
    }
    return written;
  }

  #list(list: readonly unknown[]): number {
    const known = this.#lists.get(list);
    if (known !== undefined) return known;
    this.#newLists.push(list.map((element) => this.#withNumber(element, "PolicyDocument")));
    return this.#add(this.#lists, list);
  }

  #add(numbers: Map<object, number>, key: object): number {
    const number = numbers.size;
    numbers.set(key, number);
    this.#newKeys.push(key);
    return number;
  }
}

/** Reads what {@link KeptFileWriter} wrote, text after text. The texts must be as they were written. */
export class KeptFileReader {
  readonly #documents: object[] = [];
  readonly #lists: (readonly unknown[])[] = [];
  readonly #statementLists: (readonly unknown[])[] = [];

  read(text: string): KeptFile {
    const { file, documents, lists } = JSON.parse(text) as WrittenFile;
    for (const document of documents) {
      const { Statement: given } = document as Written;
      if (Array.isArray(given)) for (const statement of given) this.#completeStatement(statement);
      else this.#completeStatement(given);
      this.#documents.push(document);
    }
    for (const list of lists) {
      for (const element of list) this.#setDocument(element, "PolicyDocument");
      this.#lists.push(list.length === 0 ? noEntries : list);
    }
    for (const entities of Object.values(file.content.value))
      for (const entity of entities as readonly Written[]) this.#complete(entity);
    return file;
  }

  #completeStatement(statement: unknown): void {
    if (!isObject(statement)) return;
    const written: Written = statement;
    for (const key of statementFields) {
      const given = written[key];
      if (typeof given === "number") written[key] = this.#statementLists[given];
      else if (isSharedList(given)) this.#statementLists.push(given);
    }
  }

  #complete(entity: Written): void {
    this.#setDocument(entity, "AssumeRolePolicyDocument");
    if (Array.isArray(entity.PolicyVersionList))
      for (const version of entity.PolicyVersionList) this.#setDocument(version, "Document");
    for (const key of listFields) {
      const number = entity[key];
      if (typeof number === "number") entity[key] = this.#lists[number];
    }
  }

  #setDocument(holder: unknown, key: string): void {
    if (!isHolder(holder, key)) return;
    const number = holder[key];
    if (typeof number === "number") holder[key] = this.#documents[number];
  }
}

/** Reading shares lists of more than one entry. */
function isSharedList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 1;
}

function isHolder(value: unknown, key: string): value is Written {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
