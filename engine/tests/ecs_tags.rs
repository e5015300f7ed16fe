//! Tags of instances, which policies bind by.

mod harness;

use harness::Lab;
use serde_json::{Value, json};

fn tags(lab: &mut Lab) -> Value {
    let listed = lab.ecs_list("DescribeInstances", ["Instances", "Instance"], json!({ "InstanceIds": ["i-web1"] }));
    listed[0]["Tags"]["Tag"].clone()
}

fn tag(tags: &[(&str, &str)]) -> Value {
    let tags: Vec<_> = tags.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    json!({ "RegionId": "cn-hangzhou", "ResourceType": "instance", "ResourceId": ["i-web1"], "Tag": tags })
}

#[test]
fn tags_are_set_replaced_and_taken_off() {
    let mut lab = Lab::two_web_servers();
    lab.ecs("TagResources", tag(&[("env", "prod"), ("team", "shop")]));
    lab.ecs("TagResources", tag(&[("env", "test")]));
    assert_eq!(
        tags(&mut lab),
        json!([{ "TagKey": "env", "TagValue": "test" }, { "TagKey": "team", "TagValue": "shop" }])
    );
    let of_one = |more: Value| {
        let mut params = json!({ "RegionId": "cn-hangzhou", "ResourceType": "instance", "ResourceId": ["i-web1"] });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    lab.ecs("UntagResources", of_one(json!({ "TagKey": ["env", "none"] })));
    assert_eq!(tags(&mut lab), json!([{ "TagKey": "team", "TagValue": "shop" }]));
    lab.ecs_refuses("UntagResources", of_one(json!({})), "Sim.MissingParameter", "POL-80");
    lab.ecs("UntagResources", of_one(json!({ "All": true })));
    assert_eq!(tags(&mut lab), json!([]));
}

#[test]
fn tags_beyond_the_limits_are_refused() {
    let mut lab = Lab::two_web_servers();
    let many: Vec<_> = (0..21).map(|number| format!("key{number}")).collect();
    let many: Vec<_> = many.iter().map(|key| (key.as_str(), "")).collect();
    lab.ecs_refuses("TagResources", tag(&many), "Sim.TagCount", "POL-80");
    lab.ecs_refuses("TagResources", tag(&[]), "Sim.TagCount", "POL-80");
    lab.ecs("TagResources", tag(&many[..20]));
    lab.ecs_refuses("TagResources", tag(&[("one-more", "")]), "Sim.TagCount", "POL-80");
    lab.ecs("TagResources", tag(&[("key3", "replaced")]));
    let long = "k".repeat(129);
    for (key, value) in
        [("aliyun", ""), ("acs:x", ""), ("a http://b", ""), (long.as_str(), ""), ("key4", long.as_str())]
    {
        lab.ecs_refuses("TagResources", tag(&[(key, value)]), "Sim.InvalidTag", "POL-80");
    }
    let mut twice = tag(&[("key5", "a"), ("key5", "b")]);
    lab.ecs_refuses("TagResources", twice.clone(), "Sim.InvalidParameter", "POL-80");
    twice["ResourceType"] = json!("disk");
    lab.ecs_refuses("TagResources", twice, "Sim.NotSimulated", "API-04");
    let mut unknown = tag(&[("key5", "a")]);
    unknown["ResourceId"] = json!(["i-web1", "i-none"]);
    lab.ecs_refuses("TagResources", unknown.clone(), "InvalidInstanceId.NotFound", "ERR-10");
    unknown["ResourceId"] = json!(vec!["i-web1"; 51]);
    lab.ecs_refuses("TagResources", unknown, "Sim.TaggedCount", "POL-80");
}
