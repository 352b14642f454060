"""The page: a register, or a single pasted report, read, checked and corrected in the browser.

    request ──guard──> app ──pages/*──> Shown ──render──> HTML, JSON or CSV

Faces only: every page asks the queries that the terminal asks, and decisions are the register's rulings.
Report text is never trusted: templates escape everything, no page holds or loads a script of another place.
"""
