/** Says a line beside the test results: what a run measured, or why it was skipped. */
export function tell(text: string): void {
  process.stderr.write(`aws server: ${text}\n`);
}
