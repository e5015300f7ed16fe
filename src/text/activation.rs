//! The activation of the service.

use engine::locale::Words;

use super::Label;

labels! {
    ActivateService "Activate Cloud Backup" "开通云备份"
    ActivateServiceHint "It is free; without it nothing can be backed up." "开通免费；开通后才能备份。"
    ServiceActivated "Cloud Backup is activated" "已开通云备份"
}
