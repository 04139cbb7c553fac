//! Which Penn Treebank tags are there, and which of them does a word of another tag set have?
//!
//! What later stages ask of tense, voice and number they ask of these tags, in every language.

use crate::Tag;

/// Every tag, in the order of its number in the models.
pub const FINE: [&str; 51] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``", "XX", "NIL",
];

/// Finds the number of a tag; none where the treebanks have no such tag.
pub fn number(label: &str) -> Option<u8> {
    FINE.iter().position(|known| *known == label).and_then(|index| u8::try_from(index).ok())
}

/// Gives the tag of a number; `XX`, the unknown tag, where there is none.
pub fn label(number: u8) -> &'static str {
    FINE.get(usize::from(number)).copied().unwrap_or("XX")
}

/// Gives the tag of a word whose treebank has a tag set of its own, from its features (`Number=Plur|Tense=Past`; Universal
/// Dependencies 2). Whatever is passive is a past participle, as it is in English.
pub fn of_features(form: &str, tag: Tag, features: &str) -> &'static str {
    let has = |feature: &str, values: &[&str]| {
        let own = features.split('|').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == feature);
        own.is_some_and(|(_, value)| value.split(',').any(|value| values.contains(&value)))
    };
    let several = has("Number", &["Plur", "Dual"]);
    let asks = has("PronType", &["Int", "Rel"]);
    let degree = |plain, more, most| match () {
        () if has("Degree", &["Cmp"]) => more,
        () if has("Degree", &["Sup"]) => most,
        () => plain,
    };
    match tag {
        Tag::Noun if several => "NNS",
        Tag::Noun => "NN",
        Tag::ProperNoun if several => "NNPS",
        Tag::ProperNoun => "NNP",
        Tag::Auxiliary if has("VerbType", &["Mod"]) => "MD",
        Tag::Verb | Tag::Auxiliary => match () {
            () if has("Voice", &["Pass"]) => "VBN",
            () if has("VerbForm", &["Ger"]) || has("VerbForm", &["Part"]) && has("Tense", &["Pres"]) => "VBG",
            () if has("VerbForm", &["Part"]) => "VBN",
            () if has("VerbForm", &["Inf"]) || has("Mood", &["Imp"]) => "VB",
            () if has("Tense", &["Past", "Imp"]) || has("Aspect", &["Perf"]) => "VBD",
            () if has("Person", &["3"]) && !several => "VBZ",
            () => "VBP",
        },
        Tag::Adjective => degree("JJ", "JJR", "JJS"),
        Tag::Adverb if asks => "WRB",
        Tag::Adverb => degree("RB", "RBR", "RBS"),
        Tag::Pronoun if asks => "WP",
        Tag::Pronoun if has("Poss", &["Yes"]) => "PRP$",
        Tag::Pronoun => "PRP",
        Tag::Determiner if asks => "WDT",
        Tag::Determiner => "DT",
        Tag::Numeral => "CD",
        Tag::Adposition | Tag::SubordinatingConjunction => "IN",
        Tag::CoordinatingConjunction => "CC",
        Tag::Particle if has("Polarity", &["Neg"]) => "RB",
        Tag::Particle => "RP",
        Tag::Punctuation if form.ends_with(['.', '!', '?', '؟', '。']) => ".",
        Tag::Punctuation if form == "," || form == "،" => ",",
        Tag::Punctuation => ":",
        Tag::Symbol => "SYM",
        Tag::Interjection => "UH",
        Tag::Other => "FW",
    }
}
