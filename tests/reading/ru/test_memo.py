"""What follows from a word and its tag is worked out once."""

from communique.reading.nets import Tag
from communique.reading.ru.memo import TagMemo


def test_a_pair_is_worked_out_once() -> None:
    calls: list[tuple[str, str]] = []

    def make(word: str, tag: Tag) -> str:
        calls.append((word, tag.pos))
        return f"{word}/{tag.pos}"

    memo = TagMemo(make)
    noun, verb = Tag("NOUN", {}), Tag("VERB", {})
    assert [memo("стали", tag) for tag in (noun, verb, noun, verb)] == ["стали/NOUN", "стали/VERB"] * 2
    assert calls == [("стали", "NOUN"), ("стали", "VERB")]


def test_tags_that_come_and_go_are_not_mixed_up() -> None:
    """A new tag may lie where one that is gone lay before: then the old value must not come back."""
    memo = TagMemo(lambda word, tag: tag.feats["Case"])
    for number in range(5_000):
        assert memo("слово", Tag("NOUN", {"Case": str(number)})) == str(number)


def test_no_more_pairs_are_kept_than_asked() -> None:
    memo = TagMemo(lambda word, tag: word, size=10)
    tag = Tag("NOUN", {})
    for number in range(95):
        assert memo(str(number), tag) == str(number)
        assert len(memo._known) <= 10
