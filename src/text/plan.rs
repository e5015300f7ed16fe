//! Rehearsal and comparison of policies.

use engine::locale::Words;

use super::Label;

labels! {
    Plan "Plan" "规划"
    ComparePolicies "Compare Policies" "策略对比"
}
