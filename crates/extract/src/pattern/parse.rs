//! How is a pattern written?

use super::{Condition, Need, Part, Pattern, Role, Slot, Test, Trigger};

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// What is wrong, and what to try.
    pub fn parse(line: &str) -> Result<Self, (String, String)> {
        let mut parts = line.split(';').map(str::trim);
        let first = parts.next().unwrap_or_default();
        let (part, triggers) = trigger(first)?;
        let mut pattern = Self { part, triggers, conditions: Vec::new(), roles: Vec::new() };
        for text in parts.filter(|text| !text.is_empty()) {
            match (text.find('='), text.find(':')) {
                (Some(at), None) => pattern.roles.push(role(text, at)?),
                (None, Some(at)) => pattern.conditions.push(condition(text, at)?),
                _ => {
                    return Err((
                        format!("cannot read {text:?}"),
                        "write `slot: test | test` or `role=slot|slot`".into(),
                    ));
                }
            }
        }
        pattern.add_usual_roles();
        pattern.roles.retain(|role| !role.slots.is_empty());
        Ok(pattern)
    }

    fn add_usual_roles(&mut self) {
        let usual: &[(&str, &[&str])] = match self.part {
            Part::Verb => &[("agent", &["subject"]), ("target", &["object"])],
            Part::Adjective => &[("target", &["subject"])],
            Part::Noun => &[
                ("agent", &["by", "subject", "possessor", "modifier(@actor)"]),
                ("target", &["on", "upon", "against", "object"]),
            ],
        };
        for (name, slots) in usual {
            if self.roles.iter().all(|role| role.name != *name) {
                let slots = slots.iter().filter_map(|slot| slot_with_tests(slot).ok()).collect();
                self.roles.push(Role { name: (*name).into(), slots });
            }
        }
    }
}

fn trigger(text: &str) -> Result<(Part, Vec<Trigger>), (String, String)> {
    let hint = || "begin with `verb: base form | base form`, `noun: …` or `adjective: …`".to_owned();
    let (tag, words) = text.split_once(':').ok_or_else(|| ("the pattern names no trigger".to_owned(), hint()))?;
    let part = match tag.trim() {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adjective" => Part::Adjective,
        other => return Err((format!("{other:?} is no part of speech of a trigger"), hint())),
    };
    let mut triggers = Vec::new();
    for phrase in words.split('|').map(str::trim) {
        let mut words: Vec<String> = phrase.split_whitespace().map(str::to_lowercase).collect();
        let at = if part == Part::Verb { 0 } else { words.len().saturating_sub(1) };
        if words.is_empty() {
            return Err(("a trigger is empty".into(), hint()));
        }
        let lemma = words.remove(at);
        triggers.push(Trigger { lemma, others: words });
    }
    Ok((part, triggers))
}

fn condition(text: &str, at: usize) -> Result<Condition, (String, String)> {
    let (left, right) = (text[..at].trim(), text[at + 1..].trim());
    let (name, need) = match left.chars().next_back() {
        Some('!') => (&left[..left.len() - 1], Need::MustNot),
        Some('?') => (&left[..left.len() - 1], Need::IfFilled),
        _ => (left, Need::Must),
    };
    let tests = right.split('|').map(|text| test(text.trim())).collect::<Result<_, _>>()?;
    Ok(Condition { slot: slot(name.trim())?, need, tests })
}

fn role(text: &str, at: usize) -> Result<Role, (String, String)> {
    let (name, right) = (text[..at].trim(), text[at + 1..].trim());
    let known = ["agent", "target", "victim", "instrument", "beneficiary", "origin", "destination"];
    if !known.contains(&name) {
        return Err((format!("{name:?} is no role"), format!("the roles are {}", known.join(", "))));
    }
    if right == "none" {
        return Ok(Role { name: name.into(), slots: Vec::new() });
    }
    let slots = right.split('|').map(|text| slot_with_tests(text.trim())).collect::<Result<_, _>>()?;
    Ok(Role { name: name.into(), slots })
}

fn slot_with_tests(text: &str) -> Result<(Slot, Vec<Test>), (String, String)> {
    let Some((name, tests)) = text.split_once('(') else { return Ok((slot(text)?, Vec::new())) };
    let tests = tests.strip_suffix(')').ok_or_else(|| {
        (format!("{text:?} opens a bracket and does not close it"), "write `slot(test, test)`".to_owned())
    })?;
    let tests = tests.split(',').map(|text| test(text.trim())).collect::<Result<_, _>>()?;
    Ok((slot(name.trim())?, tests))
}

fn slot(name: &str) -> Result<Slot, (String, String)> {
    Ok(match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "indirect" => Slot::Indirect,
        "maker" => Slot::Maker,
        "possessor" => Slot::Possessor,
        "modifier" => Slot::Modifier,
        "adverb" => Slot::Adverb,
        "complement" => Slot::Complement,
        "doer" => Slot::Doer,
        "patient" => Slot::Patient,
        "purpose" => Slot::Purpose,
        "owner" => Slot::Owner,
        _ if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()) => Slot::Preposition(name.into()),
        _ => {
            return Err((
                format!("{name:?} is no slot"),
                "slots are subject, object, indirect, maker, possessor, modifier, adverb, complement, doer, patient, purpose, owner and prepositions".into(),
            ));
        }
    })
}

fn test(text: &str) -> Result<Test, (String, String)> {
    Ok(match text {
        "*" => Test::Any,
        "@actor" => Test::Actor,
        "@state" => Test::State,
        "@place" => Test::Place,
        "@held" => Test::Held,
        "@number" => Test::Number,
        "@toxic" => Test::Toxic,
        "@must" => Test::Must,
        _ if text.starts_with('@') || text.is_empty() => {
            return Err((
                format!("{text:?} is no test"),
                "tests are a base form, {class}, @actor, @state, @place, @held, @number, @toxic, @must, *".into(),
            ));
        }
        _ => match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
            Some(class) => Test::Class(class.into()),
            None => Test::Lemma(text.to_lowercase()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_a_pattern_with_the_usual_roles() {
        let pattern = Pattern::parse("verb: take | drive out; object: control | {people}; target=of(@place)").unwrap();
        assert_eq!(pattern.triggers[1], Trigger { lemma: "drive".into(), others: vec!["out".into()] });
        assert_eq!(pattern.conditions[0].tests[1], Test::Class("people".into()));
        let names: Vec<_> = pattern.roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["target", "agent"]);
        assert_eq!(pattern.roles[0].slots[0].1, [Test::Place]);
    }

    #[test]
    fn mistakes_are_named() {
        assert!(Pattern::parse("adverb: x").unwrap_err().0.contains("part of speech"));
        assert!(Pattern::parse("verb: x; boss=subject").unwrap_err().0.contains("no role"));
        assert!(Pattern::parse("verb: x; object: @thing").unwrap_err().0.contains("no test"));
    }
}
