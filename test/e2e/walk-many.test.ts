import { many } from "./many-views.js";
import { describeWalks, pick } from "./walk.js";
import { bundleFile } from "./web-page.js";

describeWalks(many, (page, hand) => pick(page, hand, bundleFile(many.name, many.snapshot())));
