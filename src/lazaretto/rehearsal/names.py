"""Invented names: a surname and a given name from short lists, Hui people of the counties among them."""

from lazaretto.rehearsal.streams import Stream

HAN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾韦夏付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严武戴莫孔向汤"
)
HUI = "马哈沙喇穆海撒米丁白金兰锁拜纳"
MEN = (
    "建军", "志强", "永刚", "文辉", "海龙", "小平", "国栋", "学义", "彦虎", "存福", "宝林", "新民",
    "亚军", "晓东", "俊杰", "振华", "治国", "维平", "双全", "天明", "少锋", "根生", "喜娃", "鹏飞",
    "红卫", "向阳", "成林", "世昌", "尔萨", "占林", "玉龙", "万海", "文博", "子豪", "家辉", "军", "伟",
    "磊", "勇", "斌", "涛", "超", "鹏", "亮",
)  # fmt: skip
WOMEN = (
    "秀兰", "玉珍", "晓燕", "海霞", "丽娟", "春梅", "红霞", "雪琴", "彩云", "亚玲", "小红", "桂英",
    "翠萍", "淑芳", "婷婷", "静", "丽", "娟", "敏", "燕", "法图麦", "麦燕", "索菲", "艳萍", "慧", "倩",
    "文静", "瑞芳",
)  # fmt: skip


def name_of(draw: Stream, *, sex: str, hui_per_mille: int) -> str:
    """A full name in Chinese order. ``hui_per_mille``: how many in a thousand bear a Hui surname."""
    surname = draw.pick(HUI if draw.chance(hui_per_mille) else HAN)
    return surname + draw.pick(WOMEN if sex == "female" else MEN)
