"""The register's tables, as one list of migrations: version n of a file has had the first n of them.

A change of the tables is a new migration at the end, never an edit of an old one. What each table holds:

    generation      the moments at which the register knew something new, and sealed it; see below
    report          texts exactly as received, by content
    receipt         where a report came from: one row for each path and name under which it was received
    reading         what a reader's version made of a report; older readings stay. `seen` is what linking
                    needs of it, made of the body alone; `projection` the version of the code that made it
    failure         what could not be taken in, with the reason
    ruling          what people decided; only ever added
    record          what is derived from readings and rulings, each version of each record one row
    record_pair     records by two countries; record_actor by actor; record_member by the members they rest
                    on; record_name actors by the sounds of their names
    words           full text: words as printed and their dictionary forms

Knowledge is counted in generations. Everything that comes in is stamped with the generation being built; a
derivation closes it, derives what all that is known says together, and seals it with its day and hour. A row
holds for the generations `known_from <= g < known_to`. What was asked as of a sealed generation is never
changed by anything later.
"""

from __future__ import annotations

# Rows that hold in generation :g.
LIVING = "known_from <= :g AND (known_to IS NULL OR known_to > :g)"
APPLICATION_ID = 0x636F6D71  # "comq", so that `file` and other tools can tell a register

MIGRATIONS: tuple[str, ...] = (
    """
CREATE TABLE generation(
    id INTEGER PRIMARY KEY,
    sealed_at TEXT,
    program TEXT NOT NULL,
    note TEXT
) STRICT;

CREATE TABLE report(
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    language TEXT NOT NULL,
    published TEXT,
    url TEXT,
    generation INTEGER NOT NULL
) STRICT;
CREATE INDEX report_generation ON report(generation);

CREATE TABLE receipt(
    report TEXT NOT NULL REFERENCES report(key),
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    generation INTEGER NOT NULL,
    PRIMARY KEY (report, name, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading(
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report(key),
    reader TEXT NOT NULL,
    digest TEXT NOT NULL,
    body BLOB NOT NULL,
    projection INTEGER NOT NULL,
    seen BLOB NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER
) STRICT;
CREATE INDEX reading_life ON reading(report, known_from);
CREATE UNIQUE INDEX reading_in_use ON reading(report) WHERE known_to IS NULL;

CREATE TABLE failure(
    source TEXT NOT NULL,
    line INTEGER,
    reason TEXT NOT NULL,
    generation INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX failure_once ON failure(source, ifnull(line, 0), reason);

CREATE TABLE ruling(
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record(
    seq INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER
) STRICT;
CREATE INDEX record_life ON record(type, id, known_from);

CREATE TABLE record_pair(
    one TEXT NOT NULL, other TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES record(seq),
    PRIMARY KEY (one, other, type, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_actor(
    actor TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES record(seq),
    PRIMARY KEY (actor, type, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_member(
    report TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES record(seq),
    PRIMARY KEY (report, id, type, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_name(
    key TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES record(seq),
    PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(
    surface, lemmas, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0"
);

CREATE TRIGGER ruling_stays BEFORE UPDATE ON ruling
BEGIN SELECT raise(ABORT, 'rulings are never changed'); END;
CREATE TRIGGER ruling_remains BEFORE DELETE ON ruling
BEGIN SELECT raise(ABORT, 'rulings are never deleted'); END;
CREATE TRIGGER report_stays BEFORE UPDATE OF key, hash, text, title, language, published, url ON report
BEGIN SELECT raise(ABORT, 'reports are never changed'); END;
CREATE TRIGGER report_remains BEFORE DELETE ON report
BEGIN SELECT raise(ABORT, 'reports are never deleted'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE OF report, reader, digest, body ON reading
BEGIN SELECT raise(ABORT, 'readings are never changed'); END;
CREATE TRIGGER record_stays BEFORE UPDATE OF type, id, body, known_from ON record
BEGIN SELECT raise(ABORT, 'records are never changed, only followed by others'); END;
CREATE TRIGGER record_closes_once BEFORE UPDATE OF known_to ON record WHEN old.known_to IS NOT NULL
BEGIN SELECT raise(ABORT, 'what the register knew then is settled'); END;
""",
)
VERSION = len(MIGRATIONS)
