import { render } from "preact";
import { hearEnd } from "./ask.js";
import { brokenAttempt } from "./attempt.js";
import "./style/index.css";
import { followRoute } from "./follow.js";
import { embeddedHead, embeddedSnapshot } from "./load.js";
import { openReport, sayEnded } from "./open.js";
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

async function open(): Promise<void> {
  hearEnd((message) => sayEnded("", message));
  const broken = brokenAttempt();
  // A head that cannot be read is passed over: what follows says the same, and more.
  const head = await embeddedHead(document).catch(() => null);
  const carried = embeddedSnapshot(document);
  if (carried !== null) await openReport(carried, head, broken !== null);
  else if (broken !== null) sayEnded(broken);
}
