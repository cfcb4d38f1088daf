"""What can be imported: per kind its fields, how a cell of each is read, and every heading it answers to."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.import_fields import ANY_CLIENT, CLIENT_OF_ROW, choices_of, column
from relmgr.domain.import_fields import FieldSpec as FieldSpec
from relmgr.domain.import_fields import Form as Form
from relmgr.domain.import_fields import Kind as Kind
from relmgr.domain.import_post_loan import POST_LOAN_FIELDS, POST_LOAN_REQUIRED

CLIENT_STATES: Final = choices_of(
    "prospect: 潜在|潜在客户|目标客户|意向|lead; active: 存量|存量客户|正常|合作中|在用|有效|existing|current;"
    "dormant: 休眠|睡眠|不活跃|inactive; lost: 流失|已流失|销户|closed; reactivated: 唤醒|重新激活"
)
ASSET_CLASSES: Final = choices_of(
    "normal: 正常|正常类|pass|standard; special_mention: 关注|关注类|special mention|watch;"
    "substandard: 次级|次级类|sub-standard; doubtful: 可疑|可疑类; loss: 损失|损失类"
)
FACILITY_KINDS: Final = choices_of(
    "term: 固定资产贷款|固贷|中长期贷款|定期贷款|term loan|loan; project: 项目贷款|项目融资|project loan|"
    "project finance; revolver: 流动资金贷款|流贷|循环贷款|循环额度|revolving|revolving credit|working capital;"
    "guarantee: 保函|担保|letter of guarantee|lg; lc: 信用证|letter of credit|l/c; other: 其他|其它"
)
CONTACT_ROLES: Final = choices_of(
    "decision: 决策|决策人|决策者|decision maker; finance: 财务|财务负责人|cfo; operations: 经办|经办人|业务|运营;"
    "controller: 实际控制人|实控人|owner; other: 其他|其它"
)
VISIT_KINDS: Final = choices_of(
    "visit: 拜访|上门|上门拜访|走访|现场拜访|meeting|on-site; call: 电话|电话沟通|致电|phone|telephone;"
    "video: 视频|视频会议|线上|online; hosted: 来访|接待|来行|office visit; inspection: 检查|贷后检查|现场检查|"
    "site inspection"
)
VISIT_STATES: Final = choices_of(
    "planned: 计划|计划中|待拜访|已预约|scheduled|plan; done: 完成|已完成|已拜访|completed|held;"
    "cancelled: 取消|已取消|canceled; missed: 未成行|爽约|错过|no-show"
)

_ID = column("id", Form.KEY, "系统标识", "relmgr id")

_CLIENTS = (
    _ID,
    column("code", Form.CODE, "客户编号|客户号|客户代码|核心客户号|编号|CIF", "client code|client no|client number|"
           "customer code|customer no|customer number|customer id|client id|cif|code", 64),
    column("uscc", Form.USCC, "统一社会信用代码|社会信用代码|信用代码|统一信用代码", "credit code|uscc|"
           "unified social credit code"),
    column("name", Form.LINE, "客户名称|客户|客户全称|企业名称|公司名称|单位名称|公司|名称|全称", "client name|client|"
           "customer|customer name|company|company name|name|legal name", 300),
    column("short_name", Form.LINE, "简称|客户简称", "short name", 120),
    column("alias", Form.LINE, "别名|曾用名|别称", "alias|also known as|aka", 300),
    column("industry", Form.LINE, "行业|所属行业|行业分类", "industry|sector", 120),
    column("region", Form.LINE, "地区|区域|所在地区|省份", "region|province|state", 120),
    column("city", Form.LINE, "城市|所在城市|市", "city|town", 120),
    column("country", Form.COUNTRY, "国家|国别|国家代码", "country code|country"),
    column("group_name", Form.LINE, "集团|所属集团|集团名称|集团客户", "group|group name|parent", 300),
    column("size", Form.LINE, "规模|企业规模", "size|company size", 20),
    column("since_on", Form.DATE, "开户日期|建立关系日期|合作起始日", "client since|since|relationship since"),
    column("established_on", Form.DATE, "成立日期|注册日期", "established on|established|founded|incorporated"),
    column("state", Form.CHOICE, "客户状态|关系状态", "relationship state|client status", 0, CLIENT_STATES),
    column("is_project", Form.FLAG, "项目公司|是否项目公司|SPV", "project company|is project"),
    column("phase", Form.LINE, "项目阶段|阶段", "project phase|phase", 20),
    column("esg_score", Form.INTEGER, "ESG评分|ESG得分|ESG", "esg score|esg"),
    column("esg_on", Form.DATE, "ESG评分日期", "esg on"),
    column("esg_listed", Form.FLAG, "ESG风险名单|名单制管理", "esg risk list|esg listed"),
    column("satisfaction", Form.INTEGER, "满意度|客户满意度", "satisfaction|satisfaction score"),
    column("satisfaction_on", Form.DATE, "满意度调查日期|满意度日期", "satisfaction on|satisfaction date"),
    column("cadence_days", Form.INTEGER, "拜访周期|拜访周期(天)|联系周期", "contact interval|contact interval (days)|"
           "cadence days"),
    column("cadence_until", Form.DATE, "拜访周期截止日|自定周期至", "contact interval until|"
           "own interval until"),
    column("address", Form.LINE, "地址|联系地址|办公地址|注册地址|通讯地址", "address|office address|"
           "street address", 300),
    column("cadence_reason", Form.LINE, "拜访周期说明", "contact interval reason"),
    column("notes", Form.TEXT, "备注|说明", "notes|note|remarks|comment|comments"),
    column("grade", Form.LINE, "评级|信用等级|客户评级|内部评级", "grade|rating|internal rating|credit grade", 20),
    column("graded_on", Form.DATE, "评级日期|评级生效日", "graded on|rating date"),
    column("asset_class", Form.CHOICE, "五级分类|风险分类|资产分类", "asset class|five-category class|classification",
           0, ASSET_CLASSES),
    column("classed_on", Form.DATE, "分类日期|五级分类日期", "classed on|classification date"),
    column("tier", Form.IGNORED, "客户等级|客户分层|分层", "tier|client tier"),
    column("level", Form.IGNORED, "预警级别|风险级别", "risk level|warning level"),
    column("exposure", Form.IGNORED, "敞口|风险敞口|敞口(元)", "exposure"),
    column("exposure_currency", Form.IGNORED, "敞口币种", "exposure currency"),
    column("last_contact", Form.IGNORED, "最近联系|最近拜访", "last contact|last visit"),
    column("manager", Form.LINE, "客户经理|主办客户经理|管户经理", "account manager|relationship manager|manager|rm"),
)  # fmt: skip

_CONTACTS = (
    _ID,
    *CLIENT_OF_ROW,
    column("name", Form.LINE, "姓名|联系人|联系人姓名", "contact name|contact|name|person|full name", 200),
    column("title", Form.LINE, "职务|职位|岗位", "title|job title|position", 120),
    column("role", Form.CHOICE, "角色|联系人角色", "role|contact role", 0, CONTACT_ROLES, "other"),
    column("phone", Form.CODE, "电话|手机|联系电话|手机号|手机号码|联系方式", "phone|mobile|telephone|tel|phone number",
           60),
    column("email", Form.LINE, "邮箱|电子邮箱|邮件|电子邮件", "email|e-mail|email address|mail", 200),
    column("im", Form.LINE, "微信|微信号|即时通讯", "wechat|im|messenger", 120),
    column("is_key", Form.FLAG, "关键联系人|是否关键联系人|主要联系人", "key contact|is key|key person"),
    column("birthday", Form.LINE, "生日|出生日期", "birthday|date of birth", 10),
    column("left_on", Form.DATE, "离职日期|离任日期", "left on"),
    column("notes", Form.TEXT, "备注|说明", "notes|note|remarks|comment|comments"),
)  # fmt: skip

_FACILITIES = (
    _ID,
    *CLIENT_OF_ROW,
    column("code", Form.CODE, "业务编号|借据号|借据编号|合同号|合同编号|授信编号|额度编号|贷款编号|编号",
           "facility code|facility no|facility number|loan no|loan number|contract no|contract number|facility id|"
           "loan id", 64),
    column("name", Form.LINE, "业务名称|产品名称|额度名称|项目名称|授信名称", "facility name|facility|product|"
           "project name", 300),
    column("kind", Form.CHOICE, "业务品种|授信品种|业务类型|贷款种类|品种", "facility kind|facility type|kind|type|"
           "loan type|product type", 0, FACILITY_KINDS, "other"),
    column("currency", Form.CURRENCY, "币种|货币", "currency|ccy"),
    column("limit_minor", Form.AMOUNT, "授信额度|额度|授信金额|批复金额|合同金额", "limit|credit limit|facility limit|"
           "commitment|approved amount"),
    column("drawn_minor", Form.AMOUNT, "用信余额|余额|贷款余额|已用额度|借据余额|本金余额", "drawn|outstanding|balance|"
           "drawn amount|outstanding amount|exposure"),
    column("original_minor", Form.AMOUNT, "原始本金|放款金额|借据金额", "original principal|original amount|principal"),
    column("cancelled_minor", Form.AMOUNT, "取消金额|已取消", "cancelled|cancelled amount|canceled amount"),
    column("undisbursed_minor", Form.AMOUNT, "未提款金额|未提款|未放款", "undisbursed|undisbursed amount|undrawn"),
    column("disbursed_minor", Form.AMOUNT, "已提款金额|累计提款|已放款", "disbursed|disbursed amount"),
    column("repaid_minor", Form.AMOUNT, "已还金额|累计还款|已还本金", "repaid|repaid amount"),
    column("as_of", Form.DATE, "数据日期|截至日期|统计日期|余额日期|报表日期", "as of|data date|as of date|"
           "report date"),
    column("rate_e6", Form.RATIO, "利率|年利率|执行利率", "interest rate|rate|annual rate"),
    column("signed_on", Form.DATE, "签约日期|合同签订日|起始日|起始日期|放款日期|发放日期", "signed on|signing date|"
           "start date|value date"),
    column("first_repayment_on", Form.DATE, "首次还款日|首期还款日", "first repayment on|first repayment date"),
    column("maturity_on", Form.DATE, "到期日|到期日期|贷款到期日|额度到期日", "maturity|maturity date|maturity on|"
           "due date|expiry date|expiry"),
    column("closed_on", Form.DATE, "结清日期|关闭日期", "closed on|closed date|settled on"),
    column("status", Form.LINE, "状态|业务状态|合同状态", "status|facility status|loan status", 60),
    column("overdue_days", Form.INTEGER, "逾期天数|逾期日数", "overdue days|days overdue|days past due|dpd"),
    column("overdue_since", Form.DATE, "逾期起始日|逾期开始日期|逾期日期", "overdue since|past due since"),
    column("arrears_on", Form.DATE, "逾期统计日|逾期数据日期", "arrears as of|arrears on"),
    column("guarantor", Form.LINE, "担保人|保证人", "guarantor", 300),
    column("principal_overdue_since", Form.DATE, "本金逾期起始日", "principal overdue since"),
    column("interest_overdue_since", Form.DATE, "欠息起始日|利息逾期起始日", "interest overdue since"),
    column("restructured_on", Form.DATE, "重组日期|最近重组日期", "restructured on"),
    column("restructured_times", Form.INTEGER, "重组次数", "times restructured"),
    column("second_repayment_on", Form.DATE, "重组后第二个还款日", "second repayment on"),
    column("exit_asked_on", Form.DATE, "申请退出观察日期", "exit asked on"),
    column("credit_enhanced", Form.FLAG, "国家认可增信", "credit enhanced"),
)  # fmt: skip

_VISITS = (
    _ID,
    *CLIENT_OF_ROW,
    column("code", Form.CODE, "拜访编号|记录编号", "visit code|visit no|visit id", 64),
    column("on", Form.MOMENT, "日期|拜访日期|时间|拜访时间|走访日期", "date|visit date|date of visit|when"),
    column("planned_at", Form.MOMENT, "计划时间|计划日期|预约时间|预约日期", "planned at|planned date|scheduled at|"
           "planned"),
    column("occurred_on", Form.DATE, "实际日期|完成日期|实际拜访日期", "occurred on|held on|actual date"),
    column("kind", Form.CHOICE, "方式|拜访方式|类型|联系方式|拜访类型", "visit kind|kind|type|visit type|method", 0,
           VISIT_KINDS),
    column("state", Form.CHOICE, "状态|拜访状态", "visit state|state|status", 0, VISIT_STATES),
    column("minutes", Form.INTEGER, "时长|时长(分钟)|分钟", "minutes|duration|duration (minutes)"),
    column("place", Form.LINE, "地点|拜访地点", "place|location|venue", 200),
    column("topic", Form.LINE, "主题|事由|目的|拜访目的", "topic|purpose|subject", 300),
    column("summary", Form.TEXT, "要点|纪要|拜访纪要|拜访内容|内容|小结|摘要", "summary|notes|"
           "minutes of meeting|result"),
    column("participants", Form.LINE, "参加人|参会人|参会人员|受访人|对方人员", "participants|attendees|met"),
    column("effective", Form.FLAG, "有效拜访|是否有效", "effective|effective contact"),
)  # fmt: skip

_METRICS = (
    *CLIENT_OF_ROW,
    column("metric", Form.METRIC, "指标|指标名称|指标代码|科目", "metric|indicator|measure|metric code|item"),
    column("period", Form.PERIOD, "期间|月份|统计期|报告期|会计期间|季度|年份|年度", "period|month|quarter|year"),
    column("value", Form.FIGURE, "数值|值|金额|指标值", "value|amount|figure"),
    column("currency", Form.CURRENCY, "币种|货币", "currency|ccy"),
)  # fmt: skip

FIELDS: Final[Mapping[Kind, tuple[FieldSpec, ...]]] = {
    Kind.CLIENTS: _CLIENTS,
    Kind.CONTACTS: _CONTACTS,
    Kind.FACILITIES: _FACILITIES,
    Kind.VISITS: _VISITS,
    Kind.METRICS: _METRICS,
    **POST_LOAN_FIELDS,
}


REQUIRED: Final[Mapping[Kind, tuple[tuple[str, ...], ...]]] = {
    Kind.CLIENTS: (("name", "code", "uscc", "id"),),
    Kind.CONTACTS: (ANY_CLIENT, ("name",)),
    Kind.FACILITIES: (ANY_CLIENT, ("code", "id")),
    Kind.VISITS: (ANY_CLIENT, ("on", "planned_at", "occurred_on")),
    Kind.METRICS: (ANY_CLIENT, ("metric",), ("period",), ("value",)),
    **POST_LOAN_REQUIRED,
}
"""Of each group at least one column must be there."""


def spec(kind: Kind, name: str) -> FieldSpec:
    """Return the field of a kind; raises KeyError."""
    for found in FIELDS[kind]:
        if found.name == name:
            return found
    raise KeyError(name)
