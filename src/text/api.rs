//! The API explorer, and the calls of actions.

use engine::locale::Words;

use super::Label;

labels! {
    ApiExplorer "API Explorer" "API调试"
    ApiLead "The operations of Cloud Backup, of ECS and of the simulator, tried on this run: real names, fields and codes. What changes the run can be undone." "在本次运行上调用云备份、ECS和模拟器的接口：名称、字段和错误码与真实服务一致。修改类调用可以撤销。"
    ApiOperations "Operations" "接口列表"
    ApiSearch "Search operations" "搜索接口"
    ApiProduct "Product" "产品"
    ApiAllProducts "All products" "全部产品"
    ApiReadsOrWrites "Reads or writes" "读写类型"
    ApiReadsAndWrites "Reads and writes" "全部类型"
    ApiReads "Reads" "查询"
    ApiWrites "Writes" "修改"
    ApiUnknown "There is no such operation. Choose one from the list." "没有该接口，请从列表中选择。"
    ApiParameters "Parameters" "请求参数"
    ApiParameter "Parameter" "参数"
    ApiKind "Type" "参数类型"
    ApiTakes "What it takes" "说明"
    ApiRequired "Required" "必填"
    ApiNoParameters "It takes none." "无请求参数。"
    ApiInside "Fields of objects and lists" "对象和列表中的字段"
    ApiExample "Example" "示例"
    ApiClear "Empty" "清空"
    ApiRaw "Parameters as JSON" "JSON格式的请求参数"
    ApiRun "Run" "发起调用"
    ApiActs "It acts on this run, like a button of the console." "将对本次运行生效，与在控制台操作相同。"
    ApiAnswer "Answer" "返回结果"
    ApiNotTried "Not called yet." "尚未调用。"
    ApiAnswered "Answered" "调用成功"
    ApiRefused "Refused" "调用被拒绝"
    ApiActed "The run was changed." "本次运行已更改。"
    ApiActedShort "Changed the run" "已更改运行"
    ApiElsewhere "Written elsewhere" "调用示例"
    ApiMendFirst "Mend the parameters first." "请先修正请求参数。"
    ApiHistory "Called in this session" "本次会话的调用记录"
    ApiNothingTried "The last 20 calls will be listed here." "此处列出最近20次调用。"
    CopyCode "Copy" "复制"
    CodeCopied "Copied" "已复制"
    CodeNotCopied "The browser does not let the page copy. Select the text and copy it by hand." "浏览器不允许复制，请选中文本后手动复制。"
}
