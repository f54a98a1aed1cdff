import { expect, test } from "vitest";
import { commandsFor } from "./registry.js";

test("a command line that starts with a command's name is about that command alone", async () => {
  const all = await commandsFor([]);
  for (const command of all) expect(await commandsFor([command.name, "--snapshot", "x"])).toEqual([command]);
});

test("a command line that starts with anything else may be about every command", async () => {
  const all = await commandsFor([]);
  for (const first of ["--snapshot", "help", "chekc", "toString", ""])
    expect(await commandsFor([first, "check"])).toEqual(all);
});
