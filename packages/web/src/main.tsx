import { render } from "preact";
import "./style.css";
import { embeddedSnapshot } from "./load.js";
import { followHash, followRoute, load } from "./state.js";
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
