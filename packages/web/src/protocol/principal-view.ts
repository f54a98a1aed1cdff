import type { IconKind } from "../layout/picture.js";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";

export interface PrincipalView {
  readonly id: string;
  readonly idText: Shown;
  readonly icon: IconKind;
  readonly kindText: Shown;
  readonly name: Shown;
  /** Name of the account, or what stands for it (`outside`, `AWS service`). */
  readonly place: Shown;
  readonly accountId: string;
  readonly admin: boolean;
  readonly outside: boolean;
  readonly full: Shown;
  readonly go: Route;
}
