"""Nested entities of plain text, in the types of NEREL: by the reader's own net or by the accurate model."""

from __future__ import annotations

from communique.reading.nested.words import Spans

MODELS = ("fast", "accurate")


def nested_entities(text: str, model: str = "fast") -> Spans:
    """Entities as (start, end, type): half-open code points of `text`, entities inside entities included.

    `fast` is the net that every reading runs on; `accurate` takes about ten times as long and needs
    onnxruntime (`pip install communique[accurate]`).

    Raises:
        ValueError: no such model.
        ImportError: the accurate model is asked for and onnxruntime is not installed.
    """
    if model == "fast":
        from communique.reading.nested.fast import entities
    elif model == "accurate":
        from communique.reading.nested.accurate import entities
    else:
        raise ValueError(f"no model «{model}»: one of {', '.join(MODELS)}")
    return entities(text)


__all__ = ["MODELS", "nested_entities"]
