//! Commands in words: what someone did, with the names of what it was done to.

mod ecs;

use super::{incident_kind, plan_kind, restore_kind};
use crate::{
    command::{Command, LessonCommand, RestoreTarget, Source},
    id::{DiskId, InstanceId, PointId, PolicyId},
    locale::Locale,
    view::format,
    world::World,
};

/// What a command says, in a few words such as `Create policy daily-30`. What has gone from `world`, or is yet to come to
/// it, is named by its id.
pub fn command(world: &World, command: &Command, locale: Locale) -> String {
    let names = Names { world, locale };
    match locale {
        Locale::En => english(command, &names),
        Locale::Zh => chinese(command, &names),
    }
}

/// What things are called.
struct Names<'w> {
    world: &'w World,
    locale: Locale,
}

impl Names<'_> {
    fn instance(&self, id: &InstanceId) -> String {
        let found = self.world.instance(id);
        found.map_or_else(|_| id.to_string(), |instance| self.world.instances[instance].name.clone())
    }

    /// Some of them, and how many there are where they are many.
    fn instances<'i>(&self, ids: impl ExactSizeIterator<Item = &'i InstanceId>) -> String {
        let count = ids.len();
        self.some(ids.take(NAMED_MAX).map(|id| self.instance(id)), count)
    }

    fn disks(&self, ids: &[DiskId]) -> String {
        self.some(ids.iter().take(NAMED_MAX).map(DiskId::to_string), ids.len())
    }

    fn some(&self, named: impl Iterator<Item = String>, count: usize) -> String {
        let named: Vec<_> = named.collect();
        let more = count - named.len();
        match self.locale {
            Locale::En if more > 0 => format!("{} and {more} more", named.join(", ")),
            Locale::En => named.join(", "),
            Locale::Zh if more > 0 => format!("{}等{count}个", named.join("、")),
            Locale::Zh => named.join("、"),
        }
    }

    /// The name of a policy, deleted ones included.
    fn policy(&self, id: &PolicyId) -> String {
        let found = self.world.policies.iter().find(|(_, policy)| policy.id == *id);
        found.map_or_else(|| id.to_string(), |(_, policy)| policy.spec.name.as_str().to_owned())
    }

    /// A backup point by its instance and creation.
    fn point(&self, id: &PointId) -> String {
        let whole = self.world.point(id).ok().map(|(holder, point)| (holder, point.created.at));
        let of_disk = || self.world.disk_point(id).map(|(holder, point, _)| (holder, point.created.at));
        let Some((holder, created)) = whole.or_else(of_disk) else { return id.to_string() };
        let name = &self.world.instances[holder].name;
        let created = format::date_time(created, self.world.zone, self.locale);
        match self.locale {
            Locale::En => format!("{name}, {created}"),
            Locale::Zh => format!("{name} {created}"),
        }
    }
}

fn sources(sources: &[Source]) -> impl ExactSizeIterator<Item = &InstanceId> {
    sources.iter().map(|source| &source.instance)
}

fn english(command: &Command, names: &Names<'_>) -> String {
    match command {
        Command::ActivateService => "Activate Cloud Backup".to_owned(),
        Command::CreatePolicy { spec, .. } => format!("Create policy {}", spec.name.as_str()),
        Command::UpdatePolicy { spec, .. } => format!("Edit policy {}", spec.name.as_str()),
        Command::DeletePolicy { policy } => format!("Delete policy {}", names.policy(policy)),
        Command::AssociateInstances { policy, sources: of } => {
            format!("Associate {} with {}", names.instances(sources(of)), names.policy(policy))
        }
        Command::UpdateBinding { policy, instance, suspended, .. } => {
            let what = match suspended {
                Some(true) => "Suspend",
                Some(false) => "Resume",
                None => "Modify",
            };
            format!("{what} the plan of {} by {}", names.instance(instance), names.policy(policy))
        }
        Command::RemoveBindings { policy, instances } => {
            format!("Dissociate {} from {}", names.instances(instances.iter()), names.policy(policy))
        }
        Command::BackUp { instance, .. } => format!("Back up {}", names.instance(instance)),
        Command::RunPolicy { policy, instance: None, .. } => format!("Run {}", names.policy(policy)),
        Command::RunPolicy { policy, instance: Some(instance), .. } => {
            format!("Run {} for {}", names.policy(policy), names.instance(instance))
        }
        Command::CancelJob { job } => format!("Cancel backup job {job}"),
        Command::DeletePoint { point } => format!("Delete backup point {}", names.point(point)),
        Command::Restore(order) => {
            let kind = restore_kind(order.target.kind(), names.locale);
            let new = match &order.target {
                RestoreTarget::NewInstance(clone) => format!(" as {}", clone.name),
                RestoreTarget::NewDisk { instance, .. } => format!(" for {}", names.instance(instance)),
                RestoreTarget::Instance(_) | RestoreTarget::Disk(_) => String::new(),
            };
            format!("{kind} from backup point {}{new}", names.point(&order.point))
        }
        Command::CancelRestore { restore } => format!("Cancel restore {restore}"),
        Command::ExtendRetention { point, retention } => {
            format!("Keep backup point {} for {}", names.point(point), format::days(*retention, names.locale))
        }

        Command::Ecs(command) => ecs::english(command, names),
        Command::StopProtecting { instance } => format!("Stop protecting {}", names.instance(instance)),
        Command::CreatePlan { plan } => {
            format!("Create backup plan {} for {}", plan.name, names.instance(&plan.instance))
        }
        Command::UpdatePlan { spec, .. } => format!("Edit backup plan {}", spec.name),
        Command::DeletePlan { plan, .. } => format!("Delete backup plan {}", names.policy(plan)),
        Command::EditSettings { settings } => {
            let names: Vec<_> = settings.keys().map(String::as_str).collect();
            format!("Change assumptions: {}", names.join(", "))
        }

        Command::Lesson(command) => match command {
            LessonCommand::Begin => "Begin the lesson".to_owned(),
            LessonCommand::TakeHint { step } => format!("Take a hint for {step}"),
            LessonCommand::Skip { step } => format!("Skip {step}"),
            LessonCommand::Answer { question, choice } => format!("Answer {question}: {}", choice + 1),
            LessonCommand::Beat { beat } => format!("Go on to {beat}"),
        },

        Command::PayBill { .. } => "Pay the bill".to_owned(),
        Command::TopUp { amount } => format!("Top up CNY {amount}"),
        Command::BuyResourcePlan { order } => format!(
            "Buy {}, {} GiB for {} months",
            plan_kind(order.kind, names.locale),
            order.capacity_gib,
            order.months
        ),
        Command::InjectIncident { incident } => {
            format!("Inject incident: {}", incident_kind(incident.kind(), names.locale))
        }

        Command::InspectPoint { point } => format!("Inspect backup point {}", names.point(point)),

        Command::AddManagedAccount { user, .. } => format!("Manage account {user}"),
        Command::RemoveManagedAccount { user, .. } => format!("Stop managing account {user}"),
    }
}

fn chinese(command: &Command, names: &Names<'_>) -> String {
    match command {
        Command::ActivateService => "开通云备份".to_owned(),
        Command::CreatePolicy { spec, .. } => format!("创建策略{}", spec.name.as_str()),
        Command::UpdatePolicy { spec, .. } => format!("编辑策略{}", spec.name.as_str()),
        Command::DeletePolicy { policy } => format!("删除策略{}", names.policy(policy)),
        Command::AssociateInstances { policy, sources: of } => {
            format!("将{}关联到策略{}", names.instances(sources(of)), names.policy(policy))
        }
        Command::UpdateBinding { policy, instance, suspended, .. } => {
            let what = match suspended {
                Some(true) => "暂停",
                Some(false) => "恢复",
                None => "修改",
            };
            format!("{what}{}在策略{}下的备份计划", names.instance(instance), names.policy(policy))
        }
        Command::RemoveBindings { policy, instances } => {
            format!("解除{}与策略{}的关联", names.instances(instances.iter()), names.policy(policy))
        }
        Command::BackUp { instance, .. } => format!("立即备份{}", names.instance(instance)),
        Command::RunPolicy { policy, instance: None, .. } => format!("立即执行策略{}", names.policy(policy)),
        Command::RunPolicy { policy, instance: Some(instance), .. } => {
            format!("对{}立即执行策略{}", names.instance(instance), names.policy(policy))
        }
        Command::CancelJob { job } => format!("取消备份任务{job}"),
        Command::DeletePoint { point } => format!("删除备份点：{}", names.point(point)),
        Command::Restore(order) => {
            let kind = restore_kind(order.target.kind(), names.locale);
            let new = match &order.target {
                RestoreTarget::NewInstance(clone) => format!("，新实例{}", clone.name),
                RestoreTarget::NewDisk { instance, .. } => format!("，挂载到{}", names.instance(instance)),
                RestoreTarget::Instance(_) | RestoreTarget::Disk(_) => String::new(),
            };
            format!("{kind}，备份点：{}{new}", names.point(&order.point))
        }
        Command::CancelRestore { restore } => format!("取消恢复任务{restore}"),
        Command::ExtendRetention { point, retention } => {
            format!("将备份点保留时间延长至{}：{}", format::days(*retention, names.locale), names.point(point))
        }

        Command::Ecs(command) => ecs::chinese(command, names),
        Command::StopProtecting { instance } => format!("停止保护{}", names.instance(instance)),
        Command::CreatePlan { plan } => format!("为{}创建备份计划{}", names.instance(&plan.instance), plan.name),
        Command::UpdatePlan { spec, .. } => format!("编辑备份计划{}", spec.name),
        Command::DeletePlan { plan, .. } => format!("删除备份计划{}", names.policy(plan)),
        Command::EditSettings { settings } => {
            let names: Vec<_> = settings.keys().map(String::as_str).collect();
            format!("修改模型参数：{}", names.join("、"))
        }

        Command::Lesson(command) => match command {
            LessonCommand::Begin => "开始课程".to_owned(),
            LessonCommand::TakeHint { step } => format!("查看{step}的提示"),
            LessonCommand::Skip { step } => format!("跳过{step}"),
            LessonCommand::Answer { question, choice } => format!("回答{question}：{}", choice + 1),
            LessonCommand::Beat { beat } => format!("进入{beat}"),
        },

        Command::PayBill { .. } => "支付账单".to_owned(),
        Command::TopUp { amount } => format!("充值{amount}元"),
        Command::BuyResourcePlan { order } => {
            format!("购买{}，{} GiB，{}个月", plan_kind(order.kind, names.locale), order.capacity_gib, order.months)
        }
        Command::InjectIncident { incident } => {
            format!("注入故障：{}", incident_kind(incident.kind(), names.locale))
        }

        Command::InspectPoint { point } => format!("检查备份点：{}", names.point(point)),

        Command::AddManagedAccount { user, .. } => format!("添加被管理账号{user}"),
        Command::RemoveManagedAccount { user, .. } => format!("移除被管理账号{user}"),
    }
}

/// How many instances or disks are named.
const NAMED_MAX: usize = 3;
