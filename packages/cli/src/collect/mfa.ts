import { createInterface } from "node:readline/promises";
import type { Context } from "../command.js";
import { InputError } from "../error.js";
import { safe } from "../text/safe.js";

/** Asks for the code of an MFA device on the terminal. @throws InputError where nobody sits there */
export function askMfaCode({ host }: Context): (device: string) => Promise<string> {
  return async (device) => {
    if (host.stderr.isTTY !== true || !("isTTY" in host.stdin && host.stdin.isTTY === true))
      throw new InputError(
        "the profile needs an MFA code, and there is no terminal to ask on",
        "log in first, and use that session",
      );
    const terminal = createInterface({ input: host.stdin, output: host.stderr });
    try {
      return (await terminal.question(`MFA code for ${safe(device)}: `)).trim();
    } finally {
      terminal.close();
    }
  };
}
