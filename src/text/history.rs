//! The history of an instance.

use engine::locale::Words;

use super::Label;

labels! {
    AfterNextRun "With the next run" "下次执行时"
    ExtendHint "Days from its creation, only longer, 364,635 (999 years) at most; it cannot be deleted before then" "自创建起的天数，只能延长，最长364,635天（999年）；到期前不能删除"
    ExtendRetention "Extend Retention" "延长保留时间"
    KeptBy "Kept by" "保留依据"
    KeptNow "Kept now:" "当前保留："
    Save "Save" "保存"
    RetentionInAll "Retention in all (days)" "总保留时间（天）"
    ArchiveTier "Archive Tier" "归档层"
    ArchivingNow "Archiving" "归档中"
    CopiesIn "Copies in {}" "{}的副本"
    FateArchived "Moves to the Archive tier" "转归档层"
    FateGoes "Goes" "删除"
    FateNew "Comes" "新增"
    FateStays "Stays" "保留"
    InView "Points in view" "显示范围"
    KeyLocked "Next locked, next archived point of the chart" "图表中下一个已锁定、已归档的备份点"
    KeyMove "Move the chart to older or newer points" "将图表移至较早或较新的备份点"
    KeyZoom "Zoom the chart; 0 shows all" "缩放图表；0 显示全部"
    Newer "Newer" "较新"
    Older "Older" "较早"
    PointsOfAll "{} of {all} points" "共{all}个备份点，显示{}个"
    ShowAll "Show all" "显示全部"
    StorageTier "Storage Tier" "存储层"
    WhyHolds "Stands still while time plays." "时间播放期间不更新。"
    WhyPoints "Why?" "为什么？"
    ZoomIn "Zoom in" "放大"
    ZoomOut "Zoom out" "缩小"
}
