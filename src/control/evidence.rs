//! What a report argues about who holds a place: the table of arguments, their weights and reasons.
//!
//! A weight is the probability with which the argument is right when the report itself is read rightly; it is
//! multiplied by a share of the event's confidence (`SURE_OF`). Who says so decides it: a loser's admission is nearly certain, a neutral
//! report good, a winner's own claim worth less.

use chrono::NaiveDate;

use super::parties::{can_hold, is_mission};
use crate::events::{CORRECTIONS, Event};
use crate::region::{Place, PlaceKind, Region};
use crate::reports::{Code, Modality, Relation, Report};

/// What is argued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Argument {
    /// The party no longer holds the place.
    Left,
    /// The party is not the holder on that day (it shells the place).
    Absent,
    /// The party holds the place from that day on.
    Took,
    /// The party is there in force: it holds the place if nobody else does.
    Present,
    /// The party acts there like one who holds it: keeps a known holding alive, never makes one.
    Seen,
    /// The party fights there: the place is contested, and one of those who fight is likely to hold it.
    Fought,
    /// Said not to hold it: a gain that is denied.
    Denied,
}

impl Argument {
    /// True for what speaks for somebody being in a place, or for two who fight over it.
    fn speaks_for(self) -> bool {
        match self {
            Self::Took | Self::Present | Self::Seen | Self::Fought => true,
            Self::Left | Self::Absent | Self::Denied => false,
        }
    }

    /// The day from which an argument counts when what it rests on happened somewhere between two days.
    ///
    /// The map must not show a holder on days on which he may not have held. So a gain ('since October they have taken
    /// Kisangani', 'captured in 2012') counts from the last day, when it is sure to have happened; a loss from the first,
    /// when it may have. On the days between nobody is shown. News of a weekend or a week is put to its last day, gain
    /// and loss alike: a gap of days that only the wording opens would show a town without a holder at each handover.
    fn day(self, start: NaiveDate, end: NaiveDate) -> NaiveDate {
        let days = (end - start).num_days();
        match self {
            _ if days < SHORT_DAYS => end,
            Self::Took | Self::Present | Self::Denied => end,
            Self::Left | Self::Absent => start,
            Self::Seen | Self::Fought => start + chrono::Duration::days(days / 2),
        }
    }
}

/// Which of an event's parties an argument is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The chief actor.
    Actor,
    /// Each of the other side.
    Against,
    /// Each party on either side.
    Both,
}

/// A line of the table of arguments.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The kind of event.
    pub code: Code,
    /// The party argued about.
    pub who: Who,
    /// What is argued.
    pub argument: Argument,
    /// Weight when a neutral voice says so.
    pub neutral: f64,
    /// Weight when only the party that gains by it says so.
    pub claim: f64,
    /// Weight when the party that loses by it says so.
    pub admission: f64,
    /// Why.
    pub reason: &'static str,
}

const fn rule(code: Code, who: Who, argument: Argument, weights: [f64; 3], reason: &'static str) -> Rule {
    let [neutral, claim, admission] = weights;
    Rule { code, who, argument, neutral, claim, admission, reason }
}

/// The table. What is not in it (attacks on civilians, an advance, talks, displacement, protest …) says nothing about who holds
/// a place: raiders come and go.
pub const RULES: [Rule; 15] = [
    rule(
        Code::TerritoryGainedNonstate,
        Who::Against,
        Argument::Left,
        [0.92, 0.75, 0.98],
        "who loses a place no longer holds it",
    ),
    rule(Code::TerritoryGainedNonstate, Who::Actor, Argument::Took, [0.92, 0.75, 0.98], "who takes a place holds it"),
    rule(
        Code::TerritoryGainedGovernment,
        Who::Against,
        Argument::Left,
        [0.92, 0.75, 0.98],
        "who loses a place no longer holds it",
    ),
    rule(
        Code::TerritoryGainedGovernment,
        Who::Actor,
        Argument::Took,
        [0.92, 0.75, 0.98],
        "who retakes a place holds it",
    ),
    // A party that says itself that it leaves admits it; its enemy's word is a claim. Who stands on the other side of a
    // withdrawal is most often the enemy it is made before, so nobody is put in: a place handed over to somebody is
    // told as a gain of the receiver's against the giver.
    rule(
        Code::Withdrawal,
        Who::Actor,
        Argument::Left,
        [0.92, 0.75, 0.95],
        "who leaves a place no longer holds it; nobody is put in its stead",
    ),
    rule(
        Code::BaseEstablished,
        Who::Actor,
        Argument::Present,
        [0.75, 0.65, 0.85],
        "a base is there to stay, but guests have bases too; those of peacekeepers hold nothing",
    ),
    rule(Code::ArmedClash, Who::Both, Argument::Fought, [0.30, 0.20, 0.30], "a place that is fought in is contested"),
    rule(Code::Shelling, Who::Actor, Argument::Absent, [0.60, 0.40, 0.60], "nobody shells a place of their own"),
    rule(
        Code::Shelling,
        Who::Against,
        Argument::Seen,
        [0.30, 0.20, 0.30],
        "what is shelled is thought to be the enemy's",
    ),
    rule(Code::AirDroneStrike, Who::Actor, Argument::Absent, [0.60, 0.40, 0.60], "nobody bombs a place of their own"),
    rule(
        Code::AirDroneStrike,
        Who::Against,
        Argument::Seen,
        [0.30, 0.20, 0.30],
        "what is bombed is thought to be the enemy's",
    ),
    rule(Code::Arrest, Who::Actor, Argument::Seen, [0.40, 0.25, 0.40], "who arrests people acts as the administration"),
    rule(
        Code::OtherStrategic,
        Who::Actor,
        Argument::Seen,
        [0.30, 0.20, 0.30],
        "a patrol, a tax, a recruitment: the party is about",
    ),
    rule(
        Code::TerritoryGainedNonstate,
        Who::Actor,
        Argument::Denied,
        [0.70, 0.50, 0.90],
        "a gain that is denied speaks against the gainer",
    ),
    rule(
        Code::TerritoryGainedGovernment,
        Who::Actor,
        Argument::Denied,
        [0.70, 0.50, 0.90],
        "a gain that is denied speaks against the gainer",
    ),
];

/// Weight of a row of the start table: a person has looked it up.
pub(super) const START_WEIGHT: f64 = 0.95;
/// An event's confidence is the probability that its place, days and kind are all right. Control needs the place and
/// the kind; days that are a little off move a line in time, not on the map. Of three parts alike two count.
const SURE_OF: f64 = 2.0 / 3.0;
/// The same of a loss. It is only weighed where the loser is thought to be, and that the two fit is itself a sign that
/// it was read rightly: of three parts alike one is left in doubt.
const SURE_OF_LOSS: f64 = 1.0 / 3.0;
/// Confidence from which an event speaks for anybody: what is more likely misread than read rightly puts nobody in a
/// place. What speaks against somebody counts at its weight, however unsure it is: the map had rather show nobody.
const LEAST_SURE: f64 = 0.5;
/// Radius in metres within which a report must be placed to speak of a place, unless the place itself is wider.
const WIDEST_M: u32 = 10_000;
/// Days over which an event may be spread and still argue: 'in 2012' does, 'since 1965' says nothing of when.
const WIDEST_DAYS: i64 = 400;
/// Up to so many days after its first an event's days are one piece of news: 'during the weekend', 'last week'.
const SHORT_DAYS: i64 = 7;
/// Weight of a correction made by hand.
const BY_HAND: f64 = 0.999;
/// Reason given for a row of the start table.
pub(super) const START_REASON: &str = "the region's start table says so";

/// An argument of one event (or a row of the start table) about one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Row of the place table.
    pub place_id: String,
    /// The day from which it counts (see [`Argument`]).
    pub day: NaiveDate,
    /// The event's first day.
    pub start: NaiveDate,
    /// The event's last day.
    pub end: NaiveDate,
    /// What is argued.
    pub argument: Argument,
    /// Actor ids it is about.
    pub actors: Vec<String>,
    /// Probability that it is right, 0 to 1.
    pub weight: f64,
    /// Only the winner says so.
    pub claimed: bool,
    /// Why it argues so.
    pub reason: &'static str,
    /// Ids of the reports behind it; empty for a row of the start table.
    pub reports: Vec<String>,
}

/// The arguments of an event; none when it is about an area, only near a place, undated, or did not happen.
pub(super) fn argue(event: &Event, region: &Region) -> Vec<Evidence> {
    let (Some(start), Some(end), Some(best)) = (event.start, event.end, event.best()) else { return Vec::new() };
    let Some(place) = spot(best, region) else { return Vec::new() };
    let sure = event.confidence >= LEAST_SURE;
    let denied = event.modality == Modality::Denied;
    if !event.happened() && !denied {
        return Vec::new();
    }
    let end = end.max(start);
    if (end - start).num_days() > WIDEST_DAYS {
        return Vec::new();
    }
    // 'In June 2004 they occupied Bukavu for a week': of a month or a year long gone nobody says who held the place when
    // it was over. That somebody lost it in that time is told all the same.
    let history = (end - start).num_days() >= SHORT_DAYS && event.reports.iter().all(|r| r.background);
    RULES
        .iter()
        .filter(|rule| rule.code == event.code && (rule.argument == Argument::Denied) == denied)
        .filter(|rule| !(history && matches!(rule.argument, Argument::Took | Argument::Present)))
        .filter(|rule| sure || !rule.argument.speaks_for())
        .filter_map(|rule| {
            let mut actors = parties(rule.who, event, region);
            if rule.argument == Argument::Present {
                actors.retain(|actor| !is_mission(actor, region));
            }
            let day = rule.argument.day(start, end);
            // Nobody takes a place from his own side: who is who was misread.
            let own = |taker: &String| {
                !event.against.is_empty() && event.against.iter().all(|a| region.are_allies(taker, a, Some(day)))
            };
            if matches!(rule.argument, Argument::Took | Argument::Left) && event.actors.first().is_some_and(own) {
                return None;
            }
            let (weight, claimed) = weight(rule, event, region, day);
            let sure_of = if rule.argument == Argument::Left { SURE_OF_LOSS } else { SURE_OF };
            (!actors.is_empty()).then(|| Evidence {
                place_id: place.id.clone(),
                day,
                start,
                end,
                argument: rule.argument,
                actors,
                weight: weight * event.confidence.clamp(0.0, 1.0).powf(sure_of),
                claimed,
                reason: rule.reason,
                reports: reports(event, denied),
            })
        })
        .collect()
}

/// The place an event argues about: a spot of the table that the report says it happened in, placed well enough.
/// Provinces, parks, lakes, rivers, roads and wide islands are no place that one side holds, and what is only 'near' a
/// place or somewhere in 25 km says nothing about it.
fn spot<'r>(report: &Report, region: &'r Region) -> Option<&'r Place> {
    if report.relation != Relation::In {
        return None;
    }
    let place = region.place(report.place_id.as_deref()?)?;
    let town = matches!(place.kind, PlaceKind::City | PlaceKind::Town);
    let within_m = |m: u32| m <= WIDEST_M || town && f64::from(m) <= place.precision_km * 1000.0;
    let wide_m = (place.precision_km * 1000.0) as u32;
    let spot = !place.kind.is_area()
        && !matches!(place.kind, PlaceKind::River | PlaceKind::Road)
        && within_m(report.location_precision_m.unwrap_or(0).max(wide_m));
    (spot && !matches!(report.place_kind.as_str(), "territory" | "province" | "region" | "country")).then_some(place)
}

fn parties(who: Who, event: &Event, region: &Region) -> Vec<String> {
    let armed = |names: &[String]| names.iter().filter(|name| can_hold(name, region)).cloned().collect::<Vec<_>>();
    match who {
        // Several on one side: the chief one holds; its allies share the place through their side.
        Who::Actor => armed(&event.actors).into_iter().take(1).collect(),
        Who::Against => armed(&event.against),
        Who::Both => {
            let mut both = [armed(&event.actors), armed(&event.against)].concat();
            // An army and its own government are one side.
            let states: Vec<Option<&str>> = both.iter().map(|name| region.state_of(name)).collect();
            let mut at = 0;
            both.retain(|_| {
                at += 1;
                states[at - 1].is_none() || !states[..at - 1].contains(&states[at - 1])
            });
            both
        }
    }
}

/// The weight by who says so, and whether only the winner does. More independent neutral sources leave less doubt:
/// a quarter as many doubts for sixteen times the voices (copies are already counted once).
fn weight(rule: &Rule, event: &Event, region: &Region, day: NaiveDate) -> (f64, bool) {
    // What an analyst sets by hand stands over what is in the news.
    if event.reports.iter().any(|r| r.article == CORRECTIONS) {
        return (BY_HAND, false);
    }
    let loser = if rule.code == Code::Withdrawal { &event.actors } else { &event.against };
    let for_loser = |speaker: &str| loser.iter().any(|party| region.are_allies(speaker, party, Some(day)));
    let admitted = event.reports.iter().any(|r| r.claimed_by.as_deref().is_some_and(for_loser));
    if admitted && event.modality != Modality::Denied {
        return (rule.admission, false);
    }
    if event.modality == Modality::Claimed {
        return (rule.claim, true);
    }
    (1.0 - (1.0 - rule.neutral) / (event.sources.max(1) as f64).sqrt(), false)
}

/// The reports that say what the event says.
fn reports(event: &Event, denied: bool) -> Vec<String> {
    let says = |r: &&Report| (r.modality == Modality::Denied) == denied;
    event.reports.iter().filter(says).map(|r| r.report_id.clone()).collect()
}
