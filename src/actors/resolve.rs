//! 'The rebels', 'the army', 'the government': who is meant, from what was named before and where the article plays.

use chrono::{Datelike, NaiveDate};

use super::mention::{ActorClass, ActorMention};
use super::state;
use crate::lexicon::People;
use crate::region::{ActorKind, Region};

/// Where and when an article plays, as far as names hang on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// ISO code of the country it tells of.
    pub country: Option<&'a str>,
    /// Day of publication.
    pub published: Option<NaiveDate>,
}

/// Gives each unnamed group, army, police or government the name it most likely bears. A group is the last one named
/// before it, else the first named after it. 'The army' is that of the country the article tells of where the article
/// names it or names no other but those of foreign forces in its war; 'the soldiers' are those of the army named last.
pub fn resolve(mentions: &mut [ActorMention], region: &Region, setting: Setting) {
    let year = setting.published.map(|day| day.year());
    let home = setting.country.and_then(|country| state::army(region, country, year));
    let row = |m: &ActorMention| m.actor.and_then(|a| region.actors.get(usize::from(a)));
    let own_army = |m: &ActorMention| row(m).is_some_and(|row| row.kind == ActorKind::StateForces);
    let home_named = home.is_some() && mentions.iter().any(|m| m.named && m.actor == home);
    // Of a country at war with foreign armies in it, 'the army' is still its own.
    let at_home =
        home.and_then(|h| region.actors.get(usize::from(h))).is_some_and(|r| r.kind == ActorKind::StateForces)
            && !mentions.iter().any(|m| m.named && m.class == ActorClass::State && own_army(m));
    for i in 0..mentions.len() {
        let ActorMention { class, noun, nation, named, .. } = mentions[i];
        let of_nation = class == ActorClass::Rebel && nation.is_some();
        // 'Pakistani peacekeepers', 'UN troops': those of the mission that the article names.
        let peacekeepers = class == ActorClass::Mission && (nation.is_some() || mentions[i].name == "UN");
        if named && !of_nation && !peacekeepers {
            continue;
        }
        let fits = |m: &&ActorMention| {
            let row = m.actor.and_then(|a| region.actors.get(usize::from(a)));
            m.named
                && m.class == class
                && (class != ActorClass::Mission || row.is_some_and(|row| row.id != "UN"))
                && !matches!(m.noun, Some(People::Loose | People::Allies))
                // 'Somali Islamists' are a group of that country, if the article names one.
                && (!of_nation || row.is_some_and(|row| row.country.as_deref() == country_of(region, nation)))
        };
        let told = |m: &&ActorMention| fits(m) && (of_nation || !fights_for_state(m, region, setting.published));
        let nearest = |test: &dyn Fn(&&ActorMention) -> bool| {
            mentions[..i].iter().rev().find(test).or_else(|| mentions[i + 1..].iter().find(test))
        };
        let known = match class {
            ActorClass::State if (home_named || at_home) && noun == Some(People::Army) => None,
            // 'The rebels' are hardly those who fight for the army.
            ActorClass::Rebel => nearest(&told).or_else(|| nearest(&fits)),
            ActorClass::State | ActorClass::Police | ActorClass::Mission => nearest(&fits),
            _ => None,
        };
        let known = known.map(|m| (m.name.clone(), m.actor));
        let own = || {
            let police = || setting.country.and_then(|country| state::police(region, country, year));
            let row = match class {
                ActorClass::State => home,
                ActorClass::Police => police(),
                ActorClass::Mission if noun.is_some() => {
                    setting.country.and_then(|country| state::mission(region, country, year))
                }
                _ => None,
            };
            let name = row.and_then(|h| region.actors.get(usize::from(h))).map(|row| row.id.clone());
            name.map(|name| (name, row)).or_else(|| Some((of_country(&mentions[i], region, setting.country)?, None)))
        };
        if let Some((name, actor)) = known.or_else(own) {
            mentions[i].name = name;
            mentions[i].actor = actor;
        }
    }
}

/// What the forces or the government of a country are called that no table names.
fn of_country(mention: &ActorMention, region: &Region, country: Option<&str>) -> Option<String> {
    let noun = match mention.class {
        ActorClass::State => "army",
        ActorClass::Police => "police",
        ActorClass::Leaders if mention.noun == Some(People::Government) => "government",
        _ => return None,
    };
    Some(format!("{} {noun}", region.demonym(country?)?))
}

fn country_of(region: &Region, nation: Option<u32>) -> Option<&str> {
    region.places.get(nation? as usize).map(|place| place.country.as_str())
}

/// True for a group whose side on that day is a state's.
fn fights_for_state(mention: &ActorMention, region: &Region, day: Option<NaiveDate>) -> bool {
    let row = mention.actor.and_then(|a| region.actors.get(usize::from(a)));
    row.and_then(|row| region.actor(region.side_of(&row.id, day)))
        .is_some_and(|side| matches!(side.kind, ActorKind::StateForces | ActorKind::ExternalForces))
}
