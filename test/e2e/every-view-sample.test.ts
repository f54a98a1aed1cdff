import { describeEveryView } from "./every-view.js";
import { sample } from "./sample-views.js";

describeEveryView(sample);
