"""All makers of shipped weights under one command: `python -m communique.training MAKER …`.

python -m communique.training            lists them in the order in which they build on one another
python -m communique.training MAKER -h   tells a maker's arguments
"""

from __future__ import annotations

import sys
from importlib import import_module

MAKERS = {
    "entities": ("nested.teacher", "the accurate model of nested entities, from NEREL"),
    "soup": ("nested.soup", "the mean of several of its trainings"),
    "entities-onnx": ("nested.export", "its ONNX graph in eight bits, which ships"),
    "triggers": ("triggers", "the teacher of happenings, from gold readings and labels"),
    "teach": ("student.teach", "what both teachers say of unlabelled news"),
    "reader": ("student.train", "the reader's own net, from all of that and slovnet"),
    "reader-weights": ("student.export", "its weights as the reader runs them, which ship"),
    "statements": ("statements", "the model that weighs statements, which ships"),
    "events": ("events", "the models that weigh events and their fields, which ship"),
    "stems": ("stems", "how rare the stems of news are, which ships"),
    "pairs": ("pairs", "the judge of pairs of reports, which ships"),
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in MAKERS:
        if name and name not in ("-h", "--help"):
            print(f"no maker «{name}»; there are:", file=sys.stderr)
        for maker, (_, what) in MAKERS.items():
            print(f"{maker:15} {what}")
        return 0 if name in ("", "-h", "--help") else 2
    sys.argv = [f"python -m communique.training {name}", *sys.argv[2:]]
    import_module(f"communique.training.{MAKERS[name][0]}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
