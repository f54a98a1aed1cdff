import { createReadStream } from "node:fs";

const MARK = '"fingerprint":';

/** How many findings a JSON answer holds, and its bytes; read in pieces, because it may be longer than a string can be. */
export async function countFindings(
  file: string,
): Promise<{ readonly findings: number; readonly outputBytes: number }> {
  let findings = 0;
  let outputBytes = 0;
  let rest = "";
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    outputBytes += piece.length;
    const parts = (rest + piece.toString("latin1")).split(MARK);
    findings += parts.length - 1;
    rest = parts.at(-1)?.slice(1 - MARK.length) ?? "";
  }
  return { findings, outputBytes };
}
