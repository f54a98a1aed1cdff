/** More texts than this are forgotten, and made anew: they come from snapshots of any size. */
const TEXT_COUNT_MAX = 20_000;

/** `make`, called once for each text: what is the same object is compared, and what was found out about it kept. */
export function byText<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    let result = made.get(text);
    if (result === undefined) {
      result = make(text);
      if (made.size >= TEXT_COUNT_MAX) made.clear();
      made.set(text, result);
    }
    return result;
  };
}
