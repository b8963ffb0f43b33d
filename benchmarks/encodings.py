"""How often a short text in an old encoding is read as what it says: papergraph's guess beside charset-normalizer's.

    python benchmarks/encodings.py [--show]

Texts are titles and names as lists print them, each encoded in every encoding of its language and put alone, by three
and all together. Counted is whether the same text comes out. The second half of the texts was never looked at while
the letters in `encodings.tsv` were weighed. Without charset-normalizer only the first column is filled.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from papergraph.readers.text.guessing import guess

WESTERN, CENTRAL, CYRILLIC = (
    ("cp1252", "iso8859_1", "mac_roman"),
    ("cp1250", "iso8859_2"),
    ("cp1251", "koi8_r", "cp866"),
)
Texts = tuple[tuple[tuple[str, ...], str], ...]
SEEN: Texts = (
    (
        WESTERN,
        "- Über formal unentscheidbare Sätze|Sur le problème des trois corps|Martín, José|{Müller, Jörg and Strauß}",
    ),
    (WESTERN, "Søren Kjær, Århus|- “Deep things” – a survey, 2012–2015|it’s a survey of cafés|introdução à computação"),
    (WESTERN, "Émile: leçons sur la théorie des fonctions|Ångström: Über die Wärmeleitung|Señor y mañana: el análisis"),
    (CENTRAL, "Michał Głowiński: analiza językowa i ćwiczenia|Łukasz Żółkowski, Świętochłowice"),
    (
        CYRILLIC,
        "- Основные понятия теории вероятностей|Анализ данных|Обзор методов машинного обучения|ТЕОРИЯ ВЕРОЯТНОСТЕЙ",
    ),
    (("cp1253",), "Ανάλυση δεδομένων και μηχανική μάθηση"),
    (
        ("gbk",),
        "- 基于深度学习的图像识别方法研究|王明, 李华|图神经网络综述|{知识图谱构建技术综述},|自然语言处理|大模型",
    ),
    (("big5",), "- 基於深度學習之影像辨識方法研究|王明, 李華|圖神經網路綜述|知識圖譜建構技術|自然語言處理"),
    (("shift_jis", "euc_jp"), "- 深層学習を用いた画像認識に関する研究|グラフニューラルネットワークの概説|自然言語処理"),
    (
        ("euc_kr",),
        "- 딥러닝 기반 이미지 인식에 관한 연구|김민수, 이영희|그래프 신경망 개요|자연어 처리|데이터베이스 설계",
    ),
)
UNSEEN: Texts = (
    (WESTERN, "- Quantisierung als Eigenwertproblem für Schrödinger|Gérard et Jérôme|Muñoz, Íñigo; García|Bjørn"),
    (WESTERN, "Françoise: à propos des réseaux|- Groß: Lineare Modelle für Einsteiger|Naïve Bayes – revisited"),
    (WESTERN, "Avaliação de métodos|the reader’s guide|Räsänen, Hyvönen, Mäkelä"),
    (CENTRAL, "Stanisław Zając: wstęp do teorii mnogości|Paweł Wiśniewski, Gdańsk"),
    (CYRILLIC, "- Лекции по математическому анализу|Пётр|Нейронные сети|{Базы данных: введение}"),
    (("cp1253",), "Εισαγωγή στη θεωρία γραφημάτων"),
    (("gbk",), "- 一种改进的遗传算法及其应用|刘洋, 陈静|区块链共识机制|强化学习导论|联邦学习中的隐私保护|机器翻译"),
    (("big5",), "- 一種改良的遺傳演算法及其應用|林志明, 黃淑芬|區塊鏈共識機制|強化學習導論|機器翻譯"),
    (("big5",), "聯邦學習中的隱私保護"),
    (("shift_jis", "euc_jp"), "- 強化学習によるロボットの制御|ブロックチェーン入門|機械翻訳|統計的推論の基礎と応用"),
    (("euc_kr",), "- 강화학습을 이용한 로봇 제어|박지훈, 최수진|블록체인 합의 알고리즘|기계 번역|운영체제"),
    (("euc_kr",), "통계적 추론의 기초"),
)  # fmt: skip


def ours(data: bytes) -> str:
    """The encoding that papergraph reads bytes in."""
    found = guess(data)
    return found.codec if found else "cp1252"


def charset_normalizers(data: bytes) -> str:
    """The encoding that charset-normalizer reads bytes in; "" without it."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return ""
    best = from_bytes(data).best()
    return best.encoding if best else "cp1252"


def right(texts: Texts, size: int, guesser: Callable[[bytes], str], *, show: bool) -> tuple[int, int, float]:
    """How many of how many texts come out as they were, and seconds."""
    good = count = 0
    seconds = 0.0
    for codecs, joined in texts:
        lines = joined.split("|")
        for codec in codecs:
            for at in range(0, len(lines), size):
                text = "\n".join(lines[at : at + size])
                try:
                    data = text.encode(codec)
                except UnicodeEncodeError:
                    continue
                start = time.perf_counter()
                found = guesser(data)
                seconds += time.perf_counter() - start
                got = data.decode(found, "replace") if found else ""
                good, count = good + (got == text), count + 1
                if show and got != text:
                    print(f"    {codec}: {text!r} read in {found} as {got!r}")
    return good, count, seconds


def main() -> None:
    """Print the table."""
    show = "--show" in sys.argv
    print(f"{'texts':<8}{'each':<7}{'papergraph':>14}{'ms':>7}{'charset-normalizer':>22}{'ms':>7}")
    for name, texts in (("seen", SEEN), ("unseen", UNSEEN)):
        for label, size in (("alone", 1), ("three", 3), ("all", 99)):
            one, count, seconds = right(texts, size, ours, show=show and name == "seen")
            other, _, longer = right(texts, size, charset_normalizers, show=False)
            figures = f"{one:>7} of {count:<4}{1e3 * seconds / count:>7.2f}"
            print(f"{name:<8}{label:<7}{figures}{other:>15} of {count:<4}{1e3 * longer / count:>7.2f}")


if __name__ == "__main__":
    main()
