//! Restores, clones and disaster recovery.

use engine::locale::Words;

use super::Label;

labels! {
    Pending "Pending" "创建中"
}
