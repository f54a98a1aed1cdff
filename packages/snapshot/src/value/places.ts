import { type Place, placeWithin } from "../json/pointer.js";

/** A list as it was read: its entities, and where they stood in the file. */
interface ReadList {
  readonly entities: readonly unknown[];
  readonly place: Place;
  /** The index in the file of each entity, `all` where none was left out; `alone` for an entity in the place of a list. */
  readonly indexes: readonly number[] | "all" | "alone";
}

/**
 * Where entities were read.
 *
 * Asked only when something is wrong, so what is kept is the lists; an index of the entities is made when one of the
 * lists of a container is first asked for.
 */
export class Places {
  readonly #lists = new Map<Place, ReadList[]>();
  readonly #found = new Map<Place, ReadonlyMap<unknown, Place>>();

  /** Notes a list that stands in a field of the container at `list.place.parent`. */
  addList(list: ReadList): void {
    const container = list.place.parent ?? list.place;
    const known = this.#lists.get(container);
    if (known === undefined) this.#lists.set(container, [list]);
    else known.push(list);
  }

  /** The lists that were noted of the container at `place`. */
  listsIn(place: Place): readonly ReadList[] {
    return this.#lists.get(place) ?? [];
  }

  /** Where `entity`, of one of these containers, was read. */
  of(entity: object, containers: readonly Place[]): Place | undefined {
    for (const container of containers) {
      const place = this.#entitiesOf(container).get(entity);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #entitiesOf(container: Place): ReadonlyMap<unknown, Place> {
    const found = this.#found.get(container) ?? new Map<unknown, Place>(this.#entries(container));
    this.#found.set(container, found);
    return found;
  }

  *#entries(container: Place): Generator<readonly [unknown, Place]> {
    for (const { entities, place, indexes } of this.#lists.get(container) ?? [])
      for (const [at, entity] of entities.entries()) {
        const index = typeof indexes === "string" ? at : (indexes[at] ?? at);
        yield [entity, indexes === "alone" ? place : placeWithin(place, index)];
      }
  }
}
