import { blank, type Line, line, styled, wholeLine } from "./text/line.js";

const frameCountMax = 12;

/**
 * What to print when rolepath itself is at fault: an apology, the error, how to report it.
 *
 * The message of an error can quote names and policies, so it is shown only with `showMessage`; the frames of the
 * stack name nothing but our own files.
 */
export function faultReport(error: unknown, version: string, showMessage: boolean): Line[] {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return [
    line(0, [
      styled("denied", "rolepath failed."),
      " Sorry: this is a fault of rolepath, not of your input.",
    ]),
    blank,
    wholeLine(2, [`${name}${showMessage ? `: ${message}` : ""}`]),
    ...frames(stack ?? "").map((frame) => wholeLine(4, [styled("muted", frame)])),
    wholeLine(2, [`rolepath ${version}, Node ${process.version}, ${process.platform}`]),
    blank,
    line(0, [
      "Please open an issue with the lines above and the command that you ran. They hold nothing of your snapshot.",
    ]),
    ...(showMessage
      ? []
      : [
          line(0, [
            "With ROLEPATH_DEBUG=1 the error's message is shown too; it can hold names from your snapshot.",
          ]),
        ]),
  ];
}

/** The stack's frames, each file by its name from the package's folder on. */
function frames(stack: string): string[] {
  return stack
    .split("\n")
    .filter((text) => /^\s+at .*:\d+:\d+\)?$/.test(text))
    .slice(0, frameCountMax)
    .map((text) => text.trim().replace(/(?:file:\/\/)?[^\s()]*[/\\]((?:src|dist|node_modules)[/\\])/, "$1"));
}
