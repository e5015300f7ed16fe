//! Someone's real set-up, brought in.

use engine::locale::Words;

use super::Label;

labels! {
    ImportSetUp "Import a Real Set-Up" "导入真实环境"
}
