"""The command line. Each verb is a module of its own, imported when it is called, so that help is quick."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from communique import __version__
from communique.collector import seldom

VERBS = {
    "read": "Read reports into records: files, folders, patterns, standard input.",
    "show": "Show saved readings.",
    "evaluate": "Score readings against gold readings.",
    "verify": "Prove that every citation equals the text at its offsets.",
    "ingest": "Take reports into a register, and derive what they say together.",
    "derive": "Bring what a register says up to date.",
    "dossier": "What stands between two states, the open commitments first.",
    "timeline": "Happenings in the order of their time.",
    "promises": "What was proposed or planned, and what became of it.",
    "actor": "Everything about one person, body, enterprise or state.",
    "who": "Who held a post on a day, and how sure that is.",
    "search": "Find reports by words in any of their forms.",
    "stats": "What a register holds, counted.",
    "merges": "Why mentions are, or are not, one actor.",
    "history": "The life of one record.",
    "export": "Write a register in the format of another tool.",
    "serve": "Open a register, or a pasted report, in the browser.",
    "rule": "Decide about a record: accept, reject, correct, join, part, retract, undo.",
    "doctor": "Examine a register's file.",
    "backup": "Copy a register, also while it is written.",
    "dump": "Write a register as JSON Lines that do not depend on how it was made.",
    "codebook": "List the kinds of events with their roles and modes, the stages and other terms.",
}
INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 and the number of the signal, as shells have it


class _ReaderGone(Exception):
    """Whoever read our standard output reads no more."""


class _Verbs(click.Group):
    """Verbs whose help lines are known without importing them."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (
            BrokenPipeError
        ) as error:  # click would make it status 1, which here means that something failed
            raise _ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(f"communique.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 all is well, 1 something failed, 2 wrong usage. Try: communique read --sample",
)
@click.version_option(__version__, "-V", "--version", prog_name="communique")
def app() -> None:
    """Reads press reports about relations between states into cited, checkable records."""


def main() -> None:
    """The entry point of the `communique` script."""
    _one_thread()
    seldom()
    _write_utf8()
    sys.exit(run(sys.argv[1:]))


def _one_thread() -> None:
    """Small matrices gain nothing by threads and lose much on a busy machine; processes scale."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit status; errors of usage are told on standard error."""
    try:
        status = app.main(arguments, prog_name="communique", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except (_ReaderGone, BrokenPipeError):
        # What is still in the buffer has nowhere to go; without this, Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return status if isinstance(status, int) else 0


def _write_utf8() -> None:
    """UTF-8 whatever the locale; half a surrogate pair is written as the escape that JSON has."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
