//! What goes wrong, what is found out about it, and how it was recovered from.

use engine::locale::Words;

use super::Label;

labels! {
    AllDisksMeant "All of them where none is picked" "不选则为全部云盘"
    AllInstancesMeant "All of them where none is picked" "不选则为全部实例"
    CanComeBackIn "Can Come Back In" "可恢复地域"
    Checksum "Checksum" "校验和"
    DataCondition "State of the data" "数据状态"
    DisksOfInstance "Disks" "云盘"
    DrillReport "Drill Report" "演练报告"
    DrillReportLead "What went wrong, what was chosen to come back from, what was lost and how long it took." "发生了什么、从哪个备份点恢复、丢失了哪些数据、用时多久。"
    DrillReportOf "Report" "报告"
    EstimatedRestore "Estimated Recovery Time" "预计恢复时间"
    FromRegion "From" "源地域"
    HiddenHours "Hours hidden" "潜伏时长（小时）"
    HiddenHoursHint "0 to 8,760; then it strikes" "0~8,760，之后发作"
    IncidentsLead "Let something go wrong at this moment of the run, and see what follows." "在当前时刻注入故障，观察后果。"
    InjectIncident "Inject" "注入"
    InspectPoint "Inspect" "检查"
    InspectionHint "Mounts a copy and looks whether the data is clean" "挂载副本并检查数据是否干净"
    Inspected "Inspected" "已检查"
    JobsToFail "Backup jobs that fail" "失败的备份任务数"
    JobsToFailHint "1 to 10,000 of the next ones to begin" "接下来开始的1~10,000个任务"
    NewestClean "Newest clean point" "最新的干净备份点"
    NewestKnown "Newest point not known to be bad" "未发现问题的最新备份点"
    NoCleanPoint "None" "无"
    NoIncidents "Nothing has gone wrong yet." "尚未发生故障。"
    OutOfOrder "is out of order until" "故障，预计恢复时间："
    OutageHours "Hours" "时长（小时）"
    OutageHoursHint "1 to 8,760" "1~8,760"
    OverdueConsequence "A day later the service is suspended, and 15 days after that all backup points and snapshots are deleted, unless what is due is paid." "一天后停服，停服15天后删除全部备份点和快照，除非付清欠费。"
    PickInstances "Instances" "实例"
    Reveal "Reveal the truth" "揭示真相"
    RevealLead "For trainers: what nobody on the run can know, from which point each instance really comes back." "供讲师使用：运行中无人知晓的真实情况，即每台实例实际可恢复到的备份点。"
    ToRegion "To" "目标地域"
    WhatFollows "What Follows" "后果"
}
