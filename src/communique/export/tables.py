"""`tables` and `csv`: the whole register as related tables."""

from __future__ import annotations

from pathlib import Path

from communique import codebook
from communique.export.columns import Table, boolean, codes, day, integer, number, text, time
from communique.export.package import Package, write_package
from communique.export.scope import Scope

STATES = ("open", "overdue", "postponed", "kept", "declined", "cancelled")
RECORDS = ("actor", "correction", "happening", "statement", "term")
_COUNTRIES = "ISO 3166-1 alpha-3 codes (`IGO` for international organisations)"

REPORTS = Table(
    "reports",
    "Press reports that the other tables rest on; their texts are not here.",
    (
        text("report_id", "first 16 hexadecimal digits of the SHA-256 of the content", required=True),
        text("language", "BCP 47"),
        *time("published", "day of publication"),
        text("published_why", "what the day of publication rests on"),
        text("url", "address as it came with the report"),
        text("title", "title, or the first line that is printed"),
        text("publisher", "site the report was taken from, else the agency in its dateline"),
        text("place", "place in the dateline"),
        text("agency", "agency in the dateline"),
        integer("length", "characters of the text, in code points"),
        text("reprint_of", "earliest printing of the same text", to="reports.report_id"),
        text("reprint_kind", "whether the text is the same wholly or nearly", "exact", "near"),
    ),
    ("report_id",),
)
ACTORS = Table(
    "actors",
    "Persons, bodies, enterprises, states, groups and places, each over all reports.",
    (
        text("actor_id", "stable while the earliest mention stays the same", required=True),
        text("type", "", *codebook.actor_types()),
        text("name", "name shown: the fullest that most reports use"),
        codes("countries", _COUNTRIES),
        codes("sectors", "PLOVER and CAMEO sectors"),
        text("part_of", "the body or state that it belongs to", to="actors.actor_id"),
        text("wikidata", "Wikidata id, where the gazetteer knows it"),
        integer("reports", "reports of these tables' register that name it"),
    ),
    ("actor_id",),
)
ACTOR_NAMES = Table(
    "actor_names",
    "Every name of an actor.",
    (
        text("actor_id", "", to="actors.actor_id", required=True),
        text("name", "in the nominative where the reading knows it", required=True),
        text("script", "", "cyrl", "latn", "other"),
        text("kind", "", "name", "abbreviation", "former", "gazetteer"),
        integer("reports", "reports that use it"),
    ),
)
ACTOR_MEMBERS = Table(
    "actor_members",
    "Which actor of which reading was taken for which actor of the register.",
    (
        text("actor_id", "", to="actors.actor_id", required=True),
        text("report_id", "", to="reports.report_id", required=True),
        text("local_id", "id of the actor in the reading of that report", required=True),
    ),
    ("report_id", "local_id"),
)
HAPPENINGS = Table(
    "happenings",
    "Events, each once however many reports tell it. Where reports disagree, see `variants`.",
    (
        text("happening_id", "stable while the earliest telling stays the same", required=True),
        text("kind", "", *codebook.kinds()),
        text("mode", "refines the kind, see `communique codebook`"),
        text("stage", "how far it has come", *codebook.stages()),
        text("step", "how far an agreement has come", *codebook.steps()),
        *time("when", "time, narrowed by evidence where a report left it open"),
        text("when_printed", "time as the reports print it, EDTF"),
        text("when_why", "why the time was narrowed"),
        text("place", "as printed"),
        text("topic", "what it is about, in the report's words"),
        text("object", "what is supplied, repaired, taught"),
        text("instrument", "title of the document as printed"),
        text("count", "`1`, a number, or `several`"),
        text("value", "amount and currency as printed"),
        codes("countries", _COUNTRIES),
        text("direction", "FROM→TO, or A↔B, in countries, where the roles tell it"),
        text("plover", "PLOVER event type", *codebook.plover_events()),
        text("plover_mode", "PLOVER mode"),
        integer("quad", "PLOVER class: 1 verbal cooperation to 4 material conflict"),
        text("cameo", "CAMEO event code"),
        codes("contexts", "PLOVER contexts"),
        number("confidence", "how likely a careful reader would code it too, 0 to 1"),
        *time("first_reported", "day of the earliest report of it"),
        *time("last_reported", "day of the latest report of it"),
        integer("sources", "independent reports: a reprint counts once with its original"),
        integer("reports", "reports that tell it"),
        text("evidence", "first sentence that asserts it", to="evidence.evidence_id"),
    ),
    ("happening_id",),
)
ROLES = Table(
    "roles",
    "Who takes part in a happening, and as what.",
    (
        text("happening_id", "", to="happenings.happening_id", required=True),
        text("role", "`proposer` who offers it, `said_by` whose claim it is", required=True),
        integer("position", "order within the role, from 1", required=True),
        text("actor_id", "", to="actors.actor_id", required=True),
    ),
    ("happening_id", "role", "position"),
)
TELLINGS = Table(
    "tellings",
    "Which event of which reading was taken for which happening.",
    (
        text("happening_id", "", to="happenings.happening_id", required=True),
        text("report_id", "", to="reports.report_id", required=True),
        text("local_id", "id of the event in the reading of that report", required=True),
    ),
    ("report_id", "local_id"),
)
VARIANTS = Table(
    "variants",
    "What reports say differently of one happening, all values side by side.",
    (
        text("happening_id", "", to="happenings.happening_id", required=True),
        text("field", "", required=True),
        integer("position", "1 is the value shown", required=True),
        text("value", "of a role: actor ids, separated by a space"),
        text("shown_by", "rule that picked the value shown"),
        codes("tellings", "REPORT:ID of the events that say so"),
    ),
    ("happening_id", "field", "position"),
)
COMMITMENTS = Table(
    "commitments",
    "What was proposed or planned, followed until it is kept or dropped.",
    (
        text("commitment_id", "", required=True),
        text("kind", "", *codebook.kinds()),
        text("stage", "", "proposed", "planned"),
        text("state", "`overdue` as of the day of these tables", *STATES),
        text("opened", "happening that opened it", to="happenings.happening_id", required=True),
        *time("opened_on", "day of the earliest report of it"),
        codes("countries", _COUNTRIES),
        codes("sides", "actor ids"),
        text("what", "in one line"),
        *time("due", "when it is due, as narrowed"),
        day("due_by", "last day that allows"),
        text("due_why", "why the due time was narrowed"),
    ),
    ("commitment_id",),
)
STEPS = Table(
    "commitment_steps",
    "Turns in the life of a commitment.",
    (
        text("commitment_id", "", to="commitments.commitment_id", required=True),
        integer("position", "from 1", required=True),
        text("state", "", "open", "postponed", "kept", "declined", "cancelled"),
        *time("on", "day"),
        text("happening_id", "what brought it", to="happenings.happening_id"),
        text("why", "why it is taken for that"),
        number("score", "-1 surely not to 1 surely"),
        *time("due", "new due time, where it was put off"),
    ),
    ("commitment_id", "position"),
)
TERMS = Table(
    "terms",
    "Persons in office, as far as it is attested, after the method of Security Force Monitor.",
    (
        text("term_id", "", required=True),
        text("person", "", to="actors.actor_id", required=True),
        text("position", "as printed"),
        text("post", "kind of post"),
        codes("countries", _COUNTRIES),
        text("body", "", to="actors.actor_id"),
        *time("first_cited", "day of the earliest report that says so"),
        *time("last_cited", "day of the latest report that says so"),
        *time("start", "when the term began, where that is known"),
        boolean("start_known", "a report or the gazetteer says that it began then"),
        *time("end", "when the term ended, where that is known"),
        boolean("end_known", "a report or the gazetteer says that it ended then"),
        text("status", "`gazetteer`: attested by the gazetteer alone", "accepted", "conflict", "gazetteer"),
        text("notes", "sentences, separated by ` | `"),
        codes("evidence", "ids of evidence"),
        text("wikidata", "Wikidata id of the person, where the gazetteer knows it"),
    ),
    ("term_id",),
)
DATINGS = Table(
    "datings",
    "Times narrowed by evidence from outside the report, beside the printed ones.",
    (
        text("report_id", "", to="reports.report_id", required=True),
        text("local_id", "id of the event in the reading of that report", required=True),
        text("happening_id", "", to="happenings.happening_id"),
        text("printed", "EDTF, as the report has it"),
        *time("narrowed", "what the evidence leaves of it"),
        text("basis", "metadata, report, term, or several joined by +"),
        text("why", "the reason"),
        text("likelier", "years that a hint favours without deciding, EDTF"),
        codes("evidence", "terms, members or gazetteer rows used"),
    ),
    ("report_id", "local_id"),
)
STATEMENTS = Table(
    "statements",
    "What somebody is reported to have said.",
    (
        text("statement_id", "REPORT:ID", required=True),
        text("report_id", "", to="reports.report_id", required=True),
        text("speaker", "", to="actors.actor_id"),
        codes("countries", "of the speaker"),
        codes("about", "countries of actors named in it"),
        text("manner", "", *codebook.manners()),
        text("verb", "as printed"),
        *time("on", "day of the report"),
        text("evidence", "what was said", to="evidence.evidence_id"),
    ),
    ("statement_id",),
)
CORRECTIONS = Table(
    "corrections",
    "Corrections, retractions and denials by the sources themselves.",
    (
        text("correction_id", "", required=True),
        text("kind", "", "correction", "retraction", "denial"),
        text("report_id", "report that corrects", to="reports.report_id", required=True),
        text("of", "report that is corrected, where that is known", to="reports.report_id"),
        text("why", "how it was found"),
        codes("tellings", "REPORT:ID of the events that are corrected"),
        text("evidence", "", to="evidence.evidence_id"),
    ),
    ("correction_id",),
)
REPRINTS = Table(
    "reprints",
    "Reports that carry the text of an earlier one.",
    (
        text("report_id", "", to="reports.report_id", required=True),
        text("of", "earliest printing", to="reports.report_id", required=True),
        text("kind", "", "exact", "near"),
        number("similarity", "0 to 1"),
        text("why", ""),
    ),
    ("report_id",),
)
MERGES = Table(
    "merges",
    "Why two members are, or are not, one and the same; what persons decided has a ruling.",
    (
        text("kind", "", "actor", "event"),
        text("left_report", "", to="reports.report_id", required=True),
        text("left_id", "id in the reading of that report", required=True),
        text("right_report", "", to="reports.report_id", required=True),
        text("right_id", "id in the reading of that report", required=True),
        boolean("same", "false: surely not one"),
        number("score", "-1 surely different to 1 surely the same; no probability"),
        text("why", "one sentence"),
        text("by", "rule:NAME, model:NAME or person:NAME"),
        text("ruling", "where a person decided", to="rulings.ruling_id"),
    ),
)
RULINGS = Table(
    "rulings",
    "What persons decided. Rulings are only ever added; `undo` takes one back.",
    (
        text("ruling_id", "", required=True),
        text("at", "instant, ISO 8601, UTC"),
        text("by", ""),
        text("action", ""),
        text("target", "member, report or ruling that it is about"),
        text("other", "second member"),
        text("field", "field that is corrected"),
        text("value", "its value, JSON"),
        text("why", ""),
    ),
    ("ruling_id",),
)
EVIDENCE = Table(
    "evidence",
    "The characters that say it.",
    (
        text("evidence_id", "REPORT:START-END", required=True),
        text("report_id", "", to="reports.report_id", required=True),
        integer("start", "first character, in code points of the text as received", required=True),
        integer("end", "the character after the last", required=True),
        text("quote", "exactly these characters"),
        text("prefix", "characters before, so many that the place is found by words alone"),
        text("suffix", "characters after"),
    ),
    ("evidence_id",),
)
CITATIONS = Table(
    "citations",
    "Which field of which record rests on which evidence.",
    (
        text("record", "table of the record, in the singular", *RECORDS, required=True),
        text("record_id", "", required=True),
        text("field", "`trigger`, `evidence`, `role:NAME`, a column; of an actor: form of the mention"),
        text("report_id", "", to="reports.report_id", required=True),
        text("local_id", "id in the reading of that report, where the record comes from one"),
        text("evidence_id", "", to="evidence.evidence_id", required=True),
    ),
)
TABLES = (
    REPORTS, ACTORS, ACTOR_NAMES, ACTOR_MEMBERS, HAPPENINGS, ROLES, TELLINGS, VARIANTS, COMMITMENTS, STEPS,
    TERMS, DATINGS, STATEMENTS, CORRECTIONS, REPRINTS, MERGES, RULINGS,
    EVIDENCE, CITATIONS,
)  # fmt: skip
REGISTER = Package(
    "communique-register",
    "Register of press reports: happenings, commitments, actors and terms of office, with their evidence",
    TABLES,
    (
        "A time is three columns: EDTF as it is known, and the first and last day that it can mean; both "
        "days are empty for a time without a year. Join any record with `citations` and `evidence` to see "
        "the words that it rests on.",
    ),
)


def write(scope: Scope, folder: Path) -> None:
    from communique.export.parquet import load
    from communique.export.tables_rows import rows

    load()  # says what is missing before anything is written
    write_package(folder, REGISTER, rows(scope), scope, parquet=True)


def write_csv(scope: Scope, folder: Path) -> None:
    from communique.export.tables_rows import rows

    write_package(folder, REGISTER, rows(scope), scope)
