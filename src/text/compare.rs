//! Two branches side by side.

use engine::locale::Words;

use super::Label;

labels! {
    AllOfRun "All instances" "全部实例"
    BetterHere "better" "更优"
    Compare "Compare Branches" "分支对比"
    CompareBeyond "This branch came to {}; after that time simply passes in it here." "该分支到达时刻为{}，此后仅让时间推移。"
    CompareDifference "Difference" "差异"
    CompareForked "They part at {}; actions in common: {}." "分开时刻：{}；共同操作{}个。"
    CompareLead "Two ways that the run went, at the same virtual time. The line of the run moves both." "同一虚拟时刻下的两种走向。移动时间轴时两个分支一起移动。"
    CompareNoOther "There is only one branch so far. Fork the run, do something differently in the new branch, and compare the two here." "目前只有一个分支。请新建分支并在其中执行不同的操作，再在此对比。"
    CompareOne "First branch" "第一个分支"
    CompareOther "Second branch" "第二个分支"
    CompareOutcome "Outcome" "结果"
    ComparePlaying "Playing the branch" "正在推演分支"
    CompareSame "They do not part: all actions are in common so far." "两个分支尚未分开，全部操作相同。"
    CompareSameBranch "Both are the same branch. Choose another one." "两侧为同一分支，请选择其他分支。"
    CompareShow "Show" "查看"
    CompareStopped "Stopped before it came to this moment." "已停止，尚未到达该时刻。"
    CompareUnlike "The two stand at different moments." "两个分支处于不同时刻。"
    CompareYetToCome "yet to come" "尚未执行"
    DoneDifferently "What was done differently" "不同的操作"
    GoToThisBranch "Go to This Branch" "切换到此分支"
    MadeTheDifference "Why it stands so" "原因"
    MoveTogether "Move both branches together" "两个分支一起移动"
    NothingDoneOtherwise "Nothing" "无"
    OpenBranches "Branches" "分支"
    StopPlaying "Stop" "停止"
}
