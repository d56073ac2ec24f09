//! What a word or phrase of the lexicon can stand for.

use serde::{Deserialize, Serialize};

use super::code::{Code, Group};
use super::schema::{Need, Role};
use crate::text::Case;

/// The form in which a trigger's word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// A form that is only a finite verb ('took', 'attaquent').
    Finite,
    /// A base form or infinitive ('capture', 'prendre').
    Base,
    /// A past participle ('taken', 'prise').
    Participle,
    /// A past that is finite or participle ('captured').
    Past,
    /// A gerund ('capturing', 'prenant').
    Gerund,
    /// A future ('prendra'): planned, not told.
    Future,
    /// A noun ('clashes').
    Noun,
}

/// The rule that a trigger's words share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerRule {
    /// The code; `None` stands for a place gained, by whom decides.
    pub code: Option<Code>,
    /// True for words that look like an event and are none ('news conference').
    pub none: bool,
    /// The code when the target are civilians.
    pub civilians: Option<Code>,
    /// What the object must be.
    pub object: Need,
    /// What the subject must be.
    pub subject: Need,
    /// What subject and object are to the event.
    pub role: Role,
    /// How near the object must stand, in tokens, where the words mean much else ('take').
    pub reach: Option<usize>,
    /// True for verbs that are never passive ('sont entrés').
    pub intransitive: bool,
    /// True when the words alone do not make an event.
    pub weak: bool,
}

/// Words that say how something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Said, announced.
    Said,
    /// Claimed by a party.
    Claim,
    /// Accused.
    Accuse,
    /// Denied.
    Deny,
    /// Threatened.
    Threat,
    /// Planned, will.
    Plan,
    /// If, might.
    Condition,
    /// 'offensive to', 'tried to': what the deed behind it is only the aim of.
    Aim,
    /// 'would': what somebody said was to come; where nobody says so, or behind 'if', only thought of.
    Foretold,
    /// Not, no.
    Negation,
    /// Called for, urged: what is wished, not what happened.
    Call,
    /// Years ago, anniversary.
    History,
    /// Sums over a long time.
    Toll,
    /// Beaten back.
    Repulse,
    /// 'our soldiers', 'the enemy': only a party speaks so.
    Ours,
}

/// Small words that shape a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grammar {
    /// 'by', 'par'.
    By,
    /// 'after', 'après'.
    After,
    /// 'to', 'aux': leads to whom something is handed over.
    Receiver,
    /// 'since', 'depuis que': opens a span that goes on until the news.
    Since,
    /// Forms of 'be', 'être'.
    Be,
    /// Forms of 'have', 'avoir'.
    Have,
    /// Words that open a clause.
    Clause,
    /// 'and', 'or'.
    And,
    /// 'against', 'contre'.
    Against,
    /// 'backed by', 'alongside'.
    Beside,
    /// 'linked to', 'affilié à': leads to a name that only says of what kind somebody is.
    Kin,
    /// What an actor word before it only describes: 'police uniforms'.
    Guise,
    /// 'of', 'de'.
    Of,
    /// What stands right before a verb rather than a noun: 'to', 'they', 'qui'.
    VerbLead,
    /// 'se', 's'.
    Reflexive,
    /// 'they', 'ils'.
    Pronoun,
    /// 'we', 'our', 'nous': the side of whoever speaks.
    We,
    /// 'its', 'their'.
    Whose,
    /// 'these', 'ces': before a noun, what was told before.
    These,
    /// Words between a name and its noun: 'government', 'ethnic'.
    Modifier,
    /// 'the', 'la'.
    Article,
    /// 'in', 'à'.
    In,
    /// 'from', 'depuis': where somebody comes from.
    From,
    /// Other prepositions of place: 'towards', 'vers'.
    Lead,
    /// 'near', 'outside', 'à la périphérie de': beside a place.
    Near,
    /// 'toward', 'en direction de'.
    Toward,
    /// 'coming from', 'based in', 'venus de': where those come from or belong who do it.
    Origin,
    /// 'the road to', 'sur la route de': a place that a road leads to.
    Road,
    /// 'where', 'où': tells of the place just named.
    Where,
    /// 'there', 'the town', 'cette cité'.
    Here,
    /// Nouns of ground: 'positions', 'villages', 'territory'.
    Ground,
    /// Capital words that name no place: 'Shiite', 'Department'.
    NotPlace,
    /// 'opposent': sets two sides against each other.
    Pit,
    /// 'aux': leads to whom it is done ('se rendre aux FARDC', 'tendre une embuscade aux ADF').
    To,
    /// 'most', 'others': people, where nothing else is said to be meant.
    Many,
    /// Words that may stand within a verb of several words: days, adverbs.
    Aside,
    /// What makes 'not' mean 'only': the 'que' of 'ne … que'.
    Only,
    /// Opens a clause about a thing or a place that is not its subject: 'where', 'que', 'dont', 'où'.
    Relative,
    /// Opens a clause about its subject: 'which', 'qui'.
    RelativeSubject,
    /// 'up from', 'contre': leads to a figure of another time, when a number stands behind it.
    Than,
    /// 'has', 'is', 'still', 'désormais': what is told is so on the day of the news.
    Present,
    /// 'respectively': as many times as places, each its own.
    Each,
    /// 'founded', 'tenu': opens a clause set in between commas.
    Participle,
    /// French pronouns before a verb that stand for its object or place: 'y', 'en', 'l'.
    Clitic,
}

/// Nouns of those who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// Soldiers of a state.
    State,
    /// The state's forces as such: 'the army', 'government troops'.
    Army,
    /// 'partners', 'contingent': soldiers only behind or before the name of a nation.
    Allies,
    /// Police.
    Police,
    /// Fighters of an armed group.
    Rebel,
    /// Armed men of no group that was named before: gunmen, bandits.
    Loose,
    /// Civilians.
    Civilian,
    /// What belongs to civilians: houses, shops, cattle.
    Property,
    /// Demonstrators, crowds.
    Protesters,
    /// Peacekeepers.
    Missions,
    /// Politicians and diplomats.
    Leaders,
    /// The government itself: 'the government', 'the president'.
    Government,
    /// 'suspected', 'unidentified'.
    Suspected,
    /// Ranks and spokesmen: who speaks for a force.
    Speakers,
    /// Who tells of others' war: officials, sources, witnesses, the press.
    Sources,
}

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// A trigger: the number of its rule, the form, and for French whether the word must end in 'é'.
    Trigger {
        /// Number in [`super::Scanner::rules`].
        rule: u16,
        /// Form of the word.
        form: Form,
        /// True when the first word must end in an accented é (participles of verbs in -er).
        acute: Option<bool>,
        /// True for a French verb written with 'se': only so does it mean this.
        reflexive: bool,
        /// Words that must follow within a few tokens: number in the lexicon.
        tail: Option<u16>,
    },
    /// How it is said.
    Cue(Cue),
    /// A small word.
    Grammar(Grammar),
    /// People.
    People(People),
    /// An actor of the region.
    Actor {
        /// Number in `Region::actors`.
        actor: u16,
        /// How its first word must be written: an abbreviation in capitals, a name with one.
        case: Case,
    },
    /// A nationality: number of the country in `Region::places`.
    Nationality(u32),
    /// A number in words.
    Number(u32),
    /// A vague quantity: lowest, best, highest.
    Vague([u32; 3]),
    /// A lowest figure follows ('at least').
    Low,
    /// A highest figure follows ('up to').
    High,
    /// Words of death.
    Dead,
    /// Words of other harm.
    Hurt,
    /// Words that mean this is no war.
    NotWar,
    /// Words of war.
    War,
}

impl Tag {
    /// True for a verb.
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Tag::Trigger { form, .. } if form != Form::Noun)
    }

    /// True for what shows that a text is of war: those who bear arms or take to the street, the dead and the hurt, words of
    /// war, and triggers that are an event whoever has a part in it. `rules` are those of the triggers.
    pub(super) fn is_sign(self, rules: &[TriggerRule]) -> bool {
        match self {
            Tag::Trigger { rule, form, .. } => rules.get(usize::from(rule)).is_some_and(|rule| {
                let free = rule.object == Need::Any && rule.subject == Need::Any;
                // Doctors treat and schools open wherever they are.
                let warlike = |group| group != Group::Talks && (group != Group::Relief || form == Form::Noun);
                free && !rule.none && rule.code.is_none_or(|code| warlike(code.group()))
            }),
            Tag::People(people) => matches!(
                people,
                People::State
                    | People::Army
                    | People::Police
                    | People::Rebel
                    | People::Loose
                    | People::Missions
                    | People::Protesters
            ),
            Tag::Actor { .. } | Tag::Dead | Tag::Hurt | Tag::War => true,
            _ => false,
        }
    }
}
