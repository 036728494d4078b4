"""Measure how long whole dossiers take, and how much memory: what `make bench` runs.

In: sizes in records. Out: a Markdown table, and the figures as JSON in .cache/bench.json.
Each command runs as a process of its own, from its start to its end, on an invented dossier. Stock
MkDocs with Material builds the same Markdown in the same run, for comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SIZES = (100, 1000, 5000)
COMMANDS = ("check", "render", "build", "build again", "stock")
"""What is measured; `stock` is MkDocs with Material alone, on the pages that `render` wrote."""
CITATIONS = 4
"""Citations for each record."""

# The largest of these times is run once, shorter ones several times.
RUNS = ((4.0, 5), (20.0, 3))
"""Up to so many seconds → how many runs; the median counts."""


@dataclass(frozen=True)
class Figure:
    """What a command took: medians over `runs`. `failed` says why there are no figures.

    `seconds` are those of the clock, `busy` those of the processor: on a machine that does other
    things besides, the latter say more.
    """

    records: int
    command: str
    seconds: float
    busy: float
    megabytes: float
    runs: int
    failed: str = ""


@dataclass(frozen=True)
class Run:
    """One process: seconds by the clock and of the processor, peak memory, its words on failing."""

    seconds: float
    busy: float
    megabytes: float
    failed: str


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end. This process stays small: a child inherits its peak memory."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        lines = output.read().decode("utf-8", "replace").strip().splitlines()
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, kilobytes elsewhere
    failed = " / ".join(lines[-2:]) or "no output" if process.returncode else ""
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, failed)


def measured(
    records: int, name: str, command: Sequence[str | Path], fresh: Sequence[Path]
) -> Figure:
    """Run a command as often as its length allows; the folders `fresh` go before each run."""

    def once() -> Run:
        for folder in fresh:
            shutil.rmtree(folder, ignore_errors=True)
        return run(command, ROOT)

    runs = [once()]
    wanted = next((number for limit, number in RUNS if runs[0].seconds <= limit), 1)
    while len(runs) < wanted and not runs[-1].failed:
        runs.append(once())
    return Figure(
        records,
        name,
        round(statistics.median(one.seconds for one in runs), 3),
        round(statistics.median(one.busy for one in runs), 3),
        round(statistics.median(one.megabytes for one in runs), 1),
        len(runs),
        runs[-1].failed,
    )


def measure(records: int, folder: Path, wanted: Sequence[str]) -> list[Figure]:
    """The commands that are wanted, on one dossier of this size."""
    project, pages, site, plain = (folder / name for name in ("project", "pages", "site", "plain"))
    options = ["--records", str(records), "--citations-per-record", str(CITATIONS)]
    maker = ROOT / "tests" / "bench" / "synthesise.py"
    made = run([sys.executable, maker, "--out", project, *options], ROOT)
    if made.failed:
        raise SystemExit(f"no dossier of {records} records: {made.failed}")
    stock = folder / "stock.yml"
    stock.write_text(stock_configuration(project, pages, plain), encoding="utf-8")
    cache = project / ".cache"
    build = ("-m", "generator", "build", "--project", project, "--site-dir", site)
    commands: dict[str, tuple[Sequence[str | Path], Sequence[Path]]] = {
        "check": (("-m", "generator", "check", "--project", project), (cache,)),
        "render": (("-m", "generator", "render", "--project", project, "--out", pages), (pages,)),
        "build": (build, (cache, site)),
        "build again": (build, ()),
        "stock": (("-m", "mkdocs", "build", "--quiet", "-f", stock), (plain,)),
    }
    figures = []
    for name, (arguments, fresh) in commands.items():
        # A second build differs from the first where the first leaves something behind.
        if name not in wanted or (name == "build again" and not cache.is_dir()):
            continue
        figures.append(measured(records, name, [sys.executable, *arguments], fresh))
    return figures


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; MkDocs' own tags count for nothing."""


_Loader.add_multi_constructor("!", lambda *_: "")


def stock_configuration(project: Path, pages: Path, site: Path) -> str:
    """A plain mkdocs.yml: the same theme, extensions and navigation, no plugin but the search."""
    own = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506
    theme = {key: value for key, value in own["theme"].items() if key != "custom_dir"}
    plain: dict[str, Any] = {
        "site_name": "Stock",
        "docs_dir": str(pages),
        "site_dir": str(site),
        "theme": theme,
        "plugins": ["search"],
        "markdown_extensions": own.get("markdown_extensions", []),
    }
    if "nav" in own:
        plain["nav"] = own["nav"]
    return yaml.safe_dump(plain, sort_keys=False)


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    heads = ("records", "citations", "command", "seconds", "of the processor", "ms a record", "MB")
    lines = [f"| {' | '.join(heads)} | runs |", "|---:|---:|---|---:|---:|---:|---:|---:|"]
    for figure in figures:
        cells = [f"{figure.records:,}", f"{figure.records * CITATIONS:,}", figure.command]
        if figure.failed:
            cells += ["failed", "", "", "", ""]
        else:
            each = figure.busy / figure.records * 1000
            cells += [f"{figure.seconds:.2f}", f"{figure.busy:.2f}", f"{each:.2f}"]
            cells += [f"{figure.megabytes:.0f}", f"{figure.runs}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def growth(figures: list[Figure], command: str) -> dict[str, float]:
    """How the processor's time for a record grows between the two largest sizes; 1 is linear.

    `each` compares the whole time for a record, `further` that beyond the smallest size, in which
    the start of a process is left out.
    """
    took = {f.records: f.busy for f in figures if f.command == command and not f.failed}
    if len(took) < 2:
        return {}
    *_, middle, large = sorted(took)
    ratios = {"each": (took[large] / large) / (took[middle] / middle)}
    small = min(took)
    if small < middle and took[middle] > took[small]:
        rising = (took[middle] - took[small]) / (middle - small)
        ratios["further"] = (took[large] - took[middle]) / (large - middle) / rising
    return {name: round(ratio, 2) for name, ratio in ratios.items()}


def ratios_to_stock(figures: list[Figure]) -> dict[int, dict[str, float]]:
    """The processor's time of each build as a share of the stock build's, by size."""
    good = [figure for figure in figures if not figure.failed]
    stock = {figure.records: figure.busy for figure in good if figure.command == "stock"}
    found: dict[int, dict[str, float]] = {}
    for figure in good:
        if figure.records in stock and figure.command.startswith("build"):
            share = round(figure.busy / stock[figure.records], 2)
            found.setdefault(figure.records, {})[figure.command] = share
    return found


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def report(figures: list[Figure], where: dict[str, Any]) -> str:
    """All that is printed: the machine, the table, the growth, the comparison, what failed."""
    on = f"{where['processors']} processors, {where['system']}, Python {where['python']}"
    lines = [f"{on}; load {where['load']} at the start.", "", table(figures), ""]
    for command in ("check", "render"):
        ratios = growth(figures, command)
        if ratios:
            words = ", ".join(f"{ratio} ({name} record)" for name, ratio in ratios.items())
            lines.append(f"- {command}: time for one record, largest size to the next: {words}.")
    for records, shares in ratios_to_stock(figures).items():
        words = ", ".join(f"{name} {share} times" for name, share in shares.items())
        lines.append(f"- {records:,} records, against stock MkDocs: {words}.")
    lines += [f"- {f.records:,} records, {f.command}: {f.failed}" for f in figures if f.failed]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure, print, and write the JSON. Exit status 1 if a command failed."""
    parser = argparse.ArgumentParser(description="Measure how long whole dossiers take.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="RECORDS")
    parser.add_argument("--only", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    parser.add_argument("--json", type=Path, default=ROOT / ".cache" / "bench.json")
    wanted = parser.parse_args(arguments)
    if "stock" in wanted.only and "render" not in wanted.only:
        parser.error("stock needs the pages of render")
    where = machine()
    figures: list[Figure] = []
    for records in sorted(set(wanted.sizes)):
        print(f"{records:,} records …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            figures += measure(records, Path(folder), wanted.only)
    print(report(figures, where))
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "machine": where,
        "figures": [asdict(figure) for figure in figures],
        "growth": {command: growth(figures, command) for command in ("check", "render")},
        "to stock": ratios_to_stock(figures),
    }
    wanted.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 1 if any(figure.failed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
