"""The register: what all reports together say, derived from readings and rulings, with all its history.

keys, seen          what a report is called, and what linking needs of its reading
derive              all readings and rulings to what they say together (pure)
schema, store       the tables; the one owner of the database
prepare, ingest     work on one report in the reading processes; storing it
rebuild             derivations stored as generations
view                what can be asked; memory and stored answer it
register            the file as a whole
doctor, dump        is the file sound; the register as text that says nothing of when or where
"""

from __future__ import annotations
