import { describeEveryView } from "./every-view.js";
import { many } from "./many-views.js";

describeEveryView(many);
