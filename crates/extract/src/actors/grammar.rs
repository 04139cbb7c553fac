//! Which words of a language stand beside, in place of or inside the name of an actor?

use super::{entry, words::fold};
use crate::words::{WordMap, WordSet};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// The word lists of `data/<language>/actors.toml`, folded.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Grammar {
    /// Articles that no mention includes.
    pub(super) articles: WordSet,
    /// Words that make a noun phrase point back: "the", "these", "its".
    pub(super) definite: WordSet,
    /// Nouns that mean the people of the name before them: "NSA fighters".
    pub(super) members: WordSet,
    /// Words that may stand between the name and such a noun: "Daesh terrorist group".
    pub(super) qualifiers: WordSet,
    /// Nouns of one body: "group".
    pub(super) collective: WordSet,
    /// Nouns of deeds: "Russian air strikes".
    pub(super) deeds: WordSet,
    /// Nouns of what an actor has: "rebel positions".
    pub(super) assets: WordSet,
    /// Words that make armed forces of a country's name, for `{force}`.
    pub(super) forces: WordSet,
    /// Words that make police of a country's name, for `{police}`.
    pub(super) police: WordSet,
    /// Words for whoever fights for a government, for `{loyal}`.
    pub(super) loyal: WordSet,
    /// Phrases between such words and whom they follow: "loyal to".
    pub(super) following: BTreeSet<String>,
    /// Prefixes after which a name is no actor: "anti-IS".
    pub(super) not_after: WordSet,
    /// Words before which a name is no actor: "IS-held".
    pub(super) not_before: WordSet,
    /// Prepositions before an actor: "by Turkey".
    pub(super) actor_prepositions: WordSet,
    /// Nouns between or with which places lie: "the border with Iraq".
    pub(super) place_nouns: WordSet,
    /// Verbs of which "it" is no actor: "it emerged".
    pub(super) empty_verbs: WordSet,
    /// Verbs whose object is a place: "enter Syria".
    pub(super) place_verbs: WordSet,
    /// Last words of the names of groups: "Brigade".
    pub(super) group_ends: WordSet,
    /// First words of the names of groups: "Liwa".
    pub(super) group_starts: WordSet,
    /// Last words of the names of bodies that are no armed groups: "Ministry".
    pub(super) body_ends: WordSet,
    /// Words for whoever is fought, who is nobody in particular: "enemy".
    pub(super) opponents: WordSet,
    /// Small words inside such names: "of".
    pub(super) inside: WordSet,
    /// Words before or after a person's name: "spokesman".
    pub(super) titles: WordSet,
    /// Verbs of speech, in their base form.
    pub(super) speech: WordSet,
    /// Ranks, which are part of how somebody is called: "Lt.", "Col.".
    pub(super) ranks: WordSet,
    /// Words between a post and what it is the post of: "minister *of* defense".
    pub(super) post_links: WordSet,
    /// Phrases that give a second name: "also known as".
    pub(super) also_known: WordSet,
    /// Nouns of places that are called after persons: "Hadi Suburb".
    pub(super) namesakes: WordSet,
    /// Words with which a body speaks of itself: "we", "our".
    pub(super) own: WordSet,
    /// Words before the name of the body that speaks: "we in".
    pub(super) speaking_as: BTreeSet<String>,
    /// Verbs with which a body begins what it makes known: "the Front *informs* the public".
    pub(super) announcing: WordSet,
    /// Words with which the title of a body's own text begins: "communiqué".
    pub(super) signed_texts: WordSet,
    /// Acronyms that are words when a sentence is all capitals: "US".
    pub(super) ambiguous: WordSet,
    /// Names of the parties of a country.
    pub(super) template: Vec<Spanned<Template>>,
    /// Common nouns that mean actors.
    pub(super) description: Vec<Spanned<Description>>,
    /// Words of a noun phrase that tell what sets its actor apart.
    pub(super) modifier: Vec<Modifier>,
    /// Words that tell how two actors stand to one another.
    pub(super) relation: Vec<RelationWords>,
    /// Pronouns.
    pub(super) pronoun: Vec<Pronoun>,
    /// Every noun of `description`, by its last word: its words and the number of its description.
    #[serde(skip)]
    pub(super) nouns: WordMap<Vec<(Vec<String>, usize)>>,
}

/// A pattern that names a party of a country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    /// The words, with `{name}`, `{demonym}`, `{seat}`, `{force}`, `{police}`, `{loyal}` and `{asset}`; without the first three it means the country in focus.
    pub(super) pattern: String,
    /// `state`, `government`, `forces` or `police`.
    pub(super) means: String,
}

/// A common noun that means an actor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Description {
    /// The nouns in all their forms.
    pub(super) nouns: Vec<String>,
    /// Kinds of the named actors that the noun can point back to.
    #[serde(default)]
    pub(super) fits: Vec<String>,
    /// Of these, those that it rather means where it speaks: "the group said".
    #[serde(default)]
    pub(super) speaks: Vec<String>,
    /// Words before which the noun means nobody: "opposition to".
    #[serde(default)]
    pub(super) unless_before: Vec<String>,
    /// What such an actor must have, where the noun says it.
    #[serde(default)]
    pub(super) traits: Vec<String>,
    /// What such an actor must not have: nobody calls Kurdish forces just "rebels".
    #[serde(default)]
    pub(super) unlike: Vec<String>,
    /// The party of the country in focus that it means: `government`, `forces` or `police`.
    pub(super) means: Option<String>,
    /// The entry of `data/actors` that it means where it points back to nobody.
    pub(super) actor: Option<String>,
    /// Otherwise the last part of the id of an actor without a name.
    pub(super) generic: Option<String>,
    /// The kind of that actor.
    pub(super) kind: Option<String>,
    /// True where that actor belongs to the country in focus: "Syrian rebels".
    #[serde(default)]
    pub(super) national: bool,
}

/// Words that tell what sets an actor apart.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Modifier {
    /// The words.
    pub(super) words: WordSet,
    /// What the actor must have.
    #[serde(rename = "trait")]
    pub(super) mark: String,
}

/// Words that tell how two actors stand to one another.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RelationWords {
    /// The relation: `part_of`.
    pub(super) kind: String,
    /// Words between the one and the other: "an offshoot of".
    pub(super) between: Vec<String>,
    /// Words between the other and the one: "leader".
    pub(super) turned: Vec<String>,
    /// Participles behind the other's name, joined to what the one is called: "-backed".
    pub(super) adjectives: Vec<String>,
    /// Which of the two is a person: `one`, `other`; neither where it is left out.
    pub(super) person: String,
}

impl RelationWords {
    /// Tells of the one and the other whether they are persons.
    pub(super) fn persons(&self) -> (bool, bool) {
        (self.person == "one", self.person == "other")
    }
}

/// Pronouns and the kinds of actors they can mean.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pronoun {
    /// The words.
    pub(super) words: WordSet,
    /// Kinds of actors.
    pub(super) fits: Vec<String>,
}

impl Grammar {
    /// Loads `data/en/actors.toml`.
    pub(super) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Self {
        let Some(file) = files.iter().find(|file| file.path == "en/actors.toml") else { return Self::default() };
        let Some(mut grammar) = entry::parse::<Self>(file, problems) else { return Self::default() };
        grammar.fold();
        for (number, description) in grammar.description.iter().enumerate() {
            for noun in &description.as_ref().nouns {
                let words: Vec<String> = fold(noun).split(' ').map(str::to_owned).collect();
                let Some(last) = words.last().cloned() else { continue };
                grammar.nouns.entry(last.into()).or_default().push((words, number));
            }
        }
        let longest_first = |nouns: &mut Vec<(Vec<String>, usize)>| {
            nouns.sort_by_key(|(words, number)| (std::cmp::Reverse(words.len()), *number));
        };
        grammar.nouns.values_mut().for_each(longest_first);
        grammar.check(file, problems);
        grammar
    }

    /// Gives a description by its number.
    pub(super) fn description(&self, number: usize) -> &Description {
        self.description[number].as_ref()
    }

    fn fold(&mut self) {
        let lists = [
            &mut self.articles,
            &mut self.definite,
            &mut self.members,
            &mut self.qualifiers,
            &mut self.collective,
            &mut self.deeds,
            &mut self.assets,
            &mut self.forces,
            &mut self.loyal,
            &mut self.police,
            &mut self.not_after,
            &mut self.not_before,
            &mut self.group_ends,
            &mut self.group_starts,
            &mut self.body_ends,
            &mut self.opponents,
            &mut self.titles,
            &mut self.ranks,
            &mut self.also_known,
            &mut self.ambiguous,
        ];
        for relation in &mut self.relation {
            for phrase in relation.between.iter_mut().chain(&mut relation.turned).chain(&mut relation.adjectives) {
                *phrase = fold(phrase);
            }
        }
        for list in lists {
            *list = list.iter().map(|word| fold(word).into()).collect();
        }
        self.following = self.following.iter().map(|phrase| fold(phrase)).collect();
    }

    fn check(&self, file: &DataFile, problems: &mut Vec<Problem>) {
        let text = file.text().unwrap_or_default();
        let mut wrong = |at: usize, message: String, hint: &str| {
            let line = 1 + text.bytes().take(at).filter(|b| *b == b'\n').count();
            problems.push(Problem { file: file.path.clone(), line, message, hint: hint.into() });
        };
        for template in &self.template {
            let Template { pattern, means } = template.as_ref();
            if super::lexicon::party(means).is_none() {
                wrong(
                    template.span().start,
                    format!("`{pattern}` means `{means}`"),
                    "use state, government, forces or police",
                );
            }
        }
        for description in &self.description {
            let Description { nouns, means, actor, generic, kind, .. } = description.as_ref();
            let at = description.span().start;
            if nouns.is_empty() {
                wrong(at, "a description without nouns".into(), "give `nouns`");
            }
            if means.as_deref().is_some_and(|means| super::lexicon::party(means).is_none()) {
                wrong(at, format!("{nouns:?} means {means:?}"), "use state, government, forces or police");
            }
            if actor.is_none() && (generic.is_none() || kind.is_none()) {
                wrong(
                    at,
                    format!("{nouns:?} says nothing of whom it means alone"),
                    "give `actor`, or `generic` and `kind`",
                );
            }
        }
    }
}
