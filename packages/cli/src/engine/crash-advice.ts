// Another way out for all of these.
const smaller = "or check a copy of the snapshot that has some of the folders in `accounts` alone";

/**
 * What happened, and what to do, where Node or the system ended a run that read much; null for signals by which somebody
 * asks for the end.
 *
 * Node.js CLI documentation, "--max-old-space-size"; Linux kernel documentation, "vm.max_map_count".
 */
export function crashAdvice(signal: NodeJS.Signals, platform: NodeJS.Platform): readonly string[] | null {
  switch (signal) {
    // V8 ends itself where the heap is full, in one of these ways.
    case "SIGABRT":
    case "SIGTRAP":
    case "SIGILL":
      return [
        "Node ended: the snapshot needs a larger heap",
        `use a machine with more memory, or say NODE_OPTIONS=--max-old-space-size=MEGABYTES where it has more; ${smaller}`,
      ];
    case "SIGKILL":
      return [
        "Node was killed; where nobody did that, the machine had no memory left",
        `use a machine with more memory, ${smaller}`,
      ];
    case "SIGSEGV":
    case "SIGBUS":
      return platform === "linux"
        ? [
            "Node crashed; with a heap of more than 16 GB it may have met the number of memory areas that Linux gives a process",
            `raise that number (\`sysctl -w vm.max_map_count=1048576\`, as root), ${smaller}`,
          ]
        : ["Node crashed", `try the newest release of Node, ${smaller}`];
    default:
      return null;
  }
}
