"""Fuzz one target, guided by what of the generator's code an input reaches: see `make fuzz`.

In: a target's name, then options of libFuzzer, such as -runs=100000 or -max_total_time=60.
Out: what it says; an input that breaks something lies in .cache/fuzz/.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import atheris  # noqa: E402 - what is imported below is instrumented by it

with atheris.instrument_imports(include=["generator"]):
    import fuzz_seeds
    import fuzz_targets

WORK = HERE.parents[1] / ".cache" / "fuzz"


def main() -> None:
    """Write the seeds where libFuzzer looks for them, and begin."""
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    if target not in fuzz_targets.TARGETS:
        sys.exit(
            f"usage: fuzz.py TARGET [-option=value …]; TARGET is one of "
            f"{', '.join(fuzz_targets.TARGETS)}"
        )
    corpus = WORK / target
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in fuzz_seeds.seeds(target):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [f"-artifact_prefix={WORK}/{target}-", "-timeout=10", "-rss_limit_mb=1500"]
    options += ["-max_len=4096", "-print_final_stats=1", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], *options, str(corpus)], fuzz_targets.TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
