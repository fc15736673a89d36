"""How fast the transformer is, beside the linear models in the same run: by time of the processor, in one thread."""
import itertools

import articles

MB = 1e6


def accurate(dixit, folder, peak, size):
    """`peak` gives seconds of the processor and MiB of a run."""
    path = folder / "accurate.jsonl"
    with path.open("wb") as f:
        written = 0
        for line in itertools.takewhile(lambda _: written < size, articles.lines(3)):
            f.write(line)
            written += len(line)
    runs = {}
    for name, option in (("linear", []), ("--accurate", ["--accurate"])):
        runs[name] = peak([dixit, "extract", "-q", "-j1", *option, path, "-o", folder / "accurate.records"])
    fast, slow = runs["linear"], runs["--accurate"]
    print(f"extract --accurate, {written / MB:.1f} MB, one thread: {written / MB / slow[0]:.3f} MB/s of the processor's time, "
          f"{slow[1]:.0f} MiB; the linear models are {slow[0] / fast[0]:.0f} times as fast")
    one = folder / "one.txt"
    one.write_text("“It is so,” she said.\n")
    load = [min(peak([dixit, "extract", "-q", *option, one, "-o", folder / "one.record"])[0] for _ in range(10))
            for option in ([], ["--accurate"])]
    print(f"  start with one sentence: {1000 * load[1]:.0f} ms, {1000 * (load[1] - load[0]):.0f} ms of them for the transformer")
