//! The stage of a demo, the window of its presenter, the page in full screen and in a frame, and what is customised.

use engine::locale::Words;

use super::Label;

labels! {
    // The stage.
    Stage "Demo" "演示"
    StageBack "Back" "上一节"
    StageBegin "Begin the demo" "开始演示"
    StageBeat "{} of {all}" "第{}节，共{all}节"
    StageEnd "The demo is over. Shift R begins it anew." "演示结束。按Shift R重新开始。"
    StageFailed "This beat could not be played: " "此节无法播放："
    StageNext "Next" "下一节"
    StageNotBegun "Ready" "就绪"
    StageOff "Off the script" "已离开脚本"
    StageOffHint "What you do now stays as a branch. R returns to the script." "此时的操作会保留为分支。按R返回脚本。"
    StagePause "Pause the demo" "暂停演示"
    StagePlay "Play the demo" "播放演示"
    StagePresenter "Presenter Window" "演讲者窗口"
    StageReset "Reset" "重置"
    StageReturn "Return" "返回脚本"
    StageSpeed "Speed of the demo" "演示速度"
    StageTalk "Waits for you" "等待继续"
    FullScreen "Full Screen" "全屏"
    FullScreenEnd "Leave Full Screen" "退出全屏"
    FullScreenOff "This browser, or the page around this one, does not allow full screen." "浏览器或嵌入本页面的网页不允许全屏。"
    // The keys.
    KeyFullScreen "Full screen" "全屏"
    KeyStageBack "Demo: back one beat" "演示：上一节"
    KeyStageNext "Demo: next beat" "演示：下一节"
    KeyStagePlay "Demo: play or pause" "演示：播放或暂停"
    KeyStageReset "Demo: begin anew" "演示：重新开始"
    KeyStageReturn "Demo: return to the script" "演示：返回脚本"
    // The presenter's window.
    Presenter "Presenter" "演讲者"
    PresenterAlone "No demo answers. Open one under Scenarios in the main window, and leave that window open." "没有演示响应。请在主窗口的“场景”中打开演示，并保持该窗口打开。"
    PresenterBlocked "The browser did not let the page open a window. Allow it for this page, or open this address yourself: " "浏览器不允许页面打开窗口。请为本页面放行，或自行打开此地址："
    PresenterClock "Since the demo began" "已进行"
    PresenterComes "Comes next" "接下来"
    PresenterLast "Nothing: this is the last beat." "无，这是最后一节。"
    PresenterNotes "Notes" "备注"
    PresenterNoNotes "No notes." "无备注。"
    PresenterSaid "The room reads" "观众看到"
    // Customising.
    Customise "Customise" "自定义"
    CustomiseLead "Put in the names and prices of your audience. The scenario begins with them, or you pass on a link that does so." "填入贴合受众的名称与价格。场景将以此开始，也可以通过链接分享。"
    CustomiseNone "This scenario has nothing to customise." "此场景没有可自定义的内容。"
    CustomiseBegin "Begin with These" "以此开始"
    CustomiseLink "Link that begins with these" "以此开始的链接"
    CustomiseLinkHint "The link names the scenario by its file; whoever opens it begins a run of their own." "链接通过文件名指定场景，打开者会开始自己的运行。"
    CustomiseUnlisted "Only scenarios that come with this page have a link." "仅随页面提供的场景可使用链接。"
    CustomiseRange "From {} to {most}" "{}至{most}"
    CustomisePrice "In CNY, from 0 to {most}" "单位为元，0至{most}"
    CustomiseText "Stands wherever the scenario names it" "显示在场景中所有引用之处"
}
