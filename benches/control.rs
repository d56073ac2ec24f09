//! Reports of a long war to events, holdings, areas, fronts and layers: `cargo bench --bench control`.

mod long_war;

use dateline::control::{Control, ControlOptions, Limits, read};
use dateline::events::join;
use dateline::layers::{Layer, MapMeta, Situation, Window, build};
use dateline::reports::Report;
use long_war::{region, reports};

fn main() {
    divan::main();
}

fn war(bencher: divan::Bencher<'_, '_>, places: usize, count: usize, days: u64) {
    let region = region(places);
    let run = |reports: Vec<Report>| -> (Control, Vec<Layer>) {
        let events = join(reports);
        let control = read(&events, &region, &ControlOptions::default());
        let situation = Situation {
            events: &events,
            evidence: &events,
            holdings: &control.holdings,
            areas: &control.areas,
            fronts: &control.fronts,
        };
        let layers = build(&situation, &region, &meta(&control));
        (control, layers)
    };
    let (control, _) = run(reports(&region, count, days));
    eprintln!(
        "{places} places, {count} reports, {days} days: {} holdings, {} areas, {} fronts, {} corners",
        control.holdings.len(),
        control.areas.len(),
        control.fronts.len(),
        control.areas.iter().map(|a| geo::CoordsIter::coords_count(&a.shape)).sum::<usize>(),
    );
    drop(control);
    bencher.with_inputs(|| reports(&region, count, days)).bench_values(run);
}

fn meta(control: &Control) -> MapMeta {
    MapMeta {
        title: "Bench".into(),
        region: "bench".into(),
        as_of: control.cut_off,
        data_to: control.cut_off,
        window: Window::default(),
        limits: Limits::default(),
        articles: 0,
        outlets: Vec::new(),
        licences: Vec::new(),
    }
}

/// Places and reports grow together.
#[divan::bench(args = [125, 250, 500, 1000], sample_count = 3, sample_size = 1)]
fn by_places(bencher: divan::Bencher<'_, '_>, places: usize) {
    war(bencher, places, places * 20, 1095);
}

/// Days and reports grow together.
#[divan::bench(args = [137, 274, 548, 1095], sample_count = 3, sample_size = 1)]
fn by_days(bencher: divan::Bencher<'_, '_>, days: u64) {
    war(bencher, 1000, days as usize * 20_000 / 1095, days);
}

/// Joining alone.
#[divan::bench(args = [5_000, 10_000, 20_000, 40_000], sample_count = 3, sample_size = 1)]
fn joining(bencher: divan::Bencher<'_, '_>, count: usize) {
    let region = region(1000);
    let reports = reports(&region, count, 1095);
    bencher.with_inputs(|| reports.clone()).bench_values(join);
}
