//! What is taken home: Terraform and tables.

use engine::locale::Words;

use super::Label;

labels! {
    ExportCsv "Download CSV" "下载CSV"
}
