//! From a form that fits to what it says.

use super::expr::{Count, DateParts, Expr, From, Role, TimeMention, Unit};
use super::grammar::{Filled, Fit, Kind, Rule};
use super::slot::{Slot, edge, unit};

/// The expression of a fit; `None` when its figures make no date ('31 February').
pub(super) fn build(start: usize, fit: &Fit, rule: &Rule) -> Option<Expr> {
    let filled = Slots(fit.filled());
    let from = if rule.told { From::Told } else { From::News };
    match rule.kind {
        Kind::None => None,
        Kind::Date => years(&filled, rule).or_else(|| parts(&filled, 0, rule).map(Expr::Date)),
        Kind::Eve => {
            let parts = parts(&filled, 0, rule)?;
            (parts.weekday.is_some() || parts.day.is_some()).then_some(Expr::Date(DateParts { eve: true, ..parts }))
        }
        Kind::Range => range(start, &filled, rule),
        Kind::Century => {
            let n = filled.get(Slot::Nth, 0)?;
            let first = if rule.bc { 1 - n * 100 } else { (n - 1) * 100 + 1 };
            Some(Expr::Years { first, count: 100, edge: filled.edge() })
        }
        Kind::Deictic => {
            let n = filled.get(Slot::Deictic, 0)?;
            Some(Expr::Offset { count: Count { n, vague: false }, unit: Unit::Day, from })
        }
        Kind::Unit => {
            let unit = filled.unit().unwrap_or(Unit::Weekend);
            let shift = filled.get(Slot::Rel, 0).or(rule.shift).unwrap_or(0);
            (unit > Unit::Hour).then_some(Expr::Unit { unit, shift, from, edge: filled.edge() })
        }
        Kind::Offset | Kind::Span => {
            let count = filled.count(rule)?;
            let signed = Count { n: count.n * rule.shift.unwrap_or(-1), ..count };
            let unit = filled.unit().unwrap_or(Unit::Day);
            let (count, unit) = in_days(signed, unit, rule.kind == Kind::Span);
            Some(if rule.kind == Kind::Span {
                Expr::Span { count, unit, from }
            } else {
                Expr::Offset { count, unit, from }
            })
        }
        Kind::Length => {
            let count = filled.count(rule).unwrap_or(Count { n: 1, vague: false });
            Some(Expr::Length { count, unit: filled.unit()? })
        }
    }
}

/// Hours as days: part of a day counts as one in a span, and as none when so long ago.
fn in_days(count: Count, unit: Unit, up: bool) -> (Count, Unit) {
    if unit != Unit::Hour {
        return (count, unit);
    }
    let days = count.n.abs() / 24 + i32::from(up && count.n % 24 != 0);
    (Count { n: days * count.n.signum(), ..count }, Unit::Day)
}

struct Slots<'a>(&'a [Filled]);

impl Slots<'_> {
    fn get(&self, slot: Slot, group: u8) -> Option<i32> {
        self.0.iter().find(|f| f.slot == slot && f.group == group).map(|f| f.value)
    }

    fn edge(&self) -> Option<super::expr::Edge> {
        // Of 'the late part of early March' the outer one counts; such doublings are rare.
        [Slot::EdgeOf, Slot::Edge, Slot::Within].into_iter().find_map(|s| self.get(s, 0)).map(edge)
    }

    fn unit(&self) -> Option<Unit> {
        self.get(Slot::Unit, 0).or_else(|| self.get(Slot::Units, 0)).map(unit)
    }

    fn count(&self, rule: &Rule) -> Option<Count> {
        if let Some(n) = self.get(Slot::Vague, 0) {
            return Some(Count { n, vague: true });
        }
        if let Some(n) = self.get(Slot::Number, 0).or_else(|| self.get(Slot::Numeral, 0)) {
            return Some(Count { n, vague: false });
        }
        rule.count.map(|n| Count { n, vague: n > 2 })
    }
}

/// Decades.
fn years(filled: &Slots, rule: &Rule) -> Option<Expr> {
    let first = match (filled.get(Slot::Decade, 0).or_else(|| filled.get(Slot::Tens, 0)), rule.count) {
        (Some(decade), _) if rule.bc => -8 - decade,
        (Some(decade), _) => decade,
        (None, Some(_)) => filled.get(Slot::Year, 0).or_else(|| Some(1900 + filled.get(Slot::Yy, 0)?))?,
        (None, None) => return None,
    };
    Some(Expr::Years { first, count: 10, edge: filled.edge() })
}

fn parts(filled: &Slots, group: u8, rule: &Rule) -> Option<DateParts> {
    let get = |slot| filled.get(slot, group);
    let small = |slot| get(slot).and_then(|v| u8::try_from(v).ok());
    let mut out = DateParts {
        year: get(Slot::Year),
        month: small(Slot::Month).or_else(|| small(Slot::Mm)),
        day: small(Slot::Day).or_else(|| small(Slot::Dd)),
        weekday: small(Slot::Weekday),
        season: small(Slot::Season),
        rel: get(Slot::Rel).or(rule.shift).and_then(|v| i8::try_from(v).ok()),
        edge: if group == 0 { filled.edge() } else { None },
        week_shift: rule.week_shift,
        ..DateParts::default()
    };
    if rule.bc {
        out.year = get(Slot::Number).map(|n| 1 - n);
    }
    if let Some(packed) = get(Slot::Dotted) {
        (out.year, out.month, out.day) =
            (Some(packed / 10_000), Some((packed / 100 % 100) as u8), Some((packed % 100) as u8));
    }
    if let Some(shift) = rule.year_shift {
        out.year_shift = Some((shift, if rule.told { From::Told } else { From::News }));
        out.rel = None;
    }
    if let Some(nth) = small(Slot::Nth) {
        match rule.part_of_year {
            Some(52) => out.week = (1..=5).contains(&nth).then_some(nth),
            Some(4) => out.quarter = (1..=4).contains(&nth).then_some(nth),
            Some(_) => out.half = (1..=2).contains(&nth).then_some(nth),
            None => out.day = Some(nth),
        }
        if rule.part_of_year.is_some() && out.quarter.is_none() && out.half.is_none() && out.week.is_none() {
            return None;
        }
        // '{rel} year' behind a quarter counts the year.
        if rule.part_of_year.is_some()
            && let Some(rel) = out.rel.take()
        {
            out.year_shift = Some((i32::from(rel), From::News));
        }
    }
    (is_date(&out) && says_something(&out)).then_some(out)
}

fn says_something(p: &DateParts) -> bool {
    p.year.is_some()
        || p.month.is_some()
        || p.day.is_some()
        || p.weekday.is_some()
        || p.season.is_some()
        || p.quarter.is_some()
        || p.half.is_some()
}

/// False for days that no month has, or not that month.
fn is_date(p: &DateParts) -> bool {
    let Some(day) = p.day else { return true };
    let year = p.year.unwrap_or(2000);
    let month = p.month.unwrap_or(1);
    chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).is_some()
}

fn range(start: usize, filled: &Slots, rule: &Rule) -> Option<Expr> {
    let (mut first, mut last) = (parts(filled, 0, rule)?, parts(filled, 1, rule));
    // '1914-18'
    if let (Some(y), Some(yy)) = (first.year, filled.get(Slot::Yy, 1)) {
        let century = y - y.rem_euclid(100);
        last = Some(DateParts { year: Some(century + yy), ..DateParts::default() });
    }
    let mut last = last?;
    share(&mut first, &mut last);
    if !is_date(&first) || !is_date(&last) || (first.year > last.year && last.year.is_some()) {
        return None;
    }
    let extent = |group: u8| {
        let mut tokens = filled.0.iter().filter(|f| f.group == group).map(|f| f.token as usize);
        let from = tokens.clone().min().unwrap_or(start);
        from..tokens.next_back().unwrap_or(from) + 1
    };
    let mention = |group, parts| TimeMention { tokens: extent(group), expr: Expr::Date(parts), role: Role::On };
    Some(Expr::Range(Box::new((mention(0, first), mention(1, last)))))
}

/// What one end of a run leaves out the other one says: 'between 9 and 16 August 2012', 'August 9 to 16'.
pub(super) fn share(first: &mut DateParts, last: &mut DateParts) {
    let one_month = first.month.is_none() && first.day.is_some();
    if one_month {
        first.month = last.month;
    }
    if last.month.is_none() && last.day.is_some() {
        last.month = first.month;
    }
    match (first.year, last.year) {
        (None, Some(year)) if first.month.is_some() => first.year = Some(year),
        (Some(year), None) if last.month.is_some() => last.year = Some(year),
        _ => {}
    }
    if first.year_shift.is_none() && first.year.is_none() {
        first.year_shift = last.year_shift;
    }
    if one_month && first.day > last.day {
        // 'the night of 31 to 1 August'
        first.month = first.month.map(|m| if m == 1 { 12 } else { m - 1 });
    }
    if first.month > last.month && first.year.is_some() && first.year == last.year {
        // 'December to February 2013'
        first.year = first.year.map(|y| y - 1);
    }
}
