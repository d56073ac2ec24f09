//! How fast evidence grows old and how far it reaches, as typed.

use clap::Args;

use crate::control::Limits;

/// The limits of areas and fronts; what is not given is as docs/files.md tells.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Areas and fronts")]
pub(super) struct LimitArgs {
    /// How far around a town its holder's area is drawn, in km; half as far around a village [default: 10]
    #[arg(long = "reach", value_name = "KM", value_parser = km)]
    reach_km: Option<f64>,
    /// Days after which half of the belief in a holder is gone when nothing more is heard [default: 365]
    #[arg(long = "half-life", value_name = "DAYS", value_parser = days)]
    half_life_days: Option<f64>,
    /// Days without news after which a holder is 'stale' and his front dashed [default: 60]
    #[arg(long, value_name = "DAYS")]
    stale_days: Option<u32>,
    /// Km between a front and its evidence beyond which it is 'stale' and dashed [default: 15]
    #[arg(long, value_name = "KM", value_parser = km)]
    stale_km: Option<f64>,
    /// Days for which a place stays contested after a fight [default: 3]
    #[arg(long, value_name = "DAYS")]
    contested_days: Option<u32>,
}

impl LimitArgs {
    /// What was typed, and the defaults for the rest.
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            reach_km: self.reach_km.unwrap_or(usual.reach_km),
            half_life_days: self.half_life_days.unwrap_or(usual.half_life_days),
            stale_days: self.stale_days.unwrap_or(usual.stale_days),
            stale_km: self.stale_km.unwrap_or(usual.stale_km),
            contested_days: self.contested_days.unwrap_or(usual.contested_days),
        }
    }
}

fn km(text: &str) -> Result<f64, String> {
    within(text, 0.5, 500.0)
}

fn days(text: &str) -> Result<f64, String> {
    within(text, 1.0, 100_000.0)
}

fn within(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    number.filter(|n| (least..=most).contains(n)).ok_or_else(|| format!("give a number from {least} to {most}"))
}
