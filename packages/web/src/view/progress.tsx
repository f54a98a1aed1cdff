import type { LoadProgress } from "../protocol.js";
import { progressWords } from "./landing.js";

/** What is under way while a report shows its head, or why it went no further. */
export function Progress({ progress }: { readonly progress: LoadProgress | string }) {
  return typeof progress === "string" ? (
    <p class="under-way" role="alert">
      {progress} The overview stands; ask for the rest on the command line.
    </p>
  ) : (
    <p class="under-way">
      <b>Under way:</b> {progressWords(progress)}. Then everything can be asked for.
    </p>
  );
}
