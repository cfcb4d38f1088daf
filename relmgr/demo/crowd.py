"""Any number of further clients: unique invented names by combination and an ordinary story each."""

from random import Random
from typing import Final

from relmgr.demo.cast import cast
from relmgr.demo.plot import Character, Plot
from relmgr.domain.values import AssetClass

FIRST: Final = (
    "纸鹤", "月牙", "云雀", "星芒", "雨巷", "雪橇", "风铃", "雾灯", "霜花", "虹桥底", "石榴籽",
    "松果", "竹蜻蜓", "芦苇荡", "萤石", "琥珀", "珊瑚礁", "贝壳", "海螺号", "灯塔下", "木马",
    "陀螺", "积木", "秋千", "风车", "糖罐", "茶垢", "墨水瓶", "蒲公英", "含羞草", "薄荷叶",
    "迷迭香", "猫头鹰", "狐狸窗", "刺猬", "水獭", "蜗牛壳", "蜻蜓眼", "北极燕", "夜航灯",
)  # fmt: skip
SECOND: Final = (
    "山", "湾", "桥", "渡", "坡", "岭", "溪", "洲", "塘", "谷", "坞", "坪", "台", "阁", "里", "巷",
    "坊", "港", "原", "浦",
)  # fmt: skip
INDUSTRIES: Final = {
    "装备制造": "机械",
    "化工": "化工",
    "钢铁": "钢构",
    "建材": "水泥",
    "纺织": "纺织",
    "食品": "食品",
    "农业": "饲料 渔业",
    "医药": "制药 医疗",
    "电子": "电子",
    "信息技术": "软件 通信",
    "物流": "物流",
    "贸易": "贸易",
    "汽车": "汽配",
    "轻工": "家居 印务 包装",
    "环保": "环保",
    "公用事业": "水务 燃气",
    "新能源": "光伏 风电 储能",
    "基建": "建设 园区",
    "文旅": "文旅",
    "教育": "教具",
    "有色": "矿业",
}
TRADES: Final = tuple(
    (trade, industry) for industry, trades in INDUSTRIES.items() for trade in trades.split()
)
PLACES: Final = (
    ("江苏", "苏州"), ("浙江", "嘉兴"), ("广东", "珠海"), ("山东", "潍坊"), ("福建", "泉州"), ("湖北", "宜昌"),
    ("四川", "绵阳"), ("安徽", "芜湖"), ("河南", "许昌"), ("湖南", "株洲"), ("陕西", "宝鸡"), ("江西", "九江"),
)  # fmt: skip
COMBINATIONS: Final = len(FIRST) * len(SECOND) * len(TRADES)
STRIDE: Final = 7_919
"""A prime that shares no factor with the combinations: neighbours do not look alike, none comes twice."""

GRADES: Final = (
    "AA",
    "A",
    "A",
    "BBB+",
    "BBB+",
    "BBB",
    "BBB",
    "BBB",
    "BBB-",
    "BBB-",
    "BB+",
    "BB+",
    "BB",
    "BB-",
)
IN_TROUBLE: Final = 0.06
"""Share of clients with arrears, so that a large book has a believable number of warnings."""


def character(number: int, seed: int) -> Character:
    """Return client `number` (from 0) of the book: one of the cast, then one of the crowd."""
    if number < len(cast()):
        return cast()[number]
    number -= len(cast())
    serial, place = divmod(number, COMBINATIONS)
    rest, trade_at = divmod(place * STRIDE % COMBINATIONS, len(TRADES))
    first, second = divmod(rest, len(SECOND))
    trade, industry = TRADES[trade_at]
    word = f"{FIRST[first]}{SECOND[second]}{trade}"
    mark = f"演示{serial + 1}" if serial else "演示"
    random = Random(f"{seed}:{number}")  # noqa: S311  an invented story, not a secret
    region, city = random.choice(PLACES)
    name = f"{word}（{mark}）有限公司"
    short = f"{word}{serial + 1}" if serial else word
    return Character(
        name, short, industry, region, city, _plot(random), size=random.choice(("小型", "中型", "大型"))
    )


def _plot(random: Random) -> Plot:
    overdue = random.choice((3, 12, 35, 60, 95, 140)) if random.random() < IN_TROUBLE else 0
    mention = AssetClass.SUBSTANDARD if overdue > 90 else AssetClass.SPECIAL_MENTION
    every = random.choice((28, 40, 50, 65, 85))
    return Plot(
        scale=round(random.lognormvariate(0.6, 1.1), 2),
        grade=random.choice(GRADES),
        raroc=round(random.gauss(0.13, 0.04), 3),
        growth=round(random.gauss(0.06, 0.1), 3),
        overdue=overdue,
        asset_class=mention if overdue else AssetClass.NORMAL,
        insured=random.randrange(-5, 360),
        valued=random.randrange(1, 14),
        equity=round(random.uniform(0.08, 0.6), 2),
        satisfaction=random.choice((5, 6, 7, 7, 8, 8, 9, None)),
        esg=random.choice((40, 55, 65, 75, None)),
        every=every,
        seen=random.randrange(1, every + every // 3),
        ahead=random.randrange(5, 900),
        currency="USD" if random.random() < IN_TROUBLE else "CNY",
        phase=random.choice(("construction", "operation")) if random.random() < IN_TROUBLE else "",
    )
