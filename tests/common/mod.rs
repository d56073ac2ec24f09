//! What the integration tests share. Each of them uses its part only.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::assigning_clones,
    reason = "each test binary uses its own part of this module"
)]

pub mod hostile;
pub mod synthetic;
pub mod synthetic_page;
