//! 'The rebels', 'the army': who is meant, from what was named before.

use super::mention::{ActorClass, ActorMention};
use crate::region::Region;

/// Gives each unnamed group or army the name it most likely bears: the last one of its class named before it, else
/// the first named after it. A police, mission or army keeps its own word when the article names none; an army is
/// then that of `country` (ISO code), where the region knows one.
pub fn resolve(mentions: &mut [ActorMention], region: &Region, country: Option<&str>) {
    for i in 0..mentions.len() {
        if mentions[i].named || !matches!(mentions[i].class, ActorClass::State | ActorClass::Rebel) {
            continue;
        }
        let class = mentions[i].class;
        let same = |m: &&ActorMention| m.named && m.class == class;
        let known = mentions[..i].iter().rev().find(same).or_else(|| mentions[i + 1..].iter().find(same));
        if let Some((name, actor)) = known.map(|m| (m.name.clone(), m.actor)) {
            mentions[i].name = name;
            mentions[i].actor = actor;
        } else if class == ActorClass::State
            && let Some(country) = country
            && let Some(number) = region.actors.iter().position(|a| {
                a.country.as_deref() == Some(country) && a.id == a.side && ActorClass::of_kind(a.kind) == class
            })
        {
            mentions[i].name.clone_from(&region.actors[number].id);
            mentions[i].actor = Some(number as u16);
        }
    }
}
