"""Names in text: boundaries, longer neighbours, case, and what one pass must not lose."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.mentions import Names


@dataclass(frozen=True)
class Work:
    id: str
    title: str
    short_names: tuple[str, ...] = ()
    alt_titles: tuple[str, ...] = ()


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
