"""Answers of `communique.queries` as text for people, Markdown, HTML, JSON, CSV and Parquet.

The same lines stand in each. What a person reads of a line is made once (`entries`), and drawn by each face.
"""
