"""What a manager of the demo book writes: summaries, tasks, needs and people, all invented."""

from typing import Final

from relmgr.domain.values import ContactRole, FeedbackKind

SURNAMES: Final = "云星月雨雪风山海林松竹梅兰禾麦谷溪舟帆桥灯钟琴棋书画茶糖盐米"
GIVEN: Final = (
    "小满", "白露", "立夏", "清明", "谷雨", "惊蛰", "芒种", "寒露", "霜降", "知行", "长乐", "重阳",
    "行远", "乐山", "望舒", "星野", "拾柒", "千寻", "半夏", "南星", "青黛", "紫苏", "当归", "远志",
)  # fmt: skip
FOREIGN: Final = ("Ada Quill", "Bram Ostler", "Cleo Finch", "Dorian Vale", "Edda Marsh", "Fergus Pike")
TITLES: Final = (
    (ContactRole.FINANCE, "财务总监"),
    (ContactRole.DECISION, "总经理"),
    (ContactRole.OPERATIONS, "资金主管"),
    (ContactRole.CONTROLLER, "实际控制人"),
)
SUMMARIES: Final = (
    "{who}介绍三季度订单饱满，{month}月排产已满，计划提前用款。",
    "与{who}核对用款计划，下月拟提款{amount}万元用于备料。",
    "谈续授信条件，{who}希望利率再降 10 个基点，待回行测算。",
    "实地看了车间，设备开工率约八成，库存较上次下降。",
    "{who}反映回款变慢，前两大客户账期拉长到 120 天。",
    "电话跟进资料，{who}答应本周补齐审计报告和纳税申报表。",
    "介绍了结算和代发方案，{who}愿意先把 200 人工资转过来试行。",
    "贷后检查：资金用途与合同一致，发票和入库单已抽查。",
    "{who}透露明年有 3 亿元技改投资，想了解固定资产贷款期限。",
    "了解上游涨价影响，毛利率预计下降 1-2 个百分点。",
    "拜访新到任的{who}，交接顺利，后续由其负责融资。",
    "讨论汇率风险，{who}想锁定明年一季度的美元付款成本。",
    "查看押品现状，厂房使用正常，提醒保险到期前续保。",
    "{who}对放款速度满意，认为比去年快了三天。",
    "他行报价比我行低 15 个基点，{who}倾向看综合服务再定。",
    "确认本季利息已备足，主要还款来源为两笔应收账款。",
)
ENGLISH: Final = (
    "{who} expects a strong quarter and wants to draw early.",
    "Went through the renewal terms; {who} asks for 10 bp less.",
    "Site visit: plant at about 80 % of capacity, stock lower than last time.",
    "{who} will send the audited accounts this week.",
)
SITE: Final = (
    "现场看工程：本月完成投资约 {amount}万元，形象进度与监理报告一致。",
    "与{who}核对提款申请与工程量清单，单价无异常，资本金已同比例到位。",
    "项目例会：{who}说明并网时间不变，关键设备下月到场。",
    "查看收入归集账户，本月项目收入全部入账，{who}确认偿债准备金足额。",
)
TOPICS: Final = (
    "续授信谈判", "用款计划", "贷后检查", "结算方案", "财报沟通", "利率定价", "押品查看",
    "新项目融资", "年度综合授信", "代发工资",
)  # fmt: skip
TASKS: Final = (
    "送审批材料", "催收审计报告", "测算新利率报价", "约董事长见面", "补充押品保单", "整理提款资料",
    "发送结算方案", "核实应收账款明细", "更新客户资料", "准备授信到期续作方案",
)  # fmt: skip
NEEDS: Final = (
    (FeedbackKind.NEED, "希望锁定明年美元付款汇率", "金融市场部"),
    (FeedbackKind.NEED, "想做供应链票据，服务 40 家上游", "贸易金融部"),
    (FeedbackKind.NEED, "技改需要 5 年期固定资产贷款", "公司业务部"),
    (FeedbackKind.NEED, "考虑发行绿色债券", "投资银行部"),
    (FeedbackKind.NEED, "多家子公司想上现金池", "交易银行部"),
    (FeedbackKind.COMPLAINT, "网银批量付款经常超时", "交易银行部"),
    (FeedbackKind.COMPLAINT, "开立保函要等四天，影响投标", "运营管理部"),
    (FeedbackKind.PRAISE, "对放款团队的速度表示感谢", "运营管理部"),
)
CANCELLED: Final = "客户临时出差，另约"
