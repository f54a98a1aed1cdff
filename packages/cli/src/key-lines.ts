import { isKnownKey, knownKeys } from "@rolepath/analyzer";
import { containing, nearest } from "./suggest.js";
import { type Line, line, styled } from "./text/line.js";

/** What is told of pinned keys that no policy can ask for: a slip of the pen would else look like a fact that changes nothing. */
export function keyLines(keys: readonly string[]): Line[] {
  return keys
    .filter((key) => isKnownKey(key) === false || !key.includes(":"))
    .map((key) => {
      const [near] = [...nearest(key, knownKeys), ...containing(key, knownKeys, 1)];
      return line(
        0,
        [
          styled("conditional", "warning:"),
          ` ${key} is no condition key, so it changes nothing`,
          near === undefined ? "" : `; did you mean ${near}?`,
        ],
        2,
      );
    });
}
