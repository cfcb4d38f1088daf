"""How facts that are computed from figures follow from them; the figures are the rows shown beside."""

from collections.abc import Mapping
from typing import Final

from relmgr.words import Words

FORMULAS: Final[Mapping[str, Words]] = {
    "active_months": Words(
        "最近 12 个完整月中，有有效联系或有交易的月数",
        "full months of the last 12 with a contact or a transaction",
    ),
    "contact_ratio": Words(
        "距上次有效联系天数 / 应走访间隔", "days since the last effective contact / the interval"
    ),
    "contribution_change": Words("本季 / 上季 - 1", "this quarter / the quarter before - 1"),
    "cross_bank_share": Words(
        "各行逾期 90 天以上债务 / 各行债务合计", "debt more than 90 days past due / all debt, over all banks"
    ),
    "default_rate": Words("最新评级在主标尺上的违约率", "PD of the latest grade on the master scale"),
    "deposit_growth": Words(
        "最近月日均存款 / 上年同月 - 1", "deposits of the latest month / a year earlier - 1"
    ),
    "equity_to_assets": Words("最近一期 净资产 / 总资产", "equity / assets of the latest accounts"),
    "growth": Words(
        "最近月（存款 + 贷款）/ 上年同月（存款 + 贷款）- 1",
        "(loans + deposits) of the latest month that has both / the same a year earlier - 1",
    ),
    "guarantees_to_equity": Words("对外担保 / 净资产", "guarantees for others / equity"),
    "liabilities_change": Words(
        "最近一年 负债 / 资产 - 上一年 负债 / 资产",
        "liabilities / assets of the latest year - of the year before",
    ),
    "loss_years": Words(
        "截至最近一年，利润总额连续为负的年数", "years in a row, up to the latest, with a loss"
    ),
    "ltv": Words("所担保业务余额 / 押品价值", "drawn on the facility / value of the security"),
    "negative_cash_years": Words(
        "截至最近一年，经营现金流连续为负的年数", "years in a row, up to the latest, with negative cash flow"
    ),
    "own_npl_share": Words(
        "不良债权余额 / 本行全部债权余额", "non-performing claims / all claims in this bank, as drawn"
    ),
    "other_debt_change": Words(
        "最近报告他行债务 / 6 个月前 - 1", "debt at other banks / 6 months before - 1"
    ),
    "pbt_margin": Words("最近一期 利润总额 / 营业收入", "profit before tax / revenue of the latest accounts"),
    "rating_notches": Words(
        "主标尺上，最新评级与 12 个月前（或其后首个）评级相差级数",
        "notches on the master scale between the grade 12 months ago (or the first since) and the latest",
    ),
    "receivable_days_change": Words(
        "(应收账款 / 收入) 同比 - 1", "(receivables / revenue) / the same a year earlier - 1"
    ),
    "related_sales": Words("关联方销售 / 营业收入", "sales to related parties / revenue"),
    "revenue_change": Words("最近一年收入 / 上一年 - 1", "revenue of the latest year / the year before - 1"),
    "stock_days_change": Words(
        "(存货 / 收入) 同比 - 1", "(inventory / revenue) / the same a year earlier - 1"
    ),
    "worst_dpd": Words("各笔业务中最长的逾期天数", "the longest days past due of any facility"),
    "altman_z2": Words(
        "6.56 营运资金/资产 + 3.26 留存收益/资产 + 6.72 息税前利润/资产 + 1.05 净资产/负债",
        "6.56 working capital/assets + 3.26 retained earnings/assets + 6.72 EBIT/assets + 1.05 equity/liabilities",
    ),
}
"""By name of the fact; a fact that is a recorded value has no formula."""
