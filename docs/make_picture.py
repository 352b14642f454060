"""Draw `docs/reading.svg`, the picture in the README: the sample report as the program itself shows it.

python docs/make_picture.py
"""

from __future__ import annotations

import re
from importlib.resources import files
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import communique
from communique.faces.terminal import THEME, view

WIDTH = 112
# Colours of high contrast on a light ground: black, red, green, yellow, blue, magenta, cyan, white.
LIGHT = TerminalTheme(
    (255, 255, 255),
    (30, 34, 40),
    [
        (0, 0, 0),
        (180, 30, 30),
        (20, 115, 50),
        (160, 90, 0),
        (30, 70, 180),
        (150, 30, 150),
        (0, 115, 135),
        (90, 90, 90),
    ],
)
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.S)  # would load a font from elsewhere


def picture() -> str:
    """The SVG, self-contained."""
    text = (files("communique") / "samples" / "report.txt").read_text(encoding="utf-8")
    console = Console(
        width=WIDTH, theme=THEME, record=True, force_terminal=True, highlight=False, file=StringIO()
    )
    console.print(view(communique.read(text, id="report"), WIDTH, colour=True))
    return _FONT_FACE.sub("", console.export_svg(title="communique read --sample", theme=LIGHT))


if __name__ == "__main__":
    Path(__file__).with_name("reading.svg").write_text(picture(), encoding="utf-8")
