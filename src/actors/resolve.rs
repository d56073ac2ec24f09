//! 'The rebels', 'the army', 'the government': who is meant, from what was named before and where the article plays.

use super::mention::{ActorClass, ActorMention};
use super::state;
use crate::lexicon::People;
use crate::region::Region;

/// Where and when an article plays, as far as names hang on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// ISO code of the country it tells of.
    pub country: Option<&'a str>,
    /// Year of publication.
    pub year: Option<i32>,
}

/// Gives each unnamed group, army, police or government the name it most likely bears. A group is the last one named
/// before it, else the first named after it. 'The army' is that of the country the article tells of where the article
/// names it or names no other; 'the soldiers' are those of the army named last. What the article names nowhere keeps
/// its own word.
pub fn resolve(mentions: &mut [ActorMention], region: &Region, setting: Setting) {
    let home = setting.country.and_then(|country| state::army(region, country, setting.year));
    let government = setting.country.and_then(|country| region.government(country));
    let home_named = home.is_some() && mentions.iter().any(|m| m.named && m.actor == home);
    for i in 0..mentions.len() {
        let ActorMention { class, noun, named, .. } = mentions[i];
        if named {
            continue;
        }
        if noun == Some(People::Government)
            && let Some(government) = government
        {
            government.clone_into(&mut mentions[i].name);
            continue;
        }
        if !matches!(class, ActorClass::State | ActorClass::Rebel | ActorClass::Police) {
            continue;
        }
        let same = |m: &&ActorMention| m.named && m.class == class;
        let known = mentions[..i].iter().rev().find(same).or_else(|| mentions[i + 1..].iter().find(same));
        let own = class == ActorClass::State
            && (known.is_none() || home_named && noun == Some(People::Army))
            && home.is_some();
        if own {
            if let Some(row) = home.and_then(|h| region.actors.get(usize::from(h))) {
                mentions[i].name.clone_from(&row.id);
                mentions[i].actor = home;
            }
        } else if let Some((name, actor)) = known.map(|m| (m.name.clone(), m.actor)) {
            mentions[i].name = name;
            mentions[i].actor = actor;
        }
    }
}
