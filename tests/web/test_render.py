"""What is written on a page: made visible where it would act, and nothing else changed."""

from __future__ import annotations

from communique.faces.marks import visible
from communique.web.render import ODD, environment


def test_the_quick_look_finds_every_character_that_is_changed() -> None:
    for code in range(0x3000):
        assert bool(ODD.search(chr(code))) is (visible(chr(code)) != chr(code)), hex(code)


def test_everything_is_escaped_and_nothing_is_written_for_nothing() -> None:
    made = environment().from_string("{{ a }}|{{ b }}|{{ c }}")
    assert made.render(a="<b>&\u202e", b=None, c=3) == "&lt;b&gt;&amp;\ufffd||3"
