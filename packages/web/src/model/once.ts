import type { Dataset } from "./dataset.js";

/** What `make` makes of a dataset, made when it is first asked for and kept as long as the dataset. */
export function oncePer<Value>(make: (dataset: Dataset) => Value): (dataset: Dataset) => Value {
  const made = new WeakMap<Dataset, { readonly value: Value }>();
  return (dataset) => {
    const found = made.get(dataset) ?? { value: make(dataset) };
    made.set(dataset, found);
    return found.value;
  };
}
