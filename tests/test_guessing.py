"""Guessing encodings: one title or a name is enough, and what is ASCII but for a dash stays Western."""

from __future__ import annotations

import pytest

from papergraph.readers.text.guessing import encodings, guess

TEXTS = [
    ("cp1252", "- Über kürzeste Wege in großen Netzen"),
    ("cp1252", "L’évaluation des modèles – une étude"),
    ("cp1252", "years 2012–2015, “as printed”"),
    ("cp1250", "Michał Głowiński: wstęp do analizy"),
    ("mac_roman", "Les réseaux récurrents à mémoire"),
    ("cp1251", "Обзор методов обучения"),
    ("cp1251", "АЛГЕБРА И ГЕОМЕТРИЯ"),
    ("koi8_u", "Обзор методов обучения"),
    ("koi8_u", "АЛГЕБРА И ГЕОМЕТРИЯ"),
    ("cp866", "Обзор методов обучения"),
    ("gb18030", "图神经网络综述"),
    ("gb18030", "张伟"),
    ("cp950", "圖神經網路綜述"),
    ("cp950", "陳偉. 資料庫系統概論"),
    ("cp932", "グラフを用いた画像の認識"),
    ("cp932", "自然言語処理"),
    ("euc_jp", "グラフを用いた画像の認識"),
    ("cp949", "그래프 신경망 개요"),
    ("cp949", "자연어 처리"),
]


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_a_title_tells_its_encoding(codec: str, text: str) -> None:
    found = guess(f"- {text}, 2019\n".encode(codec))

    assert found is not None
    assert found.codec == codec


def test_noise_makes_sense_in_no_encoding() -> None:
    assert guess(b"1 \x8d\x98\x81\xfe\x81\xfe 2") is None


def test_every_encoding_has_letters_that_it_can_write() -> None:
    for each in encodings():
        wrong = [char for char in each.frequent if char.encode(each.codec, "ignore") == b""]
        # Ukrainian letters and those of two alphabets are in some of the encodings only.
        assert len(wrong) <= 6, (each.codec, wrong)
        assert len(each.most) == 12
