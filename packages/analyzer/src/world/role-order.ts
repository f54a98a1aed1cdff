import type { RolePrincipal } from "./entity.js";
import type { World } from "./world.js";

const orders = new WeakMap<World["roles"], readonly RolePrincipal[]>();

/** The roles of a world sorted by ARN; sorted once, since a large organization has hundreds of thousands. */
export function rolesInOrder({ roles }: Pick<World, "roles">): readonly RolePrincipal[] {
  let order = orders.get(roles);
  if (order === undefined) {
    order = [...roles.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
    orders.set(roles, order);
  }
  return order;
}
