//! What a bill shows beside its lines.

use engine::locale::Words;

use super::Label;

labels! {
    ForecastTo "Forecast to" "预测至"
}
