"""What a citing sentence says of its reference. Doe et al. (2010) is the reference; all sentences are made up."""

from __future__ import annotations

import pytest

from papergraph.relate.citing import OWN_WORK, Saying, saying
from papergraph.relate.marks import citing


def said(text: str) -> Saying:
    (sentences,) = citing([text], families=("doe",), year=2010)
    return saying(sentences[0])


EXTENDED = """
This paper generalises the bound of Doe et al. (2010) to several layers.
We prove a stronger form of the theorem of Doe et al. (2010).
This article is a follow-up of our earlier work (Doe et al., 2010).
Our method builds upon diffusion models (Doe et al., 2010; Poe et al., 2011).
We replace the softmax of Doe et al. (2010) by a kernel.
Kestrel is a variant of Osprey (Doe et al., 2010) with two heads.
It extends Osprey (Doe et al., 2010) to long sequences.
Our approach is based on that of Doe et al. (2010).
We modify the sampler of Doe et al. (2010) so that it is unbiased.
Doe et al. (2010) count words, and we extend this to phrases.
"""
USED = """
The decoder is initialised with the weights of BERT (Doe et al., 2010).
Weights are optimised with Adam (Doe et al., 2010) and a rate of 0.001.
6We parse all of it with the parser of Doe et al. (2010).
All sentences were tokenised with the script of Moses (Doe et al., 2010).
The same split as in Doe et al. (2010) is used.
Folds and seeds are the same as in previous work (Doe et al., 2010).
Tuning was done as in Doe et al. (2010); nothing else was changed.
The probes are listed in Table 3, largely based on Doe et al. (2010).
We adopt the protocol of Doe et al. (2010).
Experiments are run on the SQUARES benchmark (Doe et al., 2010).
On the corpus of Doe et al. (2010), our model needs half the time.
Using the technique of Doe et al. (2010), we obtain a tighter estimate.
We train it on ZOO (Roe et al., 2009) with the rate that was proposed by Doe et al. (2010).
Word vectors come from GloVe (Doe et al., 2010).
We use the same features as previous work (Roe et al., 2001; Doe et al., 2010; Poe et al., 2011).
Doe et al. (2010) proposed a loss for ranking, and we use it here.
In Doe et al. (2010) a loss is proposed for ranking. We use this loss for all models.
We take the definition that was first given by Doe et al. (2010).
"""
NOT_OWN = """
Networks have been used for translation (Doe et al., 2010).
Doe et al. (2010) use a convolutional network to encode sentences.
Doe et al. (2010) extend this model to images.
See Doe et al. (2010) for a survey.
In this section we summarise how to smooth counts with kernels (Doe et al., 2010).
Unlike Doe et al. (2010), our method needs no labels.
In contrast to Doe et al. (2010), we train end to end.
Our model outperforms that of Doe et al. (2010) on all tasks.
It was shown that depth helps (Doe et al., 2010).
Several authors have used kernels (Doe et al., 2010; Poe et al., 2011).
In future work we will use the sampler of Doe et al. (2010).
One could apply the estimator of Doe et al. (2010) instead.
Translation models are trained on parallel corpora (Doe et al., 2010).
Previous approaches build on trees (Doe et al., 2010), whereas we use sequences.
This agrees with the observation of Doe et al. (2010).
Another line of work uses retrieval (Doe et al., 2010).
Most closely related to our work is that of Doe et al. (2010), who study trees.
They follow Doe et al. (2010) and use a linear classifier.
We do not use the features of Doe et al. (2010).
We leave an extension of Doe et al. (2010) to others.
Trees, which are used by parsers (Doe et al., 2010), are not our subject.
The Transformer (Doe et al., 2010) has replaced recurrent networks.
"""


@pytest.mark.parametrize("text", EXTENDED.strip().splitlines())
def test_the_authors_take_it_further(text: str) -> None:
    assert said(text) == "extends"


@pytest.mark.parametrize("text", USED.strip().splitlines())
def test_the_authors_use_or_follow_it(text: str) -> None:
    assert said(text) in {"follows", "uses", "with"}


@pytest.mark.parametrize("text", NOT_OWN.strip().splitlines())
def test_what_others_do_and_what_is_compared_or_planned_is_not_the_authors_own_work(text: str) -> None:
    assert said(text) not in OWN_WORK


def test_each_of_two_references_in_one_sentence_has_its_own_part() -> None:
    text = "Unlike Roe et al. (2009), who count words, we follow Doe et al. (2010)."
    ((roe,),) = citing([text], families=("roe",), year=2009)

    assert (saying(roe), said(text)) == ("apart", "follows")


def test_a_word_that_a_line_broke_is_read_whole() -> None:
    assert said("Our counter was writ- ten with the tool- kit of Doe et al. (2010).") == said(
        "Our counter was written with the toolkit of Doe et al. (2010)."
    )
    assert said("We ex- tend the net of Doe et al. (2010).") == "extends"
    assert said("We use the pre- and postfix tables of Doe et al. (2010).") == "uses"
