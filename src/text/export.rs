//! What is taken home: Terraform and tables.

use engine::locale::Words;

use super::Label;

labels! {
    ExportCsv "Download CSV" "下载CSV"
    ExportTerraform "Export as Terraform" "导出为Terraform"
    ListingCopied "Copied." "已复制。"
    ListingCopy "Copy" "复制"
    ListingNotCopied "The browser does not let this page copy. Select the text and copy it by hand." "浏览器不允许本页面复制，请手动选择文本并复制。"
    RuleText "What it says" "内容"
    TerraformEmpty "There is no policy to export." "没有可导出的策略。"
    TerraformLead "Policies and what they protect, for the provider aliyun/alicloud. Instances, backup points and snapshots are no part of it." "策略及其绑定的数据源，适用于aliyun/alicloud。不含实例、备份点和快照。"
    TerraformOf "Policies" "策略范围"
    TerraformUnsaid "What Terraform cannot say" "Terraform无法表达的内容"
    TerraformUnsaidHint "It stands in the text as comments." "在文本中以注释形式保留。"
    TerraformWhole "Terraform says all of it." "Terraform可完整表达全部内容。"
}
