//! The kinds, each in a row with its sentence in English and in Chinese.

use crate::{catalog::region::Region, json::VALUES_MAX, scenario::SCENARIO_BYTES_MAX};

wrongs! {
    // The file as a whole.
    FileTooLarge
        "the file has more than {SCENARIO_BYTES_MAX} bytes"
        "文件超过{SCENARIO_BYTES_MAX}字节"
    LongerThan { most: usize }
        "the file has more than {most} bytes"
        "文件超过{most}字节"
    TooManyValues
        "the file has more than {VALUES_MAX} values"
        "文件中的值超过{VALUES_MAX}个"
    NotJson { line: usize, column: usize, detail: String }
        "this is not JSON: {detail}"
        "不是有效的JSON：第{line}行第{column}列无法解析"
    Format { wanted: &'static str, given: String }
        "must be \"{wanted}\", not {given}"
        "应为`\"{wanted}\"`，实际为`{given}`"

    // What a value must be.
    LeftOut
        "is required and was left out"
        "为必填项，未填写"
    UnknownKey { known: String }
        "unknown key; known here: {known}"
        "未知的键，此处可用的键：`{known}`"
    Object
        "must be an object"
        "应为对象"
    List
        "must be a list"
        "应为列表"
    Text
        "must be a text"
        "应为文本"
    Blank
        "says nothing; give it a text, or leave it out"
        "内容为空，请填写或删除该项"
    TextNot { given: String }
        "must be a text, not {given}"
        "应为文本，实际为`{given}`"
    TextOf { most: usize }
        "must be a text of 1 to {most} characters"
        "应为1至{most}个字符的文本"
    TextAtMost { most: usize }
        "must be a text of at most {most} characters"
        "应为不超过{most}个字符的文本"
    TextPair { most: usize }
        "must be a text of 1 to {most} characters, in both languages"
        "应提供中英文文本，各为1至{most}个字符"
    Label
        "must be a text in both languages"
        "应提供中英文文本"
    Texts
        "must be an object of texts"
        "应为值全部是文本的对象"
    Flag
        "must be true or false"
        "应为`true`或`false`"
    Whole { least: u64, most: u64 }
        "must be a whole number from {least} to {most}"
        "应为{least}至{most}的整数"
    WholeIn { least: i64, most: i64 }
        "must be a whole number from {least} to {most}"
        "应为{least}至{most}的整数"
    WholeNumbers
        "must be a list of whole numbers"
        "应为整数列表"
    Gib
        "must be GiB from 0 to 1048576, as a whole number or a decimal text such as \"0.5\""
        "应为0至1048576的GiB数，可填写整数或小数文本，例如`\"0.5\"`"
    BalanceText
        "must be an amount as text, such as \"1000.00\""
        "应为文本形式的金额，例如`\"1000.00\"`"
    Amount
        "must be an amount such as \"120.00\""
        "应为金额，例如`\"120.00\"`"
    Price { most: i64 }
        "must be a price from 0 to {most} CNY with six decimals at most, such as \"0.12\""
        "应为0至{most}元的价格，最多六位小数，例如`\"0.12\"`"
    Exactly { word: &'static str }
        "must be \"{word}\""
        "应为`\"{word}\"`"
    Either { one: &'static str, other: &'static str }
        "must be \"{one}\" or \"{other}\""
        "应为`\"{one}\"`或`\"{other}\"`"
    OneOf { known: String }
        "must be one of {known}"
        "应为以下之一：`{known}`"
    EntriesMax { most: usize }
        "may have {most} entries at most"
        "最多{most}项"
    ListMax { most: usize }
        "must be a list of {most} entries at most"
        "应为最多{most}项的列表"
    Instant { given: String }
        "`{given}` is not an RFC 3339 time such as 2026-01-01T00:00:00+08:00, between the years 1970 and 9999"
        "`{given}`不是1970至9999年间的RFC 3339时间，例如`2026-01-01T00:00:00+08:00`"
    Zone { given: String }
        "`{given}` is not an offset from UTC such as +08:00"
        "`{given}`不是UTC偏移量，例如`+08:00`"
    Duration { given: String }
        "`{given}` is not an ISO 8601 duration such as P1D, PT6H or P1DT12H (years and months have no fixed length)"
        "`{given}`不是ISO 8601时长，例如`P1D`、`PT6H`、`P1DT12H`（年和月长度不固定，不可使用）"
    Moment
        "must be {{\"by\": an ISO 8601 duration}} or {{\"to\": an RFC 3339 time}}"
        "应为含`by`（ISO 8601时长）或`to`（RFC 3339时间）的对象"

    // What libraries say of a value whose form they check; their own sentence is in English.
    Misread { detail: String }
        "{detail}"
        "格式不符合要求"
    MissingField { field: String, detail: String }
        "{detail}"
        "缺少`{field}`"
    UnknownWord { given: String, known: String, detail: String }
        "{detail}"
        "无法识别`{given}`，可用的值：`{known}`"

    // Saves.
    Bookmarks
        "its bookmarks are too many, or out of order"
        "书签过多或顺序有误"
    NameTooLong { most: usize }
        "it has a name of more than {most} characters"
        "其中有超过{most}个字符的名称"
    BranchesMax { most: usize }
        "it has more than {most} branches"
        "分支超过{most}个"
    BranchShares { branch: String }
        "{branch} shares more commands than there are"
        "`{branch}`与当前分支共有的操作数超过实际操作数"
    BranchTwice { branch: String }
        "{branch} is there twice"
        "`{branch}`重复出现"
    BranchOrder { branch: String }
        "{branch} has commands out of order"
        "`{branch}`的操作顺序有误"
    BranchShort { branch: String }
        "{branch} has fewer commands than were given"
        "`{branch}`的操作数少于已执行的操作数"
    BranchStands { branch: String }
        "{branch} stands where its commands do not allow it"
        "`{branch}`所处的时刻与其操作不符"

    // Of a call that a file has in it.
    MustBe { expected: String }
        "must be {expected}"
        "不符合要求"
    Parameters
        "the parameters of a call are a JSON object"
        "调用的参数应为JSON对象"
    ListText
        "must be a list, or the JSON text of one"
        "应为列表或列表的JSON文本"
    ObjectText
        "must be an object, or the JSON text of one"
        "应为对象或对象的JSON文本"
    ListOfTexts
        "must be a list of texts"
        "应为文本列表"
    WholeNumber
        "must be a whole number"
        "应为整数"
    EqualOrNot
        "must be EQUAL or NOT"
        "应为`EQUAL`或`NOT`"
    PositiveDays
        "must be a positive number of days"
        "应为正整数天数"
    NumberIn { least: i64, most: i64 }
        "must be a number from {least} to {most}"
        "应为{least}至{most}的数"
    ServiceRegion
        "must be a region of the service, such as cn-hangzhou"
        "应为云备份支持的地域，例如`cn-hangzhou`"

    // Regions, zones and accounts.
    Region
        "must be a region, such as \"cn-hangzhou\""
        "应为地域，例如`\"cn-hangzhou\"`"
    NotRegion { given: String }
        "{given} is not a region, such as \"cn-hangzhou\""
        "`{given}`不是地域，例如`\"cn-hangzhou\"`"
    NotOfRegions { given: String }
        "{given} is not among the scenario's regions"
        "`{given}`不在该场景的地域中"
    AddRegion { region: Region }
        "{region} is not among the scenario's regions: add it to $.regions"
        "`{region}`不在该场景的地域中，请将其加入`$.regions`"
    NotZone { zone: String, region: Region, example: String }
        "`{zone}` is not a zone of {region}, such as \"{example}\""
        "`{zone}`不是`{region}`的可用区，例如`\"{example}\"`"
    Again { named: String }
        "names {named} a second time"
        "重复填写了`{named}`"
    AgainQuoted { named: String }
        "names `{named}` a second time"
        "重复填写了`{named}`"
    AccountsMax { most: usize }
        "there may be {most} managed accounts at most"
        "最多可管理{most}个账号"
    ManagedAlready { user: String }
        "{user} is managed already"
        "账号`{user}`已在管理范围内"
    UserId { most: u64 }
        "must be a user id: a whole number from 1 to {most}, or its digits as a text"
        "应为账号ID：1至{most}的整数，或其数字文本"
    Role { most: usize }
        "must be the name of a RAM role: 1 to {most} letters, digits, dots, hyphens or underscores"
        "应为RAM角色名称：1至{most}个字母、数字、点号、连字符或下划线"
    NotOfAccount { instance: String, user: String }
        "`{instance}` is not of account {user}"
        "`{instance}`不属于账号`{user}`"
    PolicyElsewhere { policy: Region, instance: Region }
        "the policy lies in {policy}, the instance in {instance}"
        "策略位于`{policy}`，而实例位于`{instance}`"

    // Instances and disks.
    InstancesMax { most: usize }
        "there may be {most} instances at most, the fleet included"
        "实例最多{most}台，含批量生成的实例"
    NameOrId
        "is required where no id is given"
        "未填写ID时为必填项"
    NotInstanceType { given: String }
        "{given} is not an instance type, such as \"ecs.g7.large\""
        "`{given}`不是实例规格，例如`\"ecs.g7.large\"`"
    NotEntityId { given: String, prefix: &'static str }
        "`{given}` is not an id: {prefix} and 1 to 60 letters, digits, hyphens or underscores"
        "`{given}`不是有效的ID，应为`{prefix}`加1至60个字母、数字、连字符或下划线"
    FleetTooLarge { disks: u64, bytes: u64 }
        "is too large for so many instances: together they may have {disks} disks and take {bytes} bytes, each as many as the template"
        "模板过大：按模板生成的全部实例合计最多{disks}块云盘、{bytes}字节"
    FleetOwn
        "the instances of a fleet get their own"
        "批量生成的实例会自动获得各自的值，无需填写"
    DisksMax { most: usize }
        "an instance has {most} disks at most"
        "每台实例最多{most}块云盘"
    SystemDisks { found: usize }
        "an instance has exactly one system disk, not {found}"
        "每台实例有且只有一块系统盘，实际为{found}块"
    NotCategory { given: String, known: String }
        "{given} is not a disk category; there are: {known}"
        "`{given}`不是云盘类型，可用的类型：`{known}`"
    NotAbove { other: &'static str }
        "must not exceed {other}"
        "不得大于`{other}`"
    LocalShared
        "a local or ephemeral disk cannot be shared"
        "本地盘和弹性临时盘不能挂载到多台实例"
    Level
        "must be PL0, PL1, PL2 or PL3"
        "应为`PL0`、`PL1`、`PL2`或`PL3`"
    NoLevels
        "only cloud_essd has levels"
        "只有`cloud_essd`可设置性能级别"
    DiskSize { category: String, least: u64, most: u64 }
        "a disk of category {category} has {least} to {most} GiB"
        "`{category}`的容量范围为{least}至{most}GiB"
    UsedTwiceByInstance { id: String }
        "`{id}` is used twice by this instance"
        "该实例重复使用了`{id}`"
    SharedDisk { id: String }
        "`{id}` is used by another instance; a shared disk has \"multi_attach\": true"
        "`{id}`已被其他实例使用；共享的云盘须设置`\"multi_attach\": true`"
    DescribedDifferently { id: String }
        "`{id}` is described differently elsewhere"
        "`{id}`在其他位置的描述与此处不一致"
    DiskOfOtherAccount { id: String }
        "`{id}` is a disk of another account"
        "`{id}`是其他账号的云盘"
    DiskOfOtherZone { id: String }
        "`{id}` is shared with an instance of another zone"
        "`{id}`与其他可用区的实例共享"
    NoSnapshots { id: String }
        "`{id}` is a local or ephemeral disk, which has no snapshots"
        "`{id}`是本地盘或弹性临时盘，不支持快照"
    DiskElsewhere { id: String, disk: Region, policy: Region }
        "`{id}` lies in {disk}, the policy in {policy}"
        "`{id}`位于`{disk}`，而策略位于`{policy}`"

    // Ids, and what they name.
    UsedTwice { id: String }
        "`{id}` is used twice"
        "`{id}`重复使用"
    UsedByInstance { id: String }
        "`{id}` is used by another instance"
        "`{id}`已被其他实例使用"
    UsedByPolicy { id: String }
        "`{id}` is used by another policy"
        "`{id}`已被其他策略使用"
    UsedByAutoPolicy { id: String }
        "`{id}` is used by another automatic snapshot policy"
        "`{id}`已被其他自动快照策略使用"
    UsedByNetwork { id: String }
        "`{id}` is used by another network"
        "`{id}`已被其他网络资源使用"
    UsedByPlan
        "is used by another plan"
        "已被其他备份计划使用"
    HasAutoPolicy { id: String }
        "`{id}` has an automatic snapshot policy already"
        "`{id}`已设置自动快照策略"
    DiskId
        "must be the id of a disk"
        "应为云盘ID"
    NoDisk { id: String }
        "no disk of this scenario has the id `{id}`"
        "该场景中没有ID为`{id}`的云盘"
    NoInstance { id: String }
        "no instance of this scenario has the id `{id}`"
        "该场景中没有ID为`{id}`的实例"
    NoPolicy { id: String }
        "no policy of this scenario has the id `{id}`"
        "该场景中没有ID为`{id}`的策略"
    NoInstanceCalled { name: String }
        "no instance of this scenario is called `{name}`"
        "该场景中没有名为`{name}`的实例"
    PolicyOfScenario
        "is required: the id of a policy of this scenario"
        "为必填项，应为该场景中的策略ID"

    // Settings.
    UnknownSetting { name: String, known: String }
        "`{name}` is not a setting; there are: {known}"
        "没有名为`{name}`的设置，可用的设置：`{known}`"
    SettingNumber { name: &'static str, least: i64, most: i64, unit: &'static str }
        "{name} must be a whole number from {least} to {most} ({unit})"
        "`{name}`应为{least}至{most}的整数（`{unit}`）"
    SettingPrice { name: &'static str, cheapest: String, dearest: String, least: i64, most: i64 }
        "{name} must be CNY {cheapest} to {dearest}, in whole millionths of a yuan: {least} to {most}"
        "`{name}`应为{cheapest}至{dearest}元，以百万分之一元为单位填写整数：{least}至{most}"

    // Networks.
    NoVSwitch { zone: String, instance: String }
        "no vSwitch lies in {zone}, where {instance} is: add one"
        "实例`{instance}`所在的可用区`{zone}`没有交换机，请添加"
    NoRoom { free: usize, bits: u32 }
        "has room for {free} vSwitches of /{bits} only"
        "只能容纳{free}个`/{bits}`的交换机"
    Cidr
        "must be a block of addresses such as \"172.16.0.0/12\", from /8 to /29"
        "应为网段，例如`\"172.16.0.0/12\"`，掩码范围为`/8`至`/29`"
    OutsideVpc { cidr: String, vpc: String }
        "{cidr} lies outside {vpc}, the addresses of its VPC"
        "`{cidr}`不在所属专有网络的网段`{vpc}`内"
    Overlaps { cidr: String, other: String }
        "{cidr} overlaps {other}, the addresses of another vSwitch"
        "`{cidr}`与其他交换机的网段`{other}`重叠"

    // Incidents.
    When
        "says when by one of at, after and between"
        "应以`at`、`after`、`between`之一说明发生时间"
    TwoInstants
        "must be a list of two instants: the first and the last"
        "应为含两个时刻的列表：最早和最晚"
    EndsBefore
        "must not end before it begins"
        "结束时间不得早于开始时间"
    BeforeStart
        "must not lie before the start of the scenario"
        "不得早于场景的开始时间"
    AtLeastOne
        "must name at least one"
        "至少填写一项"
    NotTogether { other: &'static str }
        "cannot be given together with {other}"
        "不能与`{other}`同时填写"
    NothingCopied { from: Region, to: Region }
        "nothing is copied from {from} to {to}"
        "`{from}`不支持复制到`{to}`"
    NamesMax { most: usize }
        "may name {most} at most"
        "最多填写{most}项"
    NoDiskGiven { given: String }
        "no disk of this scenario has the id {given}"
        "该场景中没有ID为`{given}`的云盘"
    NoInstanceGiven { given: String }
        "no instance of this scenario has the id or name {given}"
        "该场景中没有ID或名称为`{given}`的实例"

    // Lessons.
    OneAction
        "an action has exactly one of call, advance, answer and command"
        "每个操作有且只有`call`、`advance`、`answer`、`command`之一"
    OfACall
        "belongs to a call"
        "只能用于`call`"
    CallForm
        "must be [product, action, parameters]"
        "应为列表，依次为产品、操作和参数"
    AnswerForm
        "must be [the id of a question, the number of the choice from 0]"
        "应为列表，依次为问题ID和从0开始的选项编号"
    NotCommand { detail: String }
        "is not a command as saves hold it: {detail}"
        "不是存档格式的操作"
    NotRule { given: String }
        "`{given}` is not the id of a rule, such as POL-72"
        "`{given}`不是规则编号，例如`POL-72`"
    NotRuleText { given: String }
        "{given} is not the id of a rule, such as \"POL-20\""
        "`{given}`不是规则编号，例如`\"POL-20\"`"
    CheckForm
        "a check is an object with exactly one key"
        "检查条件应为只含一个键的对象"
    CheckDepth { most: usize }
        "checks lie within each other {most} deep at most"
        "检查条件最多嵌套{most}层"
    Checks
        "must be a list of checks"
        "应为检查条件的列表，且不为空"
    ObjectiveId
        "must be the id of an objective"
        "应为目标ID"
    FullBelowNone
        "full_at must be less than none_at"
        "`full_at`应小于`none_at`"
    Choices
        "there must be 2 to 6 choices, exactly one of them right"
        "应有2至6个选项，且只有一个正确"
    LessonId
        "must be 1 to 40 small letters, digits and hyphens"
        "应为1至40个小写字母、数字或连字符"
    Screen
        "must be the address of a screen, such as \"#/policies\""
        "应为页面地址，例如`\"#/policies\"`"
    NoVariable { id: String }
        "there is no variable `{id}`"
        "没有变量`{id}`"
    OpenVariable
        "a `${{` without its `}}`"
        "`${{`缺少对应的`}}`"
    NotOtherObjective { id: String }
        "`{id}` is not another objective of this lesson"
        "`{id}`不是该课程的其他目标"
    NotObjective { id: String }
        "`{id}` is not an objective of this lesson"
        "`{id}`不是该课程的目标"
    NoChoice { question: String }
        "there is no such choice of `{question}`"
        "问题`{question}`没有该选项"
    StepsOfLab
        "a lab or a challenge has steps, and nothing else has"
        "实验和挑战必须有步骤，其他类型不能有步骤"
    BeatsOfDemo
        "a demo has beats, and nothing else has"
        "演示必须有环节，其他类型不能有环节"
    Points { wanted: u32, found: u32 }
        "all objectives and questions are worth {wanted} points together, not {found}"
        "全部目标和问题的分值合计应为{wanted}分，实际为{found}分"
    EmptyStep
        "a step has an objective or a question at least"
        "每个步骤至少有一个目标或问题"
    NoSolution
        "says how the step is done, so that it can be skipped"
        "应给出完成该步骤的操作，以便学员跳过"
    NoWrongRoute
        "says by which mistake the lesson must not be passed"
        "应给出一种错误做法，用于验证检查条件不会让其通过"
    NothingRefused
        "names an objective at least that the mistake does not reach"
        "至少填写一个错误做法无法达成的目标"

    // Lessons as they are played.
    HoldsUntouched
        "holds before anything was done"
        "尚未进行任何操作即已成立"
    SolutionMisses { missed: String }
        "does not do its step: it misses {missed}"
        "未能完成该步骤，未达成：`{missed}`"
    SolutionMissesQuestions
        "does not do its step: it misses all questions"
        "未能完成该步骤，问题未全部作答"
    WrongRouteReaches { id: String }
        "`{id}` is reached by the wrong route"
        "错误做法达成了目标`{id}`"
    NoInstanceToImport
        "there is no instance in it: give the answer of DescribeInstances"
        "其中没有实例，请提供`DescribeInstances`的返回结果"
    CallRefused { action: String, message: String, rule: String }
        "{action}: {message} ({rule})"
        "`{action}`被拒绝（{rule}）"
    CallNotRefused { action: String }
        "{action}: was not refused (no rule)"
        "`{action}`应被拒绝，但执行成功"
    TimeBack
        "time goes forward here; use rewind to go back"
        "此处时间只能前进，请使用`rewind`返回之前的时刻"
    NoSuchAnswer { reference: String, name: String }
        "${reference}: no earlier step has \"as\": \"{name}\""
        "`${reference}`：之前没有操作设置`\"as\": \"{name}\"`"
    NoSuchPart { reference: String, part: String, value: String }
        "${reference}: the answer has no `{part}` there: {value}"
        "`${reference}`：返回结果的该位置没有`{part}`"
}
