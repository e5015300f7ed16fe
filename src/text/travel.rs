//! Ways through time: back, action by action, and to other branches.

use engine::locale::Words;

use super::Label;

labels! {
    Branch "Branch" "分支"
    BranchAhead "What lay ahead is kept as a branch:" "之后的内容已保留为分支："
    BranchCommands "Actions" "操作数"
    BranchForkedAt "Left another at" "分出时刻"
    BranchName "Name of the branch" "分支名称"
    BranchPresent "Present" "当前"
    BranchReached "Has come to" "到达时刻"
    BranchStandsAt "Stands at" "所在时刻"
    BranchNameOf "Name" "名称"
    Branches "Branches" "分支"
    BranchesLead "A branch is another way that the run may go from one moment on. The run goes on in the new one; the one before stays as it is." "分支是运行从某一时刻起的另一种走向。新建后在新分支中继续，原分支保持不变。"
    BranchesMoment "To fork at another moment, go there first on the line of the run or from its actions." "如需在其他时刻新建分支，请先通过时间轴或操作记录前往该时刻。"
    CompareBranches "Compare" "对比"
    ForkHere "Fork Here" "在此新建分支"
    GoToBranch "Go There" "切换"
    KeyRedo "Redo the next action" "重做下一步操作"
    KeyUndo "Undo the last action" "撤销上一步操作"
    Redo "Redo" "重做"
    RedoTime "Redo: time goes on to where the run had come to" "重做：时间前进到之前到达的时刻"
    Redone "Done again: {}. The run stands where it was done." "已重做：{}。运行停在该操作的时刻。"
    RedoneAll "Nothing is left to redo. The run stands where it had come to." "没有可重做的操作，运行已回到之前到达的时刻。"
    RemoveBranch "Remove" "删除"
    RemoveBranchConfirm "The branch goes for good, with all that was done in it." "该分支及其中的全部操作将永久删除。"
    RenameBranch "Rename" "重命名"
    Undo "Undo" "撤销"
    Undone "Undone: {}. The run stands where it was done; Redo does it again." "已撤销：{}。运行停在该操作的时刻；可重做。"
    NothingToUndo "Nothing has been done yet." "尚无操作。"
    NothingToRedo "Nothing lies ahead." "没有可重做的内容。"
}
