import { render } from "preact";
import "./style.css";
import { followRoute } from "./follow.js";
import { embeddedHead, embeddedSnapshot } from "./load.js";
import { load, showHead } from "./open.js";
import { followHash } from "./state.js";
import { followTheme } from "./theme.js";
import { allowBlobWorkers } from "./trusted.js";
import { App } from "./view/app.js";

allowBlobWorkers();
followTheme();
followHash();
followRoute();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
void open();

/** Opens what a report carries: its head first, so that there is something to read while the rest is worked out. */
async function open(): Promise<void> {
  // A head that cannot be read is passed over: what follows says the same, and more.
  const head = await embeddedHead(document).catch(() => null);
  if (head !== null) {
    showHead(head);
    // A moment to be drawn, also where a hidden page has no frames.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const carried = embeddedSnapshot(document);
  if (carried !== null) await load(carried, head);
}
