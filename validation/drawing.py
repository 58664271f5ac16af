"""The pictures of the page: SVG, the same bytes for the same figures."""

from pathlib import Path

import matplotlib as mpl
from cycler import cycler
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from validation.part import Plot

# Colours that stay apart for the colour-blind (Okabe & Ito 2008).
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
STYLE = {
    "svg.hashsalt": "lazaretto", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10,
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3,
    "axes.prop_cycle": cycler(color=COLOURS), "legend.frameon": False,
}  # fmt: skip


def draw(plot: Plot, path: Path) -> None:
    """Write one plot. It carries neither a date nor the name of what drew it."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        FigureCanvasSVG(figure)
        plot(figure.add_subplot())
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    # matplotlib leaves blanks at ends of lines
    kept = "\n".join(line.rstrip() for line in path.read_text("utf-8").splitlines())
    path.write_text(kept + "\n", "utf-8")
