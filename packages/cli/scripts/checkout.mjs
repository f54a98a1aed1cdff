// Runs the built command for the scripts of the checkout, in the folder where the user stands: package managers run
// scripts in the folder of package.json, and say in INIT_CWD where they were called.
import process from "node:process";

process.chdir(process.env.INIT_CWD ?? ".");
process.env.ROLEPATH_COMMAND ??= "npm run -s rolepath --";
await import("../dist/main.js");
