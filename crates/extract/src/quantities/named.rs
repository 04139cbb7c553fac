//! Who is killed, wounded or taken by name: "killed Omar Hadi and his brother"?
//!
//! Each of them is a number too: one.

use super::grammar::{Form, Language};
use super::{Who, cue::INCLUDED};
use crate::actors::kind::PERSON;
use language::{Analysis, NameKind, Relation};
use schema::{Actor, Bounds, Quantity, Span};

/// Finds the persons whom a verb of the attributes strikes.
pub(super) fn find(analysis: &Analysis<'_>, who: Who<'_>, language: &Language) -> Vec<Quantity> {
    let is_person = |actor: &Actor| actor.kind == PERSON;
    let persons: Vec<&str> = who.actors.iter().filter(|actor| is_person(actor)).map(|actor| &*actor.id).collect();
    let mut found = Vec::new();
    for mention in who.mentions.iter().filter(|mention| persons.binary_search(&&*mention.actor).is_ok()) {
        let tokens = analysis.tokens_in(mention.span);
        let outside = |token: &usize| analysis.tokens[*token].head.is_none_or(|head| !tokens.contains(&head));
        let Some((attribute, rule)) = tokens.clone().find(outside).and_then(|head| struck(analysis, head, language))
        else {
            continue;
        };
        found.push(Quantity {
            attribute: language.attributes[attribute].name.clone(),
            bounds: Bounds::exactly(1),
            of: Some(mention.actor.clone()),
            span: mention.span,
            rule: format!("{}/quantities/{rule}", language.code),
        });
    }
    found
}

/// Finds how many a verb strikes by names that nobody else knows: "killed Anna Orlov, 41, and Petro Hai". They are counted, and
/// stay private.
pub(super) fn private(analysis: &Analysis<'_>, who: Who<'_>, language: &Language) -> Vec<Quantity> {
    let known = |span: Span| {
        let at = who.mentions.partition_point(|mention| mention.span.end <= span.start);
        who.mentions.get(at).is_some_and(|mention| mention.span.overlaps(span))
    };
    let mut found: Vec<(usize, Quantity)> = Vec::new();
    for name in analysis.names.iter().filter(|name| name.kind == NameKind::Person && !known(name.span)) {
        let outside = |token: &usize| analysis.tokens[*token].head.is_none_or(|head| !name.tokens.contains(&head));
        let struck = name.tokens.clone().find(outside).and_then(|head| struck(analysis, head, language));
        let Some((attribute, rule)) = struck.filter(|(_, rule)| *rule != INCLUDED) else { continue };
        let sentence = analysis.sentence_of(name.tokens.start);
        let attribute = &language.attributes[attribute].name;
        match found.last_mut().filter(|(at, quantity)| *at == sentence && quantity.attribute == *attribute) {
            Some((_, quantity)) => {
                quantity.bounds = Bounds::exactly(quantity.bounds.min.unwrap_or_default() + 1);
                quantity.span = quantity.span.join(name.span);
            }
            None => found.push((
                sentence,
                Quantity {
                    attribute: attribute.clone(),
                    bounds: Bounds::exactly(1),
                    of: None,
                    span: name.span,
                    rule: format!("{}/quantities/{rule}", language.code),
                },
            )),
        }
    }
    found.into_iter().map(|(_, quantity)| quantity).collect()
}

/// Climbs from a name over lists and appositions to the verb.
fn struck(analysis: &Analysis<'_>, head: usize, language: &Language) -> Option<(usize, &'static str)> {
    let mut token = head;
    let mut counted = false;
    for _ in 0..8 {
        let governor = analysis.tokens[token].head?;
        counted |= analysis.child(token, Relation::Nummod).is_some();
        let (attribute, form) = match analysis.tokens[token].relation {
            Relation::Conj | Relation::Appos => {
                token = governor;
                continue;
            }
            Relation::NsubjPass | Relation::Obj => language.verb(&analysis.word(governor).to_lowercase())?,
            _ => return None,
        };
        let is_passive = analysis.tokens[token].relation == Relation::NsubjPass;
        let fits = if is_passive { form != Form::Active } else { form != Form::Participle };
        // "Two commanders, Omar and Hadi, were killed": the two are counted already.
        return fits.then_some((attribute, if counted { INCLUDED } else { "named" }));
    }
    None
}
