//! Someone's real set-up, brought in.

use engine::locale::Words;

use super::Label;

labels! {
    ImportAdd "Add" "添加"
    ImportAnswers "What is needed" "所需内容"
    ImportCommandsHint "Run these commands with the aliyun CLI, one region at a time, and give the files here. Credentials stay with you: this page sends nothing." "使用阿里云CLI按地域执行以下命令，然后在此提供所得文件。凭证不会离开您的环境，本页面不发送任何数据。"
    ImportDataDisks "Data disks" "数据盘"
    ImportDay "First day of the run" "运行的第一天"
    ImportDayFault "A day such as 2026-11-27" "日期格式如2026-11-27"
    ImportDayHint "It begins at midnight, UTC+8" "从当日00:00（UTC+8）开始"
    ImportDocuments "What was given" "已提供的文件"
    ImportFaults "What is wrong" "存在的问题"
    ImportFiles "Files with the answers" "包含返回结果的文件"
    ImportFilesHint "JSON, several files at once, 8 MiB each; they can be dropped here too" "JSON，可一次选择多个文件，每个不超过8 MiB；也可拖放到此处"
    ImportGrowth "Growth a day (GiB)" "每日增长（GiB）"
    ImportLead "What the services answer about your instances, disks, policies and associations becomes a run of its own, in which a policy can be rehearsed before it is changed." "将各接口返回的实例、云盘、策略和绑定导入为一次新的运行，可在修改策略前进行推演。"
    ImportLeftOut "What is left out or changed" "未导入或已调整的内容"
    ImportNotYet "Nothing was given yet." "尚未提供文件。"
    ImportOpen "Open as a Run" "作为运行打开"
    ImportOpened "Imported. Rehearse its policies under Plan." "已导入，可在“规划”中推演其策略。"
    ImportOutcome "What comes of it" "导入结果"
    ImportPaste "Or paste an answer" "或粘贴返回结果"
    ImportPasted "pasted" "粘贴的内容"
    ImportRemove "Remove" "移除"
    ImportSetUp "Import a Real Set-Up" "导入真实环境"
    ImportSetUpLead "Rehearse the policies of your own account on your own fleet." "在您自己的实例上推演您自己的策略。"
    ImportSystemDisks "System disks" "系统盘"
    ImportUsage "What the services do not say" "接口未返回的内容"
    ImportUsageHint "How full disks are and how much is written to them decides what is stored and what it costs. It holds for all disks of a kind; the scenario editor changes it for one." "云盘已用容量和写入量决定备份占用和费用。以下数值适用于同类的全部云盘，可在场景编辑器中逐盘修改。"
    ImportUsed "Used (%)" "已用（%）"
    ImportWritten "Written a day (GiB)" "每日写入（GiB）"
}
