//! A small world to try rules in.
#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

use engine::{openapi, rule::Rule, scenario::Scenario, simulation::Simulation, time::Seconds};
use serde_json::{Value, json};

/// A run with short ways to drive it.
pub struct Lab {
    /// The run.
    pub run: Simulation,
    /// Its start in UNIX seconds.
    pub start: i64,
}

impl Lab {
    /// Two web servers: the first with a system and a data disk.
    pub fn two_web_servers() -> Self {
        Self::of(&json!([
            { "id": "i-web1", "name": "web-1", "zone": "cn-hangzhou-h", "disks": [
                { "id": "d-web1-sys", "kind": "system", "category": "cloud_essd", "performance_level": "PL1",
                  "size_gib": 40, "used_gib": 20, "write_gib_per_day": "2", "hot_gib": 8, "growth_gib_per_day": "0" },
                { "id": "d-web1-data", "kind": "data", "category": "cloud_essd", "size_gib": 200, "used_gib": 50,
                  "write_gib_per_day": "4", "hot_gib": 16, "growth_gib_per_day": "0.5" } ] },
            { "id": "i-web2", "name": "web-2", "zone": "cn-hangzhou-i", "disks": [
                { "id": "d-web2-sys", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 } ] },
        ]))
    }

    /// A world of these instances in Hangzhou.
    pub fn of(instances: &Value) -> Self {
        Self::with(instances, json!({}))
    }

    /// The same with more keys of a scenario.
    pub fn with(instances: &Value, more: Value) -> Self {
        let mut scenario = json!({
            "format": "cloud-backup-scenario/1", "name": "lab", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
            "regions": ["cn-hangzhou", "cn-shanghai"], "instances": instances,
        });
        if let (Value::Object(scenario), Value::Object(more)) = (&mut scenario, more) {
            scenario.extend(more);
        }
        Self::of_scenario(&scenario)
    }

    /// The world of this scenario.
    pub fn of_scenario(scenario: &Value) -> Self {
        let run = Simulation::new(Scenario::from_value(scenario).expect("a scenario without faults"));
        let start = run.now().0;
        Self { run, start }
    }

    /// Calls an operation.
    pub fn call(&mut self, product: &str, action: &str, params: Value) -> Value {
        openapi::call(&mut self.run, product, action, &params)
    }

    /// Creates a policy and gives back its id.
    pub fn policy(&mut self, name: &str, schedule: &str, retention_days: u32) -> String {
        let answer = self.call(
            "hbr",
            "CreatePolicyV2",
            json!({ "PolicyName": name, "PolicyType": "UDM_ECS_ONLY", "Rules": [
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": schedule },
            { "RuleType": "TRANSITION", "Retention": retention_days },
        ] }),
        );
        answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Binds instances to a policy.
    pub fn bind(&mut self, policy: &str, instances: &[&str]) {
        let sources: Vec<_> =
            instances.iter().map(|instance| json!({ "SourceType": "UDM_ECS", "DataSourceId": instance })).collect();
        let answer =
            self.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": sources }));
        assert_eq!(answer["Success"], true, "{answer}");
    }

    /// Backs up an instance by hand and gives back the job's id.
    pub fn back_up(&mut self, instance: &str, retention_days: u32) -> String {
        let params = json!({ "SourceType": "UDM_ECS", "InstanceId": instance, "Retention": retention_days });
        let answer = self.call("hbr", "CreateBackupJob", params);
        answer["JobId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Moves time on by an ISO 8601 duration.
    pub fn advance(&mut self, by: &str) {
        let until = self.run.now() + Seconds::parse_iso8601(by).expect("a duration");
        self.run.advance_to(until);
    }

    /// The instance jobs, newest first.
    pub fn jobs(&mut self) -> Vec<Value> {
        let answer = self.call("hbr", "DescribeBackupJobs2", json!({ "SourceType": "UDM_ECS", "PageSize": 99 }));
        answer["BackupJobs"]["BackupJob"].as_array().expect("a list").clone()
    }

    /// The instance points, oldest first for each instance.
    pub fn points(&mut self) -> Vec<Value> {
        let answer = self.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS" }));
        answer["Snapshots"].as_array().expect("a list").clone()
    }

    /// The ECS snapshots, newest first.
    pub fn snapshots(&mut self) -> Vec<Value> {
        let answer = self.call("ecs", "DescribeSnapshots", json!({ "PageSize": 100 }));
        answer["Snapshots"]["Snapshot"].as_array().expect("a list").clone()
    }

    /// The items of an ECS list.
    pub fn ecs_list(&mut self, action: &str, [list, name]: [&str; 2], params: Value) -> Vec<Value> {
        let answer = self.call("ecs", action, params);
        answer[list][name].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    }

    /// Calls an ECS operation that must be accepted.
    #[track_caller]
    pub fn ecs(&mut self, action: &str, params: Value) -> Value {
        let answer = self.call("ecs", action, params);
        assert_eq!(answer.get("Code"), None, "{answer}");
        answer
    }

    /// Calls an ECS operation that must be refused with this code and rule, and change nothing.
    #[track_caller]
    pub fn ecs_refuses(&mut self, action: &str, params: Value, code: &str, rule: &str) {
        let before = self.run.digest();
        let answer = self.call("ecs", action, params);
        assert_eq!((answer["Code"].as_str(), answer["Rule"].as_str()), (Some(code), Some(rule)), "{answer}");
        assert_eq!(self.run.digest(), before, "a refused call changed something");
    }

    /// The rules of all events that are kept.
    pub fn rules(&self) -> Vec<Rule> {
        self.run.activity().iter().map(|entry| entry.event.rule()).collect()
    }
}

/// Short forms of answers.
impl Lab {
    /// Creates a policy of these rules; the whole answer.
    pub fn create_policy(&mut self, rules: Value) -> Value {
        self.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "policy", "Rules": rules }))
    }

    /// A `BACKUP` rule that runs every day from `offset` seconds after the start.
    pub fn daily(&self, offset: i64) -> Value {
        json!({ "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|P1D", self.start + offset) })
    }

    /// The bindings, those of one policy or all.
    pub fn bindings(&mut self) -> Vec<Value> {
        let answer = self.call("hbr", "DescribePolicyBindings", json!({ "MaxResults": 100 }));
        answer["PolicyBindings"].as_array().expect("a list").clone()
    }

    /// How often this rule is behind an event that is kept.
    pub fn count_of(&self, rule: Rule) -> usize {
        self.rules().into_iter().filter(|other| *other == rule).count()
    }

    /// The rules that `sim Explain` gives for a thing, such as `("SnapshotId", id)`.
    pub fn why(&mut self, kind: &str, id: &Value) -> Vec<String> {
        let answer = self.call("sim", "Explain", json!({ kind: id }));
        let reasons = answer["Reasons"].as_array().unwrap_or_else(|| panic!("{answer}"));
        reasons.iter().map(|reason| reason["Rule"].as_str().expect("an id").to_owned()).collect()
    }

    /// Whether saving and opening comes to the same state.
    pub fn opens_to_the_same(&self) -> bool {
        let saved = engine::save::Save::read(&engine::save::Save::of(&self.run).to_text()).expect("a save");
        let (opened, parting) = engine::simulation::Replay::of(saved).finish();
        parting.is_none() && opened.digest() == self.run.digest()
    }
}
