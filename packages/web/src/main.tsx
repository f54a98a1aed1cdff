import { render } from "preact";
import "./style.css";
import { followRoute } from "./follow.js";
import { embeddedSnapshot } from "./load.js";
import { load } from "./open.js";
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
const carried = embeddedSnapshot(document);
if (carried !== null) void load(carried);
