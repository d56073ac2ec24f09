//! A map folder read again: its events and who holds what, as the map shows them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::SourceArgs;
use super::reading;
use crate::control::{ControlOptions, Limits};
use crate::events::{self, Event};
use crate::export::{MapSettings, settings_of};
use crate::layers::Window;
use crate::region::Region;
use crate::reports::{Report, read_table};

/// What a map was made from.
pub(super) struct MapFolder {
    /// The region, with the places that the reports bring along.
    pub(super) region: Region,
    /// All events that the map knows of, also those before its first day: who holds what rests on them, too.
    pub(super) events: Vec<Event>,
    /// The days that the map was asked for.
    pub(super) window: Window,
    /// How fast its evidence grew old and how far it reached.
    limits: Limits,
}

impl MapFolder {
    /// Opens a map folder, or a table of reports itself; a row that is wrong is an error.
    pub(super) fn open(path: &Path, sources: &SourceArgs) -> anyhow::Result<Self> {
        let (folder, file): (&Path, PathBuf) = if path.is_dir() {
            (path, path.join("reports.jsonl"))
        } else {
            (path.parent().unwrap_or(Path::new("")), path.to_owned())
        };
        let region = reading::region_with(sources)?;
        let MapSettings { region: made_with, window, limits } = settings_of(folder).unwrap_or_default();
        anyhow::ensure!(
            made_with.is_empty() || made_with == region.name,
            "{} is a map of the region '{made_with}', not '{}'; name its folder with --region",
            path.display(),
            region.name
        );
        let reports = reports(&file, &region)
            .with_context(|| format!("{} is no map folder: it has no reports.jsonl to read", path.display()))?;
        let region = reading::with_places(region, &reports);
        let mut events = events::join(reports);
        if let Some(Cow::Owned(past)) = window.as_of.map(|day| events::known_by(&events, day)) {
            events = past;
        }
        Ok(Self { region, events, window, limits })
    }

    /// How the map read control.
    pub(super) fn options(&self) -> ControlOptions {
        let Window { as_of, from, to } = self.window;
        ControlOptions { as_of, from, to, limits: self.limits, ..ControlOptions::default() }
    }

    /// The events that the map shows.
    pub(super) fn shown(&self) -> Vec<Event> {
        self.events.iter().filter(|event| self.window.shows(event)).cloned().collect()
    }
}

fn reports(file: &Path, region: &Region) -> anyhow::Result<Vec<Report>> {
    let table = read_table(file, region)?;
    match table.problems.into_iter().next() {
        Some(problem) => Err(problem.into()),
        None => Ok(table.reports),
    }
}
