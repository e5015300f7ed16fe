//! The report on how the fleet is protected.

use engine::locale::Words;

use super::Label;

labels! {
    ProtectionReport "Protection Report" "保护报告"
}
