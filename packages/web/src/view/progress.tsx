import type { LoadProgress } from "../protocol.js";
import { progressWords } from "./landing.js";

/** What is under way while a report shows its head, or why it went no further. */
export function Progress({ progress }: { readonly progress: LoadProgress | string }) {
  if (typeof progress === "string")
    return (
      <p class="progress" role="alert">
        {progress} The overview stands; ask for roles and paths on the command line.
      </p>
    );
  return (
    <div class="progress">
      <p role="status">Roles, paths and evidence can be asked for when the snapshot is analyzed.</p>
      <p class="muted">{progressWords(progress)} …</p>
    </div>
  );
}
