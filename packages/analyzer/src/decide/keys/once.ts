import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";

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

/** As {@link byText}, for what a world says. */
export function perWorld<T>(make: (world: World, text: string) => T): (world: World, text: string) => T {
  return perOwner(make);
}

/** As {@link byText}, for what a role says. */
export function perRole<T>(
  make: (role: RolePrincipal, text: string) => T,
): (role: RolePrincipal, text: string) => T {
  return perOwner(make);
}

function perOwner<Owner extends object, T>(
  make: (owner: Owner, text: string) => T,
): (owner: Owner, text: string) => T {
  const owners = new WeakMap<Owner, (text: string) => T>();
  return (owner, text) => {
    let made = owners.get(owner);
    if (made === undefined) {
      made = byText((one) => make(owner, one));
      owners.set(owner, made);
    }
    return made(text);
  };
}
