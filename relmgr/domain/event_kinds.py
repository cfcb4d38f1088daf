"""What can happen to a client outside our own records, as far as warning rules and class floors ask for it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from relmgr.words import Words


class EventKind(StrEnum):
    """Kinds of outside events; the stored form is the value."""

    ENFORCEMENT = "enforcement"
    DISHONEST = "dishonest"
    FREEZE = "freeze"
    BANKRUPTCY = "bankruptcy"
    LIQUIDATION = "liquidation"
    EVASION = "evasion"
    SUIT = "suit"
    TAX_ARREARS = "tax_arrears"
    WAGE_ARREARS = "wage_arrears"
    CONTRACTOR_ARREARS = "contractor_arrears"
    CONTROLLER_MISSING = "controller_missing"
    CONTROLLER_DETAINED = "controller_detained"
    CONTROLLER_CHANGE = "controller_change"
    MANAGER_LEFT = "manager_left"
    SUCCESSOR_NAMED = "successor_named"
    PLANNED_KEY_CHANGE = "planned_key_change"
    EQUITY_CHANGE = "equity_change"
    MISUSE_SUSPECTED = "misuse_suspected"
    MISUSE_CONFIRMED = "misuse_confirmed"
    CONTRACT_LOST = "contract_lost"
    REFUSED_DATA = "refused_data"
    REFUSED_VISIT = "refused_visit"
    UNREACHABLE = "unreachable"
    ENV_PENALTY = "env_penalty"
    EP_ACTION_OVERDUE = "ep_action_overdue"
    SEIZURE = "seizure"
    DISPUTE = "dispute"
    GUARANTOR_DEFAULT = "guarantor_default"
    CROSS_DEFAULT = "cross_default"
    CREDIT_IMPAIRED = "credit_impaired"
    EXTERNAL_DOWNGRADE = "external_downgrade"
    REFINANCED = "refinanced"


EVENT_WORDS: Final[Mapping[EventKind, Words]] = {
    EventKind.ENFORCEMENT: Words("被执行", "enforcement"),
    EventKind.DISHONEST: Words("列入失信名单", "on the list of dishonest debtors"),
    EventKind.FREEZE: Words("账户或资产冻结", "assets frozen"),
    EventKind.BANKRUPTCY: Words("破产申请", "bankruptcy filing"),
    EventKind.LIQUIDATION: Words("破产清算", "bankruptcy liquidation"),
    EventKind.EVASION: Words("逃废债", "evasion of bank debt"),
    EventKind.SUIT: Words("重大诉讼", "material suit"),
    EventKind.TAX_ARREARS: Words("欠税", "tax arrears"),
    EventKind.WAGE_ARREARS: Words("欠薪", "wage arrears"),
    EventKind.CONTRACTOR_ARREARS: Words("拖欠工程款", "contractor arrears"),
    EventKind.CONTROLLER_MISSING: Words("实际控制人失联", "controller missing"),
    EventKind.CONTROLLER_DETAINED: Words("实际控制人被羁押", "controller detained"),
    EventKind.CONTROLLER_CHANGE: Words("实际控制人变更", "change of control"),
    EventKind.MANAGER_LEFT: Words("核心高管离职", "core manager left"),
    EventKind.SUCCESSOR_NAMED: Words("继任者到位", "successor named"),
    EventKind.PLANNED_KEY_CHANGE: Words("关键人员计划变动", "planned change of a key person"),
    EventKind.EQUITY_CHANGE: Words("股权变更", "change of equity"),
    EventKind.MISUSE_SUSPECTED: Words("疑似挪用贷款", "misuse of funds suspected"),
    EventKind.MISUSE_CONFIRMED: Words("挪用贷款属实", "misuse of funds confirmed"),
    EventKind.CONTRACT_LOST: Words("失去主要合同", "main contract lost"),
    EventKind.REFUSED_DATA: Words("拒绝提供资料", "refused data"),
    EventKind.REFUSED_VISIT: Words("拒绝走访", "refused a visit"),
    EventKind.UNREACHABLE: Words("失联", "unreachable"),
    EventKind.ENV_PENALTY: Words("环保处罚", "environmental penalty"),
    EventKind.EP_ACTION_OVERDUE: Words("环境与社会整改逾期", "E&S action item overdue"),
    EventKind.SEIZURE: Words("押品被查封", "security seized"),
    EventKind.DISPUTE: Words("押品有争议", "security in dispute"),
    EventKind.GUARANTOR_DEFAULT: Words("保证人违约", "guarantor in default"),
    EventKind.CROSS_DEFAULT: Words("交叉违约通知", "cross-default notice"),
    EventKind.CREDIT_IMPAIRED: Words("已发生信用减值", "credit-impaired"),
    EventKind.EXTERNAL_DOWNGRADE: Words("外部评级大幅下调", "sharp external downgrade"),
    EventKind.REFINANCED: Words("借新还旧", "refinanced to repay"),
}
"""What each kind is called; `ended_on` of an event says when it was settled or withdrawn."""
