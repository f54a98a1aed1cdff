import { loadCarried, stopAnalysis } from "../open.js";
import type { LoadProgress } from "../protocol.js";
import { progressWords } from "./landing.js";

/** What is under way while a report shows its head, or why it went no further; and what it is for. */
export function Progress({ progress }: { readonly progress: LoadProgress | string }) {
  if (typeof progress === "string")
    return (
      <div class="progress">
        <p role="alert">{progress} This overview was worked out beforehand and stands.</p>
        <p class="muted">
          Roles, paths and evidence can be asked for when the snapshot is analyzed:{" "}
          <button type="button" class="more-link" onClick={() => void loadCarried()}>
            analyze it here
          </button>
          , or on the command line with <code>rolepath who-can</code>, <code>rolepath paths</code> and{" "}
          <code>rolepath explain</code>.
        </p>
      </div>
    );
  const { accounts } = progress;
  return (
    <div class="progress">
      <p role="status">
        The snapshot is being read and analyzed; then roles, paths and evidence can be asked for.
      </p>
      <p class="muted">
        {progressWords(progress)} …{" "}
        {accounts !== undefined && (
          <progress value={accounts.read} max={accounts.of} aria-label="Accounts that are read" />
        )}{" "}
        <button type="button" class="more-link" onClick={stopAnalysis}>
          stop
        </button>
      </p>
    </div>
  );
}
