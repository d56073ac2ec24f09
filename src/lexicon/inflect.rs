//! All forms of a verb or noun from one entry.

use super::Form;

/// A form of a word: how it is written, what form it is, and whether its end must (or must not) bear an é.
pub(super) type Inflected = (String, Form, Option<bool>);

/// The forms of an English verb, written `base`, `base:past:participle` or `base:past:participle:gerund`:
/// 'seize', 'take:took:taken control of', 'drive:drove:driven out'.
pub(super) fn english_verb(entry: &str) -> Vec<Inflected> {
    let (head, tail) = split_head(entry);
    let parts: Vec<&str> = head.split(':').collect();
    let base = parts[0];
    let mut forms =
        vec![(base.to_owned(), Form::Base), (third_person(base), Form::Finite), (gerund(base), Form::Gerund)];
    match parts.as_slice() {
        [_, past, participle, ..] if past != participle => {
            forms.push(((*past).to_owned(), Form::Finite));
            forms.push(((*participle).to_owned(), Form::Participle));
        }
        [_, past, ..] => {
            forms.push(((*past).to_owned(), Form::Past));
            // A consonant doubled in the past is doubled in the gerund: 'robbed', 'robbing'.
            if let Some(stem) = past.strip_suffix("ed") {
                forms.push((format!("{stem}ing"), Form::Gerund));
            }
        }
        _ => forms.push((past(base), Form::Past)),
    }
    if let Some(gerund) = parts.get(3) {
        forms.push(((*gerund).to_owned(), Form::Gerund));
    }
    forms.into_iter().map(|(word, form)| (format!("{word}{tail}"), form, None)).collect()
}

fn third_person(base: &str) -> String {
    if ends_sibilant(base) {
        format!("{base}es")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

pub(super) fn past(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ied")
    } else {
        format!("{base}ed")
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

fn ends_sibilant(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "go"].iter().any(|e| word.ends_with(e))
}

fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// The forms of an English noun; `entry` ends in '=' when it has no other form.
pub(super) fn english_noun(entry: &str) -> Vec<Inflected> {
    let Some(fixed) = entry.strip_suffix('=') else {
        // 'siege of': the head noun takes the plural.
        let (head, tail) = entry.split_once(" of").map_or((entry, ""), |(h, _)| (h, &entry[h.len()..]));
        return vec![(entry.to_owned(), Form::Noun, None), (format!("{}{tail}", third_person(head)), Form::Noun, None)];
    };
    vec![(fixed.to_owned(), Form::Noun, None)]
}

/// The forms of a French verb: 'attaquer', 'envahir', 'prendre:prend,prit,pris+ le contrôle'.
pub(super) fn french_verb(entry: &str) -> Vec<Inflected> {
    let entry = entry.strip_prefix("se ").or_else(|| entry.strip_prefix("s'")).unwrap_or(entry);
    let (head, tail) = split_head(entry);
    let mut forms: Vec<Inflected> = Vec::new();
    if let Some((base, list)) = head.split_once(':') {
        forms.push((base.to_owned(), Form::Base, None));
        forms.extend(list.split(',').map(listed));
    } else if let Some((stem, list)) = irregular(head) {
        forms.push((head.to_owned(), Form::Base, None));
        forms.extend(list.split(',').map(|form| listed(&format!("{stem}{form}"))));
    } else if let Some(stem) = head.strip_suffix("er") {
        forms.push((head.to_owned(), Form::Base, None));
        // 'menacer', 'bouger': the soft consonant keeps its sound before a and o; folded, 'ç' is 'c'.
        let soft = if stem.ends_with('g') { format!("{stem}e") } else { stem.to_owned() };
        // Nobody says 'tu' in the news: 'attaques' is the noun.
        for end in ["e", "ent", "erent"] {
            let acute = (end == "e").then_some(false);
            forms.push((format!("{stem}{end}"), Form::Finite, acute));
        }
        // 'déployer', 'envoyer': 'déploie', 'déploiera'.
        let mute = stem.strip_suffix('y').map_or_else(|| stem.to_owned(), |s| format!("{s}i"));
        if mute != stem {
            forms.extend(["e", "ent"].map(|end| (format!("{mute}{end}"), Form::Finite, None)));
        }
        forms.extend(["era", "eront"].map(|end| (format!("{mute}{end}"), Form::Future, None)));
        for end in ["ait", "aient", "a"] {
            forms.push((format!("{soft}{end}"), Form::Finite, None));
        }
        forms.push((format!("{soft}ant"), Form::Gerund, None));
        for end in ["e", "es"] {
            forms.push((format!("{stem}{end}"), Form::Participle, Some(true)));
        }
        for end in ["ee", "ees"] {
            forms.push((format!("{stem}{end}"), Form::Participle, None));
        }
        // 'interpeller', 'harceler': a mute e doubles or takes an accent only in spelling; folding forgives accents.
    } else if let Some(stem) = head.strip_suffix("ir") {
        forms.push((head.to_owned(), Form::Base, None));
        for end in ["it", "issent", "irent", "issait", "issaient"] {
            forms.push((format!("{stem}{end}"), Form::Finite, None));
        }
        forms.extend(["ira", "iront"].map(|end| (format!("{stem}{end}"), Form::Future, None)));
        forms.push((format!("{stem}issant"), Form::Gerund, None));
        for end in ["i", "ie", "is", "ies"] {
            forms.push((format!("{stem}{end}"), Form::Participle, None));
        }
    } else {
        forms.push((head.to_owned(), Form::Base, None));
    }
    for form in &mut forms {
        form.0.push_str(tail);
    }
    forms
}

/// French verbs that go like none of the regular ones, by the end of the infinitive: the ends of their forms, with '+'
/// behind participles. The first that fits holds.
const IRREGULAR: [(&str, &str); 32] = [
    ("prendre", "prend,prennent,prenait,prenaient,prit,prirent,prenant,prendra,prendront,pris+,prise+,prises+"),
    ("tenir", "tient,tiennent,tenait,tenaient,tint,tinrent,tenant,tiendra,tiendront,tenu+,tenue+,tenus+,tenues+"),
    ("venir", "vient,viennent,venait,venaient,vint,vinrent,venant,viendra,viendront,venu+,venue+,venus+,venues+"),
    ("mettre", "met,mettent,mettait,mettaient,mit,mirent,mettant,mettra,mettront,mis+,mise+,mises+"),
    (
        "battre",
        "bat,battent,battait,battaient,battit,battirent,battant,battra,battront,battu+,battue+,battus+,battues+",
    ),
    ("vrir", "vre,vrent,vrait,vraient,vrit,vrirent,vrant,vrira,vriront,vert+,verte+,verts+,vertes+"),
    ("frir", "fre,frent,frait,fraient,frit,frirent,frant,frira,friront,fert+,ferte+,ferts+,fertes+"),
    ("uire", "uit+,uite+,uits+,uites+,uit,uisent,uisait,uisaient,uisit,uisirent,uisant,uira,uiront"),
    ("quérir", "quiert,quièrent,quérait,quéraient,quit,quirent,quérant,querra,querront,quis+,quise+,quises+"),
    ("faire", "fait+,faite+,faits+,faites+,fait,font,faisait,faisaient,fit,firent,faisant,fera,feront"),
    ("mourir", "meurt,meurent,mourait,mouraient,mourut,moururent,mourant,mourra,mourront,mort+,morte+,morts+,mortes+"),
    ("courir", "court,courent,courait,couraient,courut,coururent,courant,courra,courront,couru+,courue+,courus+"),
    ("fuir", "fuit,fuient,fuyait,fuyaient,fuit,fuirent,fuyant,fuira,fuiront,fui+"),
    ("eindre", "eint,eignent,eignait,eignaient,eignit,eignirent,eignant,eindra,eindront,eint+,einte+,eints+,eintes+"),
    ("aindre", "aint,aignent,aignait,aignaient,aignit,aignirent,aignant,aindra,aindront,aint+,ainte+,aints+,aintes+"),
    ("oindre", "oint,oignent,oignait,oignaient,oignit,oignirent,oignant,oindra,oindront,oint+,ointe+,oints+,ointes+"),
    ("ndre", "nd,ndent,ndait,ndaient,ndit,ndirent,ndant,ndra,ndront,ndu+,ndue+,ndus+,ndues+"),
    (
        "perdre",
        "perd,perdent,perdait,perdaient,perdit,perdirent,perdant,perdra,perdront,perdu+,perdue+,perdus+,perdues+",
    ),
    ("illir", "ille,illent,illait,illaient,illit,illirent,illant,illira,illiront,illi+,illie+,illis+,illies+"),
    (
        "partir",
        "part,partent,partait,partaient,partit,partirent,partant,partira,partiront,parti+,partie+,partis+,parties+",
    ),
    (
        "sortir",
        "sort,sortent,sortait,sortaient,sortit,sortirent,sortant,sortira,sortiront,sorti+,sortie+,sortis+,sorties+",
    ),
    ("dormir", "dort,dorment,dormait,dormaient,dormit,dormirent,dormant,dormira,dormiront,dormi+"),
    (
        "servir",
        "sert,servent,servait,servaient,servit,servirent,servant,servira,serviront,servi+,servie+,servis+,servies+",
    ),
    ("cevoir", "çoit,çoivent,cevait,cevaient,çut,çurent,cevant,cevra,cevront,çu+,çue+,çus+,çues+"),
    (
        "rompre",
        "rompt,rompent,rompait,rompaient,rompit,rompirent,rompant,rompra,rompront,rompu+,rompue+,rompus+,rompues+",
    ),
    ("dire", "dit,disent,disait,disaient,dirent,disant,dira,diront,dit+,dite+,dits+,dites+"),
    ("être", "est,sont,était,étaient,fut,furent,étant,sera,seront,été+"),
    ("clure", "clut,cluent,cluait,cluaient,clut,clurent,cluant,clura,cluront,clu+,clue+,clus+,clues+"),
    ("raître", "rait,raissent,raissait,raissaient,rut,rurent,raissant,raitra,raitront,ru+,rue+,rus+,rues+"),
    ("vivre", "vit,vivent,vivait,vivaient,vivant,vivra,vivront,vécu+"),
    (
        "suivre",
        "suit,suivent,suivait,suivaient,suivit,suivirent,suivant,suivra,suivront,suivi+,suivie+,suivis+,suivies+",
    ),
    ("crire", "crit,crivent,crivait,crivaient,crivit,crivirent,crivant,crira,criront,crit+,crite+,crits+,crites+"),
];

/// The stem of an irregular French verb and the ends of its forms.
fn irregular(infinitive: &str) -> Option<(&str, &'static str)> {
    IRREGULAR.iter().find_map(|(end, forms)| infinitive.strip_suffix(end).map(|stem| (stem, *forms)))
}

/// A form written out: '+' marks participles; the rest is told by its end.
fn listed(form: &str) -> Inflected {
    match form.strip_suffix('+') {
        // 'entré', not 'entre'.
        Some(participle) if participle.trim_end_matches('s').ends_with('é') => {
            (participle.to_owned(), Form::Participle, Some(true))
        }
        Some(participle) => (participle.to_owned(), Form::Participle, None),
        None if form.ends_with("ant") => (form.to_owned(), Form::Gerund, None),
        None if form.ends_with("ra") || form.ends_with("ront") => (form.to_owned(), Form::Future, None),
        None => (form.to_owned(), Form::Finite, None),
    }
}

/// The forms of a French noun; `entry` ends in '=' when it has no other form.
pub(super) fn french_noun(entry: &str) -> Vec<Inflected> {
    // 'une frappe' is no 'frappé'.
    let mute = entry.split([' ', '=']).next().is_some_and(|w| w.trim_end_matches('s').ends_with('e'));
    let acute = mute.then_some(false);
    if let Some(fixed) = entry.strip_suffix('=') {
        return vec![(fixed.to_owned(), Form::Noun, acute)];
    }
    let mut out = vec![(entry.to_owned(), Form::Noun, acute)];
    let plural = |w: &str| match w {
        w if w.ends_with(['s', 'x', 'z']) => w.to_owned(),
        w if w.ends_with("eau") || w.ends_with("eu") => format!("{w}x"),
        w => format!("{w}s"),
    };
    // 'frappe aérienne': head and adjective both take it; 'tir de mortier': only the head does.
    let words: Vec<&str> = entry.split(' ').collect();
    out.push((format!("{}{}", plural(words[0]), &entry[words[0].len()..]), Form::Noun, acute));
    if words.len() == 2 {
        out.push((format!("{} {}", plural(words[0]), plural(words[1])), Form::Noun, acute));
    }
    out
}

/// The inflected first word, and the rest with its leading space.
fn split_head(entry: &str) -> (&str, &str) {
    let at = entry.find(' ').unwrap_or(entry.len());
    entry.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(forms: Vec<Inflected>) -> Vec<String> {
        forms.into_iter().map(|(w, _, _)| w).collect()
    }

    #[test]
    fn inflects_english_verbs() {
        for (entry, form) in [
            ("seize", "seizing"),
            ("seize", "seized"),
            ("capture", "captures"),
            ("occupy", "occupied"),
            ("take:took:taken control of", "took control of"),
            ("take:took:taken control of", "taking control of"),
            ("flee:fled:fled", "fleeing"),
            ("clash", "clashes"),
            ("rob:robbed:robbed", "robbing"),
            ("set:set:set:setting fire to", "setting fire to"),
            ("expel:expelled:expelled", "expelling"),
            ("die:died:died", "dying"),
        ] {
            assert!(words(english_verb(entry)).contains(&form.to_owned()), "{entry} → {form}");
        }
    }

    #[test]
    fn inflects_french_verbs() {
        for (entry, form) in [
            ("attaquer", "attaquerent"),
            ("attaquer", "attaquees"),
            ("s'emparer", "empare"),
            ("envahir", "envahissent"),
            ("prendre:prend,prit,pris+ le contrôle", "pris le contrôle"),
            ("menacer", "menacait"),
            ("bouger", "bougeant"),
            ("déployer", "déploient"),
            ("reprendre", "repris"),
            ("détruire", "détruites"),
            ("se rendre", "rendront"),
            ("tendre une embuscade", "tendu une embuscade"),
            ("accueillir", "accueille"),
            ("couvrir", "couvert"),
            ("perdre pied", "perdent pied"),
        ] {
            assert!(words(french_verb(entry)).contains(&form.to_owned()), "{entry} → {form}");
        }
    }

    #[test]
    fn inflects_nouns() {
        assert_eq!(words(english_noun("siege of")), ["siege of", "sieges of"]);
        assert_eq!(words(english_noun("fighting=")), ["fighting"]);
        assert_eq!(words(english_noun("robbery")), ["robbery", "robberies"]);
        assert!(words(french_noun("frappe aérienne")).contains(&"frappes aériennes".to_owned()));
        assert!(words(french_noun("tir d'obus")).contains(&"tirs d'obus".to_owned()));
    }
}
