/** What decides how much memory a run of the command needs, and may take. */
export interface Room {
  /** How large the input is. */
  readonly inputBytes: number;
  /** The memory of the machine, or of the container. */
  readonly memoryBytes: number;
  /** How many areas of memory a process may have; null where there is no such limit. */
  readonly areaCountMax: number | null;
  /** What the heap may hold as it is. */
  readonly heapBytes: number;
  /** The flags that Node was started with, NODE_OPTIONS included. */
  readonly given: readonly string[];
}

const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;
// Below this the heap that Node gives is enough, and starting twice costs more than it saves.
const inputBytesMin = 100 * megabyte;
// The rest is for what is not on the heap, and for others.
const memoryShare = 0.75;
// The heap takes one for every 256 KB or so. A process that needs more than it may have crashes, where one whose heap is
// full ends with a reason.
const areasPerGigabyte = 3800;
// New objects wait here for the first garbage collection. 16 MB is Node's: with four times as much fewer are still needed
// when it comes, and so fewer are copied.
const youngMegabytes = 64;

/** The flags that Node should have besides; none where it is well as it is, or the user has said otherwise. */
export function heapFlags({
  inputBytes,
  memoryBytes,
  areaCountMax,
  heapBytes,
  given,
}: Room): readonly string[] {
  if (inputBytes < inputBytesMin) return [];
  const isGiven = (name: string) => given.some((flag) => flag.replaceAll("_", "-").startsWith(name));
  const flags: string[] = [];
  const heapMax = Math.min(
    memoryBytes * memoryShare,
    ((areaCountMax ?? Number.POSITIVE_INFINITY) / areasPerGigabyte) * gigabyte,
  );
  if (heapMax > heapBytes && !isGiven("--max-old-space-size") && !isGiven("--max-heap-size"))
    flags.push(`--max-old-space-size=${Math.floor(heapMax / megabyte)}`);
  if (!isGiven("--max-semi-space-size")) flags.push(`--max-semi-space-size=${youngMegabytes}`);
  return flags;
}
