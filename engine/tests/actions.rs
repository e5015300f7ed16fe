//! What was done, in words of both languages.
#![allow(clippy::needless_pass_by_value, reason = "cases are written in place with `json!`")]

mod harness;

use engine::{command::Command, locale::Locale, words};
use harness::Lab;
use serde_json::{Value, json};

fn said(lab: &Lab, command: Value, locale: Locale) -> String {
    let command: Command = serde_json::from_value(command).expect("a command");
    words::command(lab.run.world(), &command, locale)
}

#[test]
fn actions_name_what_they_touch() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily-30", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let point = lab.points()[0]["SnapshotId"].clone();
    let cases = [
        (json!("ActivateService"), "Activate Cloud Backup", "开通云备份"),
        (json!({ "DeletePolicy": { "policy": policy } }), "Delete policy daily-30", "删除策略daily-30"),
        (json!({ "DeletePolicy": { "policy": "po-gone" } }), "Delete policy po-gone", "删除策略po-gone"),
        (
            json!({ "RemoveBindings": { "policy": policy, "instances": ["i-web1", "i-web2", "i-3", "i-4", "i-5"] } }),
            "Dissociate web-1, web-2, i-3 and 2 more from daily-30",
            "解除web-1、web-2、i-3等5个与策略daily-30的关联",
        ),
        (
            json!({ "UpdateBinding": { "policy": policy, "instance": "i-web1", "suspended": true, "description": null, "scope": null } }),
            "Suspend the plan of web-1 by daily-30",
            "暂停web-1在策略daily-30下的备份计划",
        ),
        (
            json!({ "DeletePoint": { "point": point } }),
            "Delete backup point web-1, 1 Jan 2026, 00:00",
            "删除备份点：web-1 2026年1月1日 00:00",
        ),
        (
            json!({ "ExtendRetention": { "point": point, "retention": 90 } }),
            "Keep backup point web-1, 1 Jan 2026, 00:00 for 90 days",
            "将备份点保留时间延长至90天：web-1 2026年1月1日 00:00",
        ),
        (
            json!({ "Restore": { "point": point, "target": { "Instance": { "instance": "i-web1" } } } }),
            "Restore from backup point web-1, 1 Jan 2026, 00:00",
            "整机回滚，备份点：web-1 2026年1月1日 00:00",
        ),
        (json!({ "Ecs": { "StopInstance": { "instance": "i-web2" } } }), "Stop web-2", "停止web-2"),
        (
            json!({ "Ecs": { "ResizeDisk": { "disk": "d-web1-sys", "size_gib": 80 } } }),
            "Resize d-web1-sys to 80 GiB",
            "将云盘d-web1-sys扩容至80 GiB",
        ),
        (json!({ "TopUp": { "amount": 100_000_000 } }), "Top up CNY 100.00", "充值100.00元"),
        (
            json!({ "InjectIncident": { "incident": "PaymentOverdue" } }),
            "Inject incident: Overdue payment",
            "注入故障：欠费",
        ),
        (
            json!({ "EditSettings": { "settings": { "mdl10_prepare_seconds": 5 } } }),
            "Change assumptions: mdl10_prepare_seconds",
            "修改模型参数：mdl10_prepare_seconds",
        ),
    ];
    for (command, en, zh) in cases {
        assert_eq!(said(&lab, command.clone(), Locale::En), en);
        assert_eq!(said(&lab, command, Locale::Zh), zh);
    }
}

#[test]
fn a_deleted_policy_keeps_its_name() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily-30", &format!("I|{}|P1D", lab.start), 30);
    lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy }));
    assert_eq!(said(&lab, json!({ "DeletePolicy": { "policy": policy } }), Locale::En), "Delete policy daily-30");
}
