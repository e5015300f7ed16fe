//! Networks: what every region has, and what a scenario lists instead.

mod harness;

use engine::scenario::Scenario;
use harness::Lab;
use serde_json::{Value, json};

const VPCS: [&str; 2] = ["Vpcs", "Vpc"];
const VSWITCHES: [&str; 2] = ["VSwitches", "VSwitch"];
const GROUPS: [&str; 2] = ["SecurityGroups", "SecurityGroup"];

#[test]
fn every_region_has_a_default_vpc_a_vswitch_a_zone_and_a_security_group() {
    let mut lab = Lab::two_web_servers();
    for (region, zones) in [("cn-hangzhou", "hijk"), ("cn-shanghai", "befg")] {
        let of = json!({ "RegionId": region });
        let vpcs = lab.ecs_list("DescribeVpcs", VPCS, of.clone());
        assert_eq!(
            (vpcs.len(), &vpcs[0]["IsDefault"], &vpcs[0]["CidrBlock"]),
            (1, &json!(true), &json!("172.16.0.0/12"))
        );
        let vswitches = lab.ecs_list("DescribeVSwitches", VSWITCHES, of.clone());
        let found: Vec<_> = vswitches.iter().map(|vswitch| vswitch["ZoneId"].as_str().unwrap().to_owned()).collect();
        assert_eq!(found, zones.chars().map(|zone| format!("{region}-{zone}")).collect::<Vec<_>>());
        assert_eq!(vswitches[1]["CidrBlock"], "172.16.16.0/20");
        assert!(vswitches.iter().all(|vswitch| vswitch["VpcId"] == vpcs[0]["VpcId"]));
        let groups = lab.ecs_list("DescribeSecurityGroups", GROUPS, of);
        assert_eq!((groups.len(), &groups[0]["VpcId"]), (1, &vpcs[0]["VpcId"]));
        for (id, prefix) in
            [(&vpcs[0]["VpcId"], "vpc-"), (&vswitches[0]["VSwitchId"], "vsw-"), (&groups[0]["SecurityGroupId"], "sg-")]
        {
            assert!(id.as_str().unwrap().starts_with(prefix), "{id}");
        }
    }
}

#[test]
fn networks_are_filtered_and_paged() {
    let mut lab = Lab::two_web_servers();
    let zone = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i" });
    let in_zone = lab.ecs_list("DescribeVSwitches", VSWITCHES, zone);
    assert_eq!(in_zone.len(), 1);
    assert_eq!(in_zone[0]["AvailableIpAddressCount"], 4_096 - 4 - 1, "one instance stands there");
    let page = lab.ecs("DescribeVSwitches", json!({ "RegionId": "cn-hangzhou", "PageSize": 3, "PageNumber": 2 }));
    assert_eq!((&page["TotalCount"], page["VSwitches"]["VSwitch"].as_array().unwrap().len()), (&json!(4), 1));
    let counted = json!({ "RegionId": "cn-hangzhou", "IsQueryEcsCount": true });
    assert_eq!(lab.ecs_list("DescribeSecurityGroups", GROUPS, counted)[0]["EcsCount"], 2);
    assert_eq!(lab.ecs_list("DescribeVpcs", VPCS, json!({ "RegionId": "cn-hangzhou", "VpcId": "vpc-none" })).len(), 0);
    assert_eq!(lab.ecs_list("DescribeVpcs", VPCS, json!({ "RegionId": "cn-hangzhou", "IsDefault": false })).len(), 0);
    lab.ecs_refuses(
        "DescribeVpcs",
        json!({ "RegionId": "cn-hangzhou", "PageSize": 51 }),
        "Sim.InvalidParameter",
        "RES-07",
    );
}

#[test]
fn a_region_that_is_listed_has_what_is_listed_and_nothing_else() {
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "zone": "cn-hangzhou-i", "disks": [{ "kind": "system", "size_gib": 40 }] }]),
        json!({ "networks": [ { "id": "vpc-shop", "name": "shop", "cidr": "10.0.0.0/16",
            "vswitches": [
                { "id": "vsw-shop-h", "zone": "cn-hangzhou-h", "cidr": "10.0.0.0/24" },
                { "id": "vsw-shop-i", "zone": "cn-hangzhou-i" } ],
            "security_groups": [{ "id": "sg-web", "name": "web" }, { "id": "sg-db", "name": "db" }] } ] }),
    );
    let vpcs = lab.ecs_list("DescribeVpcs", VPCS, json!({ "RegionId": "cn-hangzhou" }));
    assert_eq!((vpcs.len(), &vpcs[0]["VpcId"], &vpcs[0]["IsDefault"]), (1, &json!("vpc-shop"), &json!(false)));
    assert_eq!(vpcs[0]["VSwitchIds"]["VSwitchId"], json!(["vsw-shop-h", "vsw-shop-i"]));
    let second =
        lab.ecs_list("DescribeVSwitches", VSWITCHES, json!({ "VpcId": "vpc-shop", "VSwitchId": "vsw-shop-i" }));
    assert_eq!(second[0]["CidrBlock"], "10.0.16.0/20", "the next that is free");
    let instance = lab.ecs("DescribeInstances", json!({}))["Instances"]["Instance"][0].clone();
    assert_eq!(instance["VpcAttributes"]["VSwitchId"], "vsw-shop-i", "the vSwitch of its zone");
    assert_eq!(instance["SecurityGroupIds"]["SecurityGroupId"], json!(["sg-web"]));
    assert_eq!(lab.ecs_list("DescribeVpcs", VPCS, json!({ "RegionId": "cn-shanghai" }))[0]["IsDefault"], true);
}

#[test]
fn faults_in_networks_are_listed_at_their_places() {
    let faults = |networks: Value| {
        let scenario = json!({ "format": "cloud-backup-scenario/1", "name": "lab", "seed": 7,
            "start": "2026-01-01T00:00:00+08:00", "regions": ["cn-hangzhou"], "networks": networks,
            "instances": [{ "id": "i-a", "zone": "cn-hangzhou-h", "disks": [{ "kind": "system", "size_gib": 40 }] }] });
        let faults = Scenario::from_value(&scenario).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>()
    };
    assert_eq!(faults(json!([{}])), Vec::<String>::new(), "what is left out has defaults");
    assert_eq!(faults(json!([{ "region": "cn-shanghai" }])), ["$.networks[0].region"]);
    assert_eq!(
        faults(json!([{ "id": "x-1", "cidr": "10.0.0.1/8", "size": 1 }])),
        ["$.networks[0].size", "$.networks[0].id", "$.networks[0].cidr"]
    );
    assert_eq!(faults(json!([{ "vswitches": [{ "zone": "cn-hangzhou-i" }] }])), ["$.networks"]);
    assert_eq!(
        faults(json!([{ "cidr": "10.0.0.0/16", "vswitches": [
            { "id": "vsw-a", "zone": "cn-hangzhou-h", "cidr": "10.1.0.0/24" },
            { "id": "vsw-a", "zone": "cn-hangzhou-h", "cidr": "10.0.0.0/24" },
            { "zone": "cn-beijing-h", "cidr": "10.0.0.0/25" }, {} ] }])),
        [
            "$.networks[0].vswitches[0].cidr",
            "$.networks[0].vswitches[2].zone",
            "$.networks[0].vswitches[2].cidr",
            "$.networks[0].vswitches[3].zone",
            "$.networks[0].vswitches[1].id",
        ]
    );
    assert_eq!(faults(json!([{ "cidr": "10.0.0.0/20" }])), ["$.networks[0].cidr"], "no room for a vSwitch a zone");
}
