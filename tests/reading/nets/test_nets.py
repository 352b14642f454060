"""The taggers against slovnet itself, on sentences of our own."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.nets import Arcs, NameSpan, Tag, Tagger, load_slovnet
from communique.reading.nets.encoder import Encoder
from communique.reading.nets.packs import (
    EMBEDDING,
    MODELS,
    Pack,
    PackError,
    data_folder,
    load_embedding,
    load_pack,
)
from communique.reading.nets.shapes import word_shape
from communique.reading.nets.taggers import SyntaxTagger, spans_of
from communique.reading.nets.tokens import Tokens, batches, pack
from communique.reading.nets.trees import best_tree, is_tree
from communique.reading.nets.viterbi import viterbi

SENTENCES = [
    line.split()
    for line in """
Министр обороны Казахстана Адильбек Сериков принял посла Турции .
Стороны обсудили подготовку военных кадров и договорились о встрече в Анкаре 12 июля 2021 года .
« Мы готовы к диалогу » , — сказал глава МИД Армении Тигран Манвелян журналистам .
По данным пресс-службы , в учениях « Степной щит-2019 » участвовали 1,5 тыс. военнослужащих .
Ерлан
НАТО и ОДКБ : что дальше ?
Делегация Reuters прибыла в Нур-Султан , сообщает ТАСС ( 18:00 ) .
В Женеве представители ЕС и Ирана подписали меморандум № 7 на сумму $ 40 млн ...
Серикбай-улы вручил грамоту Ивановой-Петровой
Она не ответила , хотя её об этом просили дважды .
""".strip().splitlines()
]


@cache
def slovnet() -> dict[str, Any]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(data_folder() / EMBEDDING)
    classes = {"ner": NER, "morph": Morph, "syntax": Syntax}
    return {task: make.load(data_folder() / MODELS[task]).navec(vectors) for task, make in classes.items()}


def test_morphology_is_slovnets() -> None:
    theirs = [[Tag(t.pos, t.feats) for t in markup.tokens] for markup in slovnet()["morph"].map(SENTENCES)]
    assert load_slovnet().morph.tag(SENTENCES) == theirs


def test_syntax_is_slovnets() -> None:
    """With each token's best head by itself; the reader's tagger makes trees of these."""
    packs, embedding = slovnets_parts()
    ours = SyntaxTagger(packs, embedding).tag(SENTENCES)
    markups = slovnet()["syntax"].map(SENTENCES)
    theirs = [
        Arcs(tuple(int(t.head_id) - 1 for t in m.tokens), tuple(t.rel for t in m.tokens)) for m in markups
    ]
    assert ours == theirs
    trees = load_slovnet().syntax.tag(SENTENCES)
    assert [t for t, a in zip(trees, ours, strict=True) if is_tree(_numbered(a))] == [
        a for a in ours if is_tree(_numbered(a))
    ]
    assert all(is_tree(_numbered(tree)) for tree in trees)


def slovnets_parts() -> tuple[Pack, Encoder]:
    pack = load_pack(data_folder() / MODELS["syntax"])
    vocabulary, embedding = load_embedding(data_folder() / EMBEDDING)
    shapes = {shape: i for i, shape in enumerate(pack.vocabs["shape"])}
    return pack, Encoder(pack, embedding, Tokens(vocabulary, shapes))


def _numbered(arcs: Arcs) -> list[int]:
    return [head + 1 for head in arcs.heads]


def test_names_are_slovnets() -> None:
    """slovnet cuts the text into tokens itself, so the words are compared that its spans cover."""
    texts = [" ".join(words) for words in SENTENCES]
    theirs = [[(m.text[s.start : s.stop], s.type) for s in m.spans] for m in map(slovnet()["ner"], texts)]
    found = load_slovnet().names.tag(SENTENCES)
    ours = [
        [(" ".join(words[s.first : s.last]), s.label) for s in spans]
        for words, spans in zip(SENTENCES, found, strict=True)
    ]
    assert ours == theirs


def test_a_sequence_is_tagged_the_same_alone_and_in_company() -> None:
    nets = load_slovnet()
    taggers: tuple[Tagger[Any], ...] = (nets.names, nets.morph, nets.syntax)
    for tagger in taggers:
        alone = [tagger.tag([words])[0] for words in SENTENCES]
        assert tagger.tag(SENTENCES) == alone


def test_nothing_gives_nothing() -> None:
    nets = load_slovnet()
    assert nets.names.tag([]) == []
    assert nets.morph.tag([]) == []
    assert nets.syntax.tag([]) == []
    assert nets.syntax.tag([[]]) == [Arcs((), ())]
    assert nets.names.tag([[], ["Ерлан"]])[0] == []


def test_tables_start_anew_when_full() -> None:
    folder = data_folder()
    vocabulary, _ = load_embedding(folder / EMBEDDING)
    shapes = {shape: i for i, shape in enumerate(load_pack(folder / MODELS["ner"]).vocabs["shape"])}
    tokens = Tokens(vocabulary, shapes, cap=3)
    assert tokens.rows([["мир", "и", "труд"]]) == [[1, 2, 3]]
    assert tokens.rows([["труд"]]) == [[1]]
    assert (tokens.generation, len(tokens)) == (1, 2)


@given(st.text(min_size=1, max_size=12))
def test_every_word_has_a_shape_the_nets_know(word: str) -> None:
    from slovnet.shape import SHAPES
    from slovnet.shape import word_shape as theirs

    assert word_shape(word) == theirs(word)
    assert word_shape(word) in SHAPES


def test_missing_packs_are_named(tmp_path: Any) -> None:
    for load in (load_pack, load_embedding):
        with pytest.raises(PackError, match="no such pack"):
            load(tmp_path / "none.tar")


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("I-PER I-PER O", []),
        ("B-LOC I-ORG", [(0, 2, "LOC")]),
        ("", []),
    ],
)
def test_spans_of_bio_tags(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(tags.split()) == [NameSpan(*span) for span in spans]


@given(st.lists(st.lists(st.integers(1, 9), max_size=5), max_size=8), st.integers(1, 12))
def test_packing_loses_nothing(sequences: list[list[int]], size: int) -> None:
    assert [rows for batch in batches(sequences, size) for rows in batch] == sequences
    packed = pack(sequences)
    assert [packed.rows[span].tolist() for span in packed.spans()] == sequences
    assert packed.gaps.sum() == len(sequences) + 1


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_viterbi_finds_the_best_path(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    emissions = [random.normal(size=(n, 3)).astype(np.float32) for n in lengths]
    for path, e in zip(viterbi(emissions, transitions), emissions, strict=True):
        assert len(path) == len(e)
        if len(e):
            assert _score(path.tolist(), e, transitions) >= _best(e, transitions) - 1e-4


def _score(path: list[int], e: Any, transitions: Any) -> float:
    return float(
        sum(e[i, tag] for i, tag in enumerate(path)) + sum(transitions[a, b] for a, b in pairwise(path))
    )


def _best(e: Any, transitions: Any) -> float:

    return max(_score(list(path), e, transitions) for path in product(range(3), repeat=len(e)))


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_best_tree_is_the_best_of_all_trees(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    scores[np.arange(n), np.arange(1, n + 1)] = -9
    found = best_tree(scores)
    trees = [heads for heads in product(range(n + 1), repeat=n) if is_tree(heads)]
    assert is_tree(found.tolist())
    assert _total(scores, found) >= max(_total(scores, heads) for heads in trees) - 1e-4


def _total(scores: Any, heads: Any) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


def test_best_tree_of_equal_scores_is_a_tree() -> None:
    assert is_tree(best_tree(np.zeros((40, 41), np.float32)).tolist())
