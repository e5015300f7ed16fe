//! The API explorer.

use engine::locale::Words;

use super::Label;

labels! {
    ApiExplorer "API Explorer" "API调试"
}
