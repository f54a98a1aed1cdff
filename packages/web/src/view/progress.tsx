import type { LoadProgress } from "../protocol.js";
import { progressWords } from "./landing.js";

/** What is under way while a report shows its head, and what it is for. */
export function Progress({ progress }: { readonly progress: LoadProgress }) {
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
        )}
      </p>
    </div>
  );
}
