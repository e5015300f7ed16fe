//! The report on how the fleet is protected.

use engine::locale::Words;

use super::Label;

labels! {
    ProtectionAdvice "What to do" "处理建议"
    ProtectionAge "Age of it (RPO)" "距今（RPO）"
    ProtectionAway "In another region" "异地副本可恢复"
    ProtectionCopies "Copies elsewhere" "异地副本"
    ProtectionHolds "The report stands still while time plays; it is drawn up anew when time stops." "时间播放期间报告不更新，停止后重新生成。"
    ProtectionId "Instance ID" "实例ID"
    ProtectionInstances "Instance by instance" "逐台实例"
    ProtectionLead "How each instance is protected and what it could come back from, as far as people know." "各实例的保护情况及可恢复情况，以目前已知的信息为准。"
    ProtectionLockedUntil "Locked until" "锁定至"
    ProtectionLockedShare "Newest point locked" "最新备份点已锁定"
    ProtectionName "Instance" "实例"
    ProtectionNewest "Newest point" "最新备份点"
    ProtectionNext "Next run" "下次执行"
    ProtectionNothing "Nothing. Every instance is protected, as new as scheduled, locked and copied elsewhere." "无。全部实例均受保护、符合执行计划、已锁定并有异地副本。"
    ProtectionRecoverable "Recoverable" "可恢复"
    ProtectionReport "Protection Report" "保护报告"
    ProtectionRestore "Restore (RTO)" "恢复用时（RTO）"
    ProtectionScheduled "As new as scheduled" "符合执行计划"
    ProtectionStanding "Standing" "状态"
    ProtectionWorstRpo "Oldest of the newest points (RPO)" "最长RPO"
    ProtectionWorstRto "Longest restore (RTO)" "最长RTO"
}
