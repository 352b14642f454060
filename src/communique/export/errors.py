"""What can go wrong with an export.

ExportError(Exception)   the message is one sentence for a person
"""

from __future__ import annotations


class ExportError(Exception):
    """An export that cannot be made; nothing of it is left behind."""
