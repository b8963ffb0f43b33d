"""Names in text: boundaries, longer neighbours, case, and what one pass must not lose."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papergraph.mentions import Mention, Names
from papergraph.mentions.rules import Case, Spelling, case_of_name, case_of_title
from papergraph.mentions.words import folded, spans, stretches, words


@dataclass(frozen=True)
class Work:
    id: str
    title: str
    short_names: tuple[str, ...] = ()
    alt_titles: tuple[str, ...] = ()
    citekey: str = ""
    identifiers: tuple[str, ...] = ()


WORKS = (
    Work("gpt", "Improving Language Understanding by Generative Pre-Training", ("GPT",)),
    Work("gpt3", "Language Models are Few-Shot Learners", ("GPT-3",)),
    Work("rcnn", "Rich feature hierarchies for accurate object detection", ("R-CNN",)),
    Work("fast", "Fast R-CNN"),
    Work("dino", "Emerging Properties in Self-Supervised Vision Transformers", ("DINO",)),
    Work("sam", "Segment Anything", ("SAM",)),
    Work("clip", "Learning Transferable Visual Models From Natural Language Supervision", ("CLIP",)),
    Work("adam", "Adam: A Method for Stochastic Optimization", ("Adam",)),
    Work("transformer", "Attention Is All You Need", ("Transformer",)),
    Work("perceptron", "The perceptron: A probabilistic model", ("Perceptron",)),
    Work("resnet", "Deep Residual Learning for Image Recognition", ("ResNet",)),
    Work("alphago", "Mastering the game of Go with deep neural networks and tree search", ("AlphaGo",)),
    Work("seq2seq", "Sequence to Sequence Learning with Neural Networks", ("seq2seq",)),
    Work("review", "Deep learning"),
    Work("show", "Show, Attend and Tell: Neural Image Caption Generation", ("Show, Attend and Tell",)),
    Work("bn", "Reducing Internal Covariate Shift", ("Batch Normalization",)),
    Work("edge", "Über die Näherung", ("Näherung",)),
)
NAMES = Names.of(WORKS)


def found(text: str, names: Names = NAMES) -> list[tuple[str, str]]:
    mentions = names.find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    return [(mention.paper, mention.text) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It extends GPT by far.", ["gpt"]),
        ("GPT", ["gpt"]),
        ("(GPT)", ["gpt"]),
        ("GPT's decoder", ["gpt"]),
        ("GPT-style training", ["gpt"]),
        ("a GPT–style model", ["gpt"]),
        ("GPT-3 and GPT", ["gpt3", "gpt"]),
        ("GPT 3 learns", ["gpt3"]),
        ("uses ResNet-50 as backbone", ["resnet"]),
        ("uses resnet features", ["resnet"]),
        ("many ResNets", ["resnet"]),
        ("Extends Fast R-CNN", ["fast"]),
        ("Extends R-CNN", ["rcnn"]),
        ("from R-CNN to Fast R-CNN", ["rcnn", "fast"]),
        ("the Transformer encoder and other Transformers", ["transformer", "transformer"]),
        ("one transformer, trained once", ["transformer"]),
        ("perceptrons cannot", ["perceptron"]),
        ("Adam converges", ["adam"]),
        ("optimised with Adam.", ["adam"]),
        ("Seq2seq reads; seq2seq writes", ["seq2seq", "seq2seq"]),
        ("attention is all you need shows", ["transformer"]),
        ("Show, attend and tell", ["show"]),
        ("Show, Attend and Tell adds", ["show"]),
        ("after batch normalization", ["bn"]),
        ("the paper “Deep learning” reviews", ["review"]),
        ("diese Näherung ist", ["edge"]),
        ("die NA\u0308HERUNG", []),
        ("in Rich feature hierarchies for accurate\nobject detection", ["rcnn"]),
        ("GPT/ResNet hybrids", ["gpt", "resnet"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert [paper for paper, _ in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 is larger",
        "GPT 4 is larger",
        "GPT-J, GPTs2 and GPT2, GPT-Neo",
        "with Mask R-CNN we",
        "as in Grounding DINO",
        "DINOv2 and DINO v2 and DINO 2",
        "sam and clip a coupon, Clip it",
        "adam ate, madam, Adams",
        "the Madam",
        "deep learning and Deep learning",
        "segment anything",
        "preGPT, GPTx, éGPT, GPT\u0301",
        "a Transformer-XL memory",
        "later AlphaGo Zero learned",
        "auto-GPT",
        "fast ResNet++",
        "Attention is. All you need",
    ],
)
def test_a_name_inside_another_or_a_common_word_is_no_mention(text: str) -> None:
    assert found(text) == []


def test_a_longer_name_that_fails_hides_no_shorter_one() -> None:
    names = Names.of(
        [Work("a", "x", ("Fast Grid",)), Work("b", "y", ("Fast Grid Zero",)), Work("c", "z", ("Zero Shot",))]
    )
    assert found("a Fast Grid zeroes", names) == [("a", "Fast Grid")]
    assert found("the Fast Grid Zero Shot", names) == []
    assert found("the Fast Grid, Zero Shot", names) == [("a", "Fast Grid"), ("c", "Zero Shot")]


def test_a_name_that_two_papers_share_names_neither() -> None:
    names = Names.of([Work("a", "x", ("SAM",)), Work("b", "y", ("SAM",)), Work("c", "z", ("SAMBA",))])
    assert found("SAM and SAMBA", names) == [("c", "SAMBA")]


def test_a_work_that_is_not_asked_for_hides_the_names_inside_its_own() -> None:
    others = [Work("k", "Grounding sam"), Work("l", "m", ("GPT",))]
    names = Names.of(WORKS, others)
    assert found("Mask R-CNN; GPT", Names.of(WORKS, [Work("mask", "Mask R-CNN")])) == [("gpt", "GPT")]
    assert found("GPT", names) == [("gpt", "GPT")]


def test_labels_keep_their_owner_and_their_case() -> None:
    names = Names.of_labels([("attention mechanism", "attention"), ("GAN", "gan"), ("U-Net", "unet")])
    text = "The Attention mechanism of GANs; gan; self-attention mechanism; a u-net, a U-Net"
    assert [paper for paper, _ in found(text, names)] == ["attention", "gan", "unet"]


WORDS = st.sampled_from(["GPT", "GPT-3", "R-CNN", "Fast", "and", "é", "-", " ", "3", ".", "Zero", "AlphaGo", "\n", "ß"])


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=40))
def test_mentions_are_ordered_apart_and_at_word_boundaries(text: str) -> None:
    past = 0
    for mention in NAMES.find(text):
        assert past <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert not (mention.start and text[mention.start - 1].isalnum())
        assert not text[mention.end : mention.end + 1].isalnum()
        past = mention.end


@settings(deadline=None)
@given(st.permutations(WORKS))
def test_names_do_not_depend_on_the_order_of_papers(works: list[Work]) -> None:
    text = "GPT, GPT-3, Fast R-CNN, R-CNN, ResNets, Adam and “Deep learning”"
    assert Names.of(works).find(text) == NAMES.find(text)


SCRIPTS = Names.of(
    [
        *WORKS,
        Work("attention", "注意力机制", ("注意力机制",)),
        Work("transformer-ja", "x", ("トランスフォーマー",)),
        Work("ko", "y", ("트랜스포머",)),
        Work("network-he", "z", ("רשת נוירונים",)),
        Work("network-ar", "t", ("الشبكة",)),
        Work("network-hi", "u", ("नेट",)),
        Work("edge-zh", "深度学习综述"),
        Work("street", "v", ("Straßennetz",)),
        Work("istanbul", "w", ("İstanbulNet",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Na\u0308herung ist", [("edge", "Na\u0308herung")]),
        ("with ＧＰＴ and ＧＰＴ－３", [("gpt", "ＧＰＴ"), ("gpt3", "ＧＰＴ－３")]),
        ("我们使用GPT模型和Fast R-CNN。", [("gpt", "GPT"), ("fast", "Fast R-CNN")]),
        ("提出了注意力机制的方法", [("attention", "注意力机制")]),
        ("注意力\n机制", [("attention", "注意力\n机制")]),
        ("GPTはトランスフォーマーを使う", [("gpt", "GPT"), ("transformer-ja", "トランスフォーマー")]),
        ("ﾄﾗﾝｽﾌｫｰﾏｰを使う", [("transformer-ja", "ﾄﾗﾝｽﾌｫｰﾏｰ")]),
        ("트랜스포머는 GPT의", [("ko", "트랜스포머"), ("gpt", "GPT")]),
        ("זו רשת נוירונים, כאן", [("network-he", "רשת נוירונים")]),
        ("רֶשֶׁת נוירונים", [("network-he", "רֶשֶׁת נוירונים")]),
        ("هذه الشبكة هنا", [("network-ar", "الشبكة")]),
        ("\u2067GPT\u2069 \u200fGPT\u200f", [("gpt", "GPT"), ("gpt", "GPT")]),
        ("यह नेट है", [("network-hi", "नेट")]),
        ("“深度学习综述”", [("edge-zh", "深度学习综述")]),
        ("im STRASSENNETZ, im strassennetz", [("street", "STRASSENNETZ"), ("street", "strassennetz")]),
        (
            "ISTANBULNET, İSTANBULNET, istanbulnet",
            [("istanbul", w) for w in ("ISTANBULNET", "İSTANBULNET", "istanbulnet")],
        ),
        ("the per\u00adceptron learns", [("perceptron", "per\u00adceptron")]),
        ("the GPT\u00ad decoder", [("gpt", "GPT")]),
        ("ß İ ŉ ﬁ GPT ß", [("gpt", "GPT")]),
    ],
)
def test_words_of_all_scripts(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, SCRIPTS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ＧＰＴ－４",
        "GPT−4",
        "GPT\u200e-4",
        "сGPT GPTс",  # Cyrillic
        "ビジョントランスフォーマー",
        "새트랜스포머",
        "नेटवर्क नेटी",
        "关于深度学习综述的",
        "カンズ ガン",
        "GPT\u0301 GPT\u20dd",
        "والشبكة الشبكةُه",
    ],
)
def test_words_of_all_scripts_end_where_they_end(text: str) -> None:
    assert (
        found(text, Names.of([*WORKS, *map(by_name, ("トランスフォーマー", "트랜스포머", "नेट", "カン", "الشبكة"))]))
        == []
    )


def by_name(name: str) -> Work:
    return Work(name, f"Nothing of the kind: {name}", (name,))


def spelled(works: list[Work]) -> list[tuple[Spelling, str]]:
    named: list[tuple[str, Case, str]] = []
    for work in works:
        named += [(work.title, case_of_title(work.title), work.id)]
        named += [(name, case_of_name(name), work.id) for name in work.short_names]
    return [(Spelling.of(name, case), owner) for name, case, owner in named]


def one_by_one(text: str, works: list[Work]) -> list[Mention]:
    """Every name at every word: the longest that stands, of equally long ones those that are no plural."""
    names = spelled(works)
    words = spans(text)
    keys = [folded(text[start:end]) for start, end in words]
    mentions: list[Mention] = []
    at = 0
    while at < len(words):
        standing: dict[tuple[int, bool], set[str]] = {}
        for spelling, owner in names:
            own = [folded(word) for word in spelling.words]
            for plural in (False, True):
                if plural and (len(own[-1]) < 3 or own[-1].endswith("s")):
                    continue
                wanted = [*own[:-1], own[-1] + "s"] if plural else own
                here = words[at : at + len(own)]
                if keys[at : at + len(own)] == wanted and spelling.stands(text, here, plural=plural):
                    standing.setdefault((len(own), not plural), set()).add(owner)
        if not standing:
            at += 1
            continue
        best = max(standing)
        if len(standing[best]) == 1:
            start, end = words[at][0], words[at + best[0] - 1][1]
            mentions.append(Mention(standing[best].pop(), start, end, text[start:end]))
        at += best[0]
    return mentions


PIECES = [
    "GPT",
    "Fast",
    "Net",
    "nets",
    "Zero",
    "net",
    "é",
    "ß",
    "İ",
    "深",
    "学",
    "ス",
    "한",
    "א",
    "3",
    "s",
    "gan",
    "\u0301",
]
JOINTS = ["", " ", "-", " ", ", ", "\n", ". ", "“", "”", "/", "\u200d", "  "]
STRINGS = st.lists(st.sampled_from(PIECES) | st.sampled_from(JOINTS), max_size=30).map("".join)
NAMED = st.lists(st.sampled_from(PIECES) | st.sampled_from([" ", " ", "-"]), min_size=1, max_size=9).map("".join)


@settings(deadline=None, max_examples=300)
@given(st.lists(NAMED.filter(words), min_size=1, max_size=8), STRINGS)
def test_one_pass_finds_what_each_name_at_each_word_gives(names: list[str], text: str) -> None:
    works = [Work(str(number), name, (name,) if number % 2 else ()) for number, name in enumerate(names)]
    for each in (text, f"{text} {names[0]} {text}, {names[-1]}s"):
        assert Names.of(works).find(each) == one_by_one(each, works)


@settings(deadline=None)
@example("Àശ")
@given(STRINGS | st.text(max_size=60))
def test_folded_words_lead_back_to_the_printed_ones(text: str) -> None:
    for whole in (f"{text} 深", f"{text} plain"):
        (stretch,) = stretches(whole, 3)
        printed = spans(whole)
        words = stretch.folded.split(" ")[1:-1]
        assert words == [folded(whole[start:end]) for start, end in printed]
        place = 1
        for word, span in zip(words, printed, strict=True):
            assert (stretch.start(place), stretch.end(place + len(word))) == span
            place += len(word) + 1


def test_a_long_text_is_read_in_parts_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(["GPT, Fast\n R-CNN; the ResNets of Näherung", "Deep learning “Deep learning”, R-CNN ß"] * 20)
    whole = NAMES.find(text)
    assert len(whole) == 100
    for size in (1, 7, 64, 300):
        monkeypatch.setattr("papergraph.mentions.words._STRETCH", size)
        assert NAMES.find(text) == whole


def test_no_names_are_found_nowhere() -> None:
    assert Names.of([]).find("GPT") == []
    assert Names.of_labels([("--", "x")]).find("GPT -- x") == []
    assert NAMES.find("") == []
