"""Names of people in Han signs and Hangul: by the surnames that they begin with."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.venues import is_han_venue
from papergraph.readers.lexicon.vocabulary import vocabulary

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]{2,4}(?:·[\u3400-\u9fff]{1,8})*")
_HAN_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱"
    "夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛岳张冉柴"
    "张鞠慕车萨佘谌柳甘祝包宁尚舒阮纪梅童凌毕单季裴霍涂成苗谷曲盛冷喻路游辛靳管柏欧项祁毋蔚瞿栾褚闫刁卓沙费滕耿司欧上诸"
    "卜晏宗宣班仇虞柯鄢窦戚岑卞仝凤仲伍佟冀厉吉呼商娄席桑楚池游焦燕牟牧甄琚白盖祖竺符糜羊胥苑茅荀荆蒲巩边邬邰郁郎郦鄂钮银锺门阙隋雍雒项饶鲜麦党黎黄龚龙"
    "陳張劉楊趙吳孫馬許鄧蕭馮蔣葉呂蘇盧鍾譚韋賈鄒閻龍錢湯陸嚴賴溫羅鄭謝韓範蘭聶齊顧萬賀龐魯倫車寧憑憲"
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
_LONG_SURNAMES = vocabulary("han-surname")  # of two signs or three
ROLE = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:监修|监訳|監修|監訳|编著|編著|共著|合著|主编|主編|共編|编|編|著|訳|译)$")


#: What no name begins or ends with, but a sentence: "先放着", "看完了".
_NO_NAME = re.compile(
    r"[很太再还還不没沒已未待可需要看读讀写寫把被让讓给給从從在是有好难難更最也都就只但而且或这這那该該其此每某].*|.*[着了过過吗嗎呢吧啊得地]"
)


def han_shape(name: str) -> float:
    """Return how much two to four signs without a blank look like a name: by the surname that they begin with."""
    if is_han_venue(name):
        return -2.0
    if _LONG_SURNAMES.intersection((name[:2], name[:3])):
        return 2.4 if len(name) > 2 else 0.8
    if name[0] in _HAN_SURNAMES and len(name.partition("·")[0]) <= 3:
        return 2.4
    return -1.0 if _NO_NAME.fullmatch(name) else 0.3
