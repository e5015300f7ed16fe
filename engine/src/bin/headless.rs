//! The same engine without a page: `headless run SCRIPT.json`, `headless operations SCRIPT.json`, `headless lint SCENARIO.json`, `headless catalogue FILE.json…`, `headless bench`.

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use engine::{
    lesson, openapi,
    rehearsal::{Change, Proposal, Rehearsal},
    scenario::{Scenario, catalogue::Catalogue},
    script::{Script, ScriptError, StepError},
    simulation::Simulation,
    time::Timestamp,
    timeline::Timeline,
    view::api,
};
use serde_json::{Value, json};

const USAGE: &str = "usage: headless run SCRIPT.json | headless operations SCRIPT.json | headless lint SCENARIO.json | headless catalogue FILE.json… | headless bench";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run", script] => run(script),
        ["operations", script] => operations(script),
        ["lint", scenario] => lint(scenario),
        ["catalogue", files @ ..] => catalogue(files),
        ["bench"] => bench(),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Plays a script and prints the answers of its steps, where the run stands, and its digest.
fn run(path: &str) -> Result<ExitCode, String> {
    let text = read(path)?;
    let script = Script::parse(&text, bundled_scenario).map_err(|error| format!("{path}: {}", one_line(&error)))?;
    let outcome = script.play().map_err(|StepError { step, message }| format!("{path}: $.steps[{step}]: {message}"))?;
    println!("{}", outcome.to_value());
    Ok(ExitCode::SUCCESS)
}

/// Plays a script and prints everything that can be called, with examples and what they come to on the run as it then is.
fn operations(path: &str) -> Result<ExitCode, String> {
    let script =
        Script::parse(&read(path)?, bundled_scenario).map_err(|error| format!("{path}: {}", one_line(&error)))?;
    let outcome = script.play().map_err(|StepError { step, message }| format!("{path}: $.steps[{step}]: {message}"))?;
    println!("{}", api::told(&outcome.run));
    Ok(ExitCode::SUCCESS)
}

/// Prints every fault of a scenario file, one a line. What a lesson does by itself is tried out too.
fn lint(path: &str) -> Result<ExitCode, String> {
    let without_oversights = |scenario: Scenario| match scenario.oversights() {
        faults if faults.is_empty() => Ok(scenario),
        faults => Err(faults),
    };
    let rehearsed = |scenario: Scenario| lesson::rehearse(&scenario).map(|()| scenario);
    match Scenario::parse(&read(path)?).and_then(without_oversights).and_then(rehearsed) {
        Ok(scenario) => {
            println!("{path}: no fault ({} instances)", scenario.instances.len());
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            for fault in &faults {
                println!("{fault}");
            }
            let noun = if faults.len() == 1 { "fault" } else { "faults" };
            Err(format!("{path}: {} {noun}", faults.len()))
        }
    }
}

/// Prints what the gallery needs to know of these scenario files.
fn catalogue(files: &[&str]) -> Result<ExitCode, String> {
    let mut scenarios = Vec::new();
    for path in files {
        let parsed = Scenario::parse(&read(path)?);
        scenarios.push(parsed.map_err(|faults| format!("{path}: {}", faults[0]))?);
    }
    print!("{}", Catalogue::of(&scenarios).to_text());
    Ok(ExitCode::SUCCESS)
}

/// Times the workload of 1,000 instances over five years and the year of the bundled web shop.
fn bench() -> Result<ExitCode, String> {
    let mut run = workload()?;
    let end = Timestamp(run.now().0 + WORKLOAD_DAYS * engine::time::DAY);
    let begun = Instant::now();
    run.advance_to(end);
    let seconds = begun.elapsed().as_secs_f64();
    let counts = run.counts();
    let events = counts.job_starts + counts.job_ends + counts.point_expiries;
    let shop = bundled_scenario("web-shop").map_err(|error| one_line(&error))?;
    let begun = Instant::now();
    let mut run = Simulation::new(shop);
    run.advance_to(Timestamp(run.now().0 + 365 * engine::time::DAY));
    let shop_seconds = begun.elapsed().as_secs_f64();
    let shop = bundled_scenario("web-shop").map_err(|error| one_line(&error))?;
    #[expect(clippy::cast_precision_loss, reason = "a figure for people, far below 2^52")]
    let rate = events as f64 / seconds;
    let figures = json!({
        "engine": { "workload": "6a", "events": events, "seconds": seconds, "events_per_second": rate.round() },
        "web_shop_year": { "seconds": shop_seconds },
        "seek": {
            "web_shop_3_years": seek(Simulation::new(shop))?,
            "1000_instances_3_years": seek(workload()?)?,
        },
        "rehearsal": { "ten_years_of_a_daily_policy": rehearsal()? },
    });
    println!("{figures}");
    Ok(ExitCode::SUCCESS)
}

/// Plays three years, and times the way from their end to instants all over them, and back.
fn seek(run: Simulation) -> Result<Value, String> {
    let (start, end) = (run.now(), Timestamp(run.now().0 + 3 * 365 * engine::time::DAY));
    let mut timeline = Timeline::new(run);
    let begun = Instant::now();
    while !timeline.run_mut().step_until(end, EVENTS_BETWEEN_NOTES).reached {
        timeline.note();
    }
    timeline.note();
    let played = begun.elapsed().as_secs_f64();
    let mut seconds = Vec::new();
    for part in 0..SEEKS {
        // In steps of the golden ratio, so that each lies far from the one before.
        let at = Timestamp(start.0 + (end.0 - start.0) * (part * 618 % 1_000) / 1_000);
        let begun = Instant::now();
        timeline.seek(at).map_err(|problem| format!("{problem:?}"))?;
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    Ok(json!({ "played": played, "median": seconds[seconds.len() / 2], "worst": seconds[seconds.len() - 1] }))
}

/// Rehearses a daily policy for an instance of the web shop, ten years ahead.
fn rehearsal() -> Result<Value, String> {
    let mut run = Simulation::new(bundled_scenario("web-shop").map_err(|error| one_line(&error))?);
    let start = run.now().0;
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{start}|P1D"), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 365, "ArchiveDays": 30 },
    ]);
    let policy = openapi::call(&mut run, "hbr", "CreatePolicyV2", &json!({ "PolicyName": "daily", "Rules": rules }));
    let policy = policy["PolicyId"].as_str().ok_or_else(|| policy.to_string())?.into();
    let instance = run.world().instances_by_id().next().ok_or("the web shop has no instance")?;
    let instances = vec![run.world().instances[instance].id.clone()];
    let proposal = Proposal { change: Change::AsItIs(policy), instances };
    let until = Timestamp(start + 3_650 * engine::time::DAY);
    let mut seconds = Vec::new();
    let mut items = 0;
    for _ in 0..REHEARSALS {
        let begun = Instant::now();
        let outcome = Rehearsal::begin(&run, &proposal, until).and_then(Rehearsal::finish);
        items = outcome.map_err(|refused| format!("{refused:?}"))?.items().len();
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    Ok(json!({ "items": items, "median": seconds[seconds.len() / 2], "worst": seconds[seconds.len() - 1] }))
}

/// 1,000 instances of one ESSD disk, a daily policy with starts spread over the day, kept for 30 days.
fn workload() -> Result<Simulation, String> {
    let scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "workload 6a", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"],
        "fleet": { "prefix": "app", "count": WORKLOAD_INSTANCES, "template": {
            "region": "cn-hangzhou", "disks": [ { "kind": "system", "category": "cloud_essd", "size_gib": 100 } ],
        } },
    });
    let scenario = Scenario::from_value(&scenario).map_err(|faults| format!("{faults:?}"))?;
    let mut run = Simulation::new(scenario);
    let start = run.now().0;
    let ids: Vec<_> = run.world().instances.iter().map(|(_, instance)| instance.id.clone()).collect();
    for (offset, id) in (0_i64..).step_by(86).zip(ids) {
        let policy = json!({ "PolicyName": format!("daily-{offset}"), "Rules": [
            { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", start + offset) },
            { "RuleType": "TRANSITION", "Retention": 30 },
        ] });
        let created = openapi::call(&mut run, "hbr", "CreatePolicyV2", &policy);
        let sources = json!([{ "SourceType": "UDM_ECS", "DataSourceId": id }]);
        let binding = json!({ "PolicyId": created["PolicyId"], "PolicyBindingList": sources });
        let bound = openapi::call(&mut run, "hbr", "CreatePolicyBindings", &binding);
        if bound["Success"] != Value::Bool(true) {
            return Err(bound.to_string());
        }
    }
    Ok(run)
}

fn bundled_scenario(name: &str) -> Result<Scenario, ScriptError> {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let path = Path::new("public/scenarios").join(format!("{name}.json"));
    let text = plain.then(|| fs::read_to_string(path).ok()).flatten();
    let text = text.ok_or_else(|| ScriptError::UnknownScenario(name.to_owned()))?;
    Scenario::parse(&text).map_err(ScriptError::Scenario)
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn one_line(error: &ScriptError) -> String {
    error.to_string().replace('\n', " ")
}

const WORKLOAD_INSTANCES: u32 = 1_000;
const REHEARSALS: usize = 21;
const SEEKS: i64 = 60;
/// As often as the page looks while a jump is under way.
const EVENTS_BETWEEN_NOTES: u64 = 2_000;
const WORKLOAD_DAYS: i64 = 1_825;
