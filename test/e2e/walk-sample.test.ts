import { sample } from "./sample-views.js";
import { describeWalks } from "./walk.js";

describeWalks({ ...sample, name: "sample organization" }, (page, hand) =>
  hand.press(page.getByRole("button", { name: "Load the sample organization" })),
);
