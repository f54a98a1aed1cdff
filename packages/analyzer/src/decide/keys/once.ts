import { byText } from "../../policy/by-text.js";
import type { RolePrincipal } from "../../world/entity.js";
import type { World } from "../../world/world.js";

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

/** As {@link byText}, for what an object says. */
export function perOwner<Owner extends object, T>(
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
