"""The figures that relmgr knows by name: their codes, units and every heading they answer to."""

from dataclasses import dataclass
from typing import Final

from relmgr.domain.values import Unit


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """One known metric; the first heading of each language is the one that screens and exports write."""

    code: str
    unit: Unit
    zh: tuple[str, ...]
    en: tuple[str, ...]


def _metric(code: str, unit: Unit, zh: str, en: str) -> MetricSpec:
    return MetricSpec(code, unit, tuple(zh.split("|")), (*en.split("|"), code))


METRICS: Final = (
    _metric("avg_deposits", Unit.MINOR, "日均存款|存款日均|日均存款余额|月日均存款", "average deposits|avg deposits|"
            "average daily deposits"),
    _metric("avg_loans", Unit.MINOR, "日均贷款|贷款日均|日均贷款余额|月日均贷款", "average loans|avg loans|"
            "average daily loans"),
    _metric("raroc", Unit.E6, "综合收益率|风险调整后资本回报率|风险调整资本收益率|RAROC", "raroc|"
            "risk-adjusted return on capital"),
    _metric("equity", Unit.MINOR, "净资产|所有者权益|股东权益", "equity|net assets|shareholders equity"),
    _metric("assets", Unit.MINOR, "总资产|资产总额|资产总计", "total assets|assets"),
    _metric("liabilities", Unit.MINOR, "总负债|负债总额|负债合计", "total liabilities|liabilities"),
    _metric("revenue", Unit.MINOR, "营业收入|主营业务收入|收入", "revenue|sales|turnover"),
    _metric("pbt", Unit.MINOR, "利润总额|税前利润", "profit before tax|pre-tax profit"),
    _metric("op_cash_flow", Unit.MINOR, "经营现金流|经营活动现金流净额|经营性现金流|经营活动现金流量净额",
            "operating cash flow|cash flow from operations"),
    _metric("transactions", Unit.COUNT, "交易笔数|交易次数|结算笔数", "transactions|transaction count|"
            "number of transactions"),
    _metric("inflow", Unit.MINOR, "账户流入|资金流入|结算流入|月流入", "inflow|account inflow|monthly inflow"),
    _metric("outflow", Unit.MINOR, "账户流出|资金流出|结算流出|月流出", "outflow|account outflow|monthly outflow"),
    _metric("repayments", Unit.MINOR, "当月还款|还款额|月还款额", "repayments|repayments of the month"),
    _metric("line_drawn", Unit.MINOR, "循环额度已用|额度使用|额度已用", "line drawn|drawn on the line"),
    _metric("line_limit", Unit.MINOR, "循环额度|额度上限|额度总额", "line limit|limit of the line"),
    _metric("fees", Unit.MINOR, "中间业务收入|手续费收入|中收", "fees|fee income"),
    _metric("payroll", Unit.MINOR, "代发工资|代发额|代发工资额", "payroll|payroll paid"),
    _metric("fx_volume", Unit.MINOR, "结售汇量|外汇交易量|结售汇", "fx volume|foreign exchange volume"),
    _metric("trade_volume", Unit.MINOR, "国际结算量|贸易结算量", "trade volume|trade settlement volume"),
    _metric("guarantees", Unit.MINOR, "保函余额|表外余额", "guarantees outstanding|guarantees"),
    _metric("contribution", Unit.MINOR, "贡献度|客户贡献|综合贡献", "contribution|client contribution"),
    _metric("working_capital", Unit.MINOR, "营运资本|营运资金", "working capital"),
    _metric("current_assets", Unit.MINOR, "流动资产|流动资产合计", "current assets|total current assets"),
    _metric("current_liabilities", Unit.MINOR, "流动负债|流动负债合计", "current liabilities|"
            "total current liabilities"),
    _metric("retained_earnings", Unit.MINOR, "留存收益|未分配利润", "retained earnings"),
    _metric("ebit", Unit.MINOR, "息税前利润", "ebit|earnings before interest and tax"),
    _metric("receivables", Unit.MINOR, "应收账款|应收账款净额", "receivables|trade receivables|accounts receivable"),
    _metric("inventory", Unit.MINOR, "存货|存货净额", "inventory|stock|inventories"),
    _metric("related_sales", Unit.MINOR, "关联方销售|关联方销售收入", "related-party sales|sales to related parties"),
)  # fmt: skip
"""RAROC is a ratio in millionths, transactions a count, the rest amounts in minor units."""

MONTHLY_CODES: Final = (
    "avg_deposits",
    "avg_loans",
    "transactions",
    "inflow",
    "outflow",
    "repayments",
    "line_drawn",
    "line_limit",
    "fees",
    "payroll",
    "fx_volume",
    "trade_volume",
    "guarantees",
)
"""The figures that are reported month by month."""

BY_CODE: Final = {metric.code: metric for metric in METRICS}
