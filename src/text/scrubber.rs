//! The scrubber, and the actions of the run.

use engine::locale::Words;

use super::Label;

labels! {
    ActionAhead "Ahead" "未执行"
    ActionDone "Done" "已执行"
    ActionNumber "No." "序号"
    ActionText "Action" "操作"
    ActionsEmpty "Nothing has been done yet." "尚无操作。"
    ActionsHint "What was done in this run, in order. From here the run goes to the moment right after an action; what comes later lies ahead and is kept." "本次运行中的操作，按时间排列。可前往某一操作刚执行完的时刻，其后的内容保留在前方。"
    ActionsOfRun "Actions" "操作记录"
    ActivityViews "What happened and what was done" "事件与操作"
    Events "Events" "事件"
    GoToMoment "Go There" "前往"
    KeyScrub "On the line of the run: an hour, a day, a month; with Shift the next mark" "时间轴上：移动一小时、一天、一个月；按住Shift移到下一个标记"
    Run "The whole run" "整个运行"
    RunHint "Arrow keys move by an hour or a day, Page keys by a month; with Shift left and right go to the next mark." "方向键移动一小时或一天，翻页键移动一个月；按住Shift和左右键移到下一个标记。"
    SearchActions "Search actions" "搜索操作"
}
