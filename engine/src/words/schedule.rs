//! What is wrong with a schedule, in Chinese; in English the error says so itself.

use crate::backup::schedule::{CronField, ScheduleError};

pub(super) fn chinese(error: &ScheduleError) -> String {
    match error {
        ScheduleError::Form(text) => format!(
            "“{text}”不是执行计划，应为I|起始时间|间隔或C|起始时间|crontab，起始时间为UNIX秒，例如I|1767204000|P1D或\
             C|1767204000|0 0 2 ? * 3,5,7。"
        ),
        ScheduleError::Start(text) => format!("“{text}”不是起始时间，应为0~253402300799之间的UNIX秒。"),
        ScheduleError::Interval(text) => {
            format!("“{text}”不是间隔，应为整小时（PT1H）、天（P1D）、周（P1W）或自然月（P1M~P11M）。")
        }
        ScheduleError::Yearly(text) => format!("“{text}”是按年的间隔，执行计划不支持，最长为11个月（P11M）。"),
        ScheduleError::TooLong { interval, bounds } => {
            format!("间隔“{interval}”过长，应为1~{}小时或1~{}天。", bounds.hours_max, bounds.days_max)
        }
        ScheduleError::FieldCount { given } => {
            format!("crontab有{given}个字段，应为6个，依次为秒、分、时、日、月、星期。")
        }
        ScheduleError::Field { field, part } => {
            format!("crontab的{}字段不能为“{part}”，应为{}。", name(*field), takes(*field))
        }
        ScheduleError::Step { field, part } => {
            format!("crontab的{}字段“{part}”步长超出范围，应为1~{}。", name(*field), field.range().end())
        }
        ScheduleError::DayFields => "日和星期字段中必须有且仅有一个为?，请在另一个字段中指定日期。".to_owned(),
        ScheduleError::TooOften(text) => {
            format!("“{text}”每小时执行超过一次，秒和分字段请各填写0~59之间的一个数。")
        }
        ScheduleError::NeverRuns(text) => format!("“{text}”永远不会执行：所选月份没有这一天。"),
        ScheduleError::FirstRun(text) => format!("“{text}”不是1970~9999年之间的日期和时间。"),
        ScheduleError::Hours { given, max } => format!("间隔不能为“{given}”小时，请填写1~{max}。"),
        ScheduleError::Days { given, max } => format!("间隔不能为“{given}”天，请填写1~{max}。"),
        ScheduleError::NoWeekday => "未选择星期，请至少选择一天。".to_owned(),
        ScheduleError::NoMonth => "未选择月份，请至少选择一个月。".to_owned(),
        ScheduleError::ShortFebruary { day } => format!(
            "2月没有{day}日：请去掉2月，或从首次执行的月份起按相等间隔选择月份，或从31日开始以在每月最后一天执行。"
        ),
    }
}

fn name(field: CronField) -> &'static str {
    match field {
        CronField::Second => "秒",
        CronField::Minute => "分",
        CronField::Hour => "时",
        CronField::DayOfMonth => "日",
        CronField::Month => "月",
        CronField::DayOfWeek => "星期",
    }
}

fn takes(field: CronField) -> &'static str {
    match field {
        CronField::Second | CronField::Minute => "0~59",
        CronField::Hour => "0~23，或列表（2,14）、范围（8-18）、步长（0/6）、*",
        CronField::DayOfMonth => "1~31，或列表（1,15）、范围（1-7）、步长（1/5）、*，或单独的L、L-3、LW、15W",
        CronField::Month => "1~12或JAN~DEC，或列表（1,7）、范围（MAR-MAY）、步长（1/3）、*",
        CronField::DayOfWeek => {
            "1（周日）~7或SUN~SAT，或列表（3,5,7）、范围（MON-FRI）、步长（1/2）、*，或单独的L、6L、6#3"
        }
    }
}
