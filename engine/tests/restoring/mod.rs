//! Short ways to restore, and to hold what was restored against its point.
#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

use engine::{backup::point::SnapshotRef, cloud::DiskIdx, cloud::data::Fingerprint, units::Mib, world::World};
use serde_json::{Value, json};

use crate::harness::Lab;

impl Lab {
    /// Asks for a restore of this type from a point.
    pub fn ask_restore(&mut self, kind: &str, point: &Value, detail: Value) -> Value {
        let params = json!({ "RestoreType": kind, "SourceType": "UDM_ECS", "SnapshotId": point, "UdmDetail": detail });
        self.call("hbr", "CreateRestoreJob", params)
    }

    /// The same where it must be accepted; the id of the restore.
    #[track_caller]
    pub fn restore(&mut self, kind: &str, point: &Value, detail: Value) -> String {
        let answer = self.ask_restore(kind, point, detail);
        answer["RestoreId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// The same where it must be refused with this code and rule, and change nothing.
    #[track_caller]
    pub fn refuses_restore(&mut self, kind: &str, point: &Value, detail: Value, code: &str, rule: &str) {
        let before = self.run.digest();
        let answer = self.ask_restore(kind, point, detail);
        assert_eq!((answer["Code"].as_str(), answer["Rule"].as_str()), (Some(code), Some(rule)), "{answer}");
        assert_eq!(self.run.digest(), before, "a refused call changed something");
    }

    /// Puts an instance back to a point; the id of the restore.
    #[track_caller]
    pub fn roll_back(&mut self, instance: &str, point: &Value) -> String {
        self.restore("UDM_ECS_ROLLBACK", point, json!({ "sourceInstanceId": instance }))
    }

    /// Clones from a point in Hangzhou; the id of the restore.
    #[track_caller]
    pub fn clone_from(&mut self, point: &Value, name: &str) -> String {
        let detail = self.clone_detail("cn-hangzhou", name);
        self.restore("UDM_ECS", point, detail)
    }

    /// What a clone in a region asks for.
    pub fn clone_detail(&mut self, region: &str, name: &str) -> Value {
        let vswitch = self.ecs_list("DescribeVSwitches", ["VSwitches", "VSwitch"], json!({ "RegionId": region }));
        let groups = ["SecurityGroups", "SecurityGroup"];
        let group = self.ecs_list("DescribeSecurityGroups", groups, json!({ "RegionId": region }));
        json!({
            "instanceType": "ecs.g7.large", "diskCategory": "cloud_essd",
            "restoredNetwork": vswitch[0]["VSwitchId"], "securityGroup": group[0]["SecurityGroupId"],
            "restoredName": name, "restoredHostName": "host-1",
        })
    }

    /// Stops an instance and waits for it.
    pub fn stop(&mut self, instance: &str) {
        self.ecs("StopInstance", json!({ "InstanceId": instance }));
        self.advance("PT2M");
        assert_eq!(self.instance(instance)["Status"], "Stopped");
    }

    /// An instance of ECS; nothing where there is none.
    pub fn instance(&mut self, id: &str) -> Value {
        let ids = json!({ "InstanceIds": json!([id]).to_string() });
        self.ecs_list("DescribeInstances", ["Instances", "Instance"], ids).pop().unwrap_or_default()
    }

    /// A disk of ECS; nothing where there is none.
    pub fn disk(&mut self, id: &str) -> Value {
        let ids = json!({ "DiskIds": json!([id]).to_string() });
        self.ecs_list("DescribeDisks", ["Disks", "Disk"], ids).pop().unwrap_or_default()
    }

    /// The disks of an instance, in order.
    pub fn disks_of(&mut self, instance: &str) -> Vec<Value> {
        let of_instance = json!({ "InstanceId": instance, "PageSize": 100 });
        let mut disks = self.ecs_list("DescribeDisks", ["Disks", "Disk"], of_instance);
        disks.sort_by_key(|disk| disk["Device"].as_str().map(str::to_owned));
        disks
    }

    /// All restores but the children, newest first.
    pub fn restores(&mut self) -> Vec<Value> {
        self.restores_by(json!({}))
    }

    /// The restores that a call with these parameters lists.
    pub fn restores_by(&mut self, mut params: Value) -> Vec<Value> {
        params["PageSize"] = json!(99);
        let answer = self.call("hbr", "DescribeRestoreJobs2", params);
        answer["RestoreJobs"]["RestoreJob"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    }

    /// One restore.
    pub fn restore_job(&mut self, id: &str) -> Value {
        self.restores_by(json!({ "Filters": [{ "Key": "RestoreId", "Values": [id] }] })).remove(0)
    }

    /// The children of a restore, in the order of the point.
    pub fn children(&mut self, id: &str) -> Vec<Value> {
        self.restores_by(json!({ "Filters": [{ "Key": "ParentId", "Operator": "EQUAL", "Values": [id] }] }))
    }

    /// The points of disks, in the order of those of instances.
    pub fn disk_points(&mut self) -> Vec<Value> {
        let answer = self.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
        answer["Snapshots"].as_array().expect("a list").clone()
    }

    /// What a disk holds now.
    pub fn holds(&self, disk: &str) -> (Fingerprint, Mib) {
        let world = self.run.world();
        let position = world.disk(&disk.into()).expect("a disk");
        let state = &world.disks[position];
        (state.fingerprint(world.now), state.content(world.now).used)
    }

    /// What a snapshot holds, and how large its disk was.
    pub fn snapshot_holds(&self, snapshot: &Value) -> (Fingerprint, Mib) {
        let world = self.run.world();
        let found = world.snapshot(&snapshot.as_str().expect("an id").into()).expect("a snapshot");
        contents_of(world, found)
    }
}

/// What a snapshot holds.
pub fn contents_of(world: &World, snapshot: SnapshotRef) -> (Fingerprint, Mib) {
    let disk = &world.disks[snapshot.disk];
    let era = disk.era_of_snapshot(snapshot.taken).expect("a snapshot that is there");
    (era.origin, era.mark.used)
}

/// What a disk holds now.
pub fn contents(world: &World, disk: DiskIdx) -> (Fingerprint, Mib) {
    let state = &world.disks[disk];
    (state.fingerprint(world.now), state.content(world.now).used)
}
