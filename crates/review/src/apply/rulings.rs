//! What have people settled about each event, and what does the machine say beside them?

use super::Work;
use crate::value::{days, field_of_event, field_of_mention, ids};
use merge::Settled;
use schema::{Act, Decision, Event, EventMention, MentionId, Ruling};
use std::collections::BTreeMap;

type Rulings = BTreeMap<usize, Vec<Ruling>>;

/// Gives, for each group by its place, what was decided about it and what that settles.
pub(super) fn of(
    work: &mut Work<'_>,
    decisions: &[&Decision],
    groups: &[Vec<MentionId>],
) -> (Rulings, BTreeMap<usize, Settled>) {
    let homes: BTreeMap<&str, usize> =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |id| (id.as_str(), at))).collect();
    let machine = Machine::of(work);
    let (mut rulings, mut settled) = (Rulings::new(), BTreeMap::<usize, Settled>::new());
    for decision in decisions {
        let about = matches!(
            decision.act,
            Act::Settle | Act::Accept | Act::Correct | Act::AddEvent | Act::SameEvent | Act::DifferentEvents
        );
        if !about || decision.on.is_empty() || work.idle.iter().any(|idle| idle.decision == decision.id) {
            continue;
        }
        let home = work.telling(decision, 0).and_then(|id| {
            let at = homes.get(id.as_str()).copied().ok_or("its telling is of no event now")?;
            Ok((id, at))
        });
        let (mention, at) = match home {
            Ok(found) => found,
            Err(reason) => {
                // A corrected telling may be no event: that is what was decided.
                if matches!(decision.act, Act::Settle | Act::Accept) {
                    work.wait(decision, reason);
                }
                continue;
            }
        };
        if decision.act == Act::Settle
            && let Err(reason) = settle(work, decision, settled.entry(at).or_default())
        {
            work.wait(decision, reason);
            continue;
        }
        rulings.entry(at).or_default().push(ruling(decision, mention, &machine));
    }
    settled.retain(|_, settled| *settled != Settled::default());
    (rulings, settled)
}

/// Writes a person's value into what is settled; numbers stay claims, of which one is chosen.
fn settle(work: &Work<'_>, decision: &Decision, settled: &mut Settled) -> Result<(), String> {
    let value = decision.value.as_deref().ok_or("it gives no value")?;
    let actors = || {
        let ids = ids(value);
        match ids.iter().find(|id| !work.case.actors.iter().any(|actor| actor.id == **id)) {
            Some(id) => Err(format!("there is no actor {id} in this case now")),
            None => Ok(Some(ids)),
        }
    };
    match decision.field.as_deref().ok_or("it names no field")? {
        "kind" => settled.kind = Some(value.to_owned()),
        "agent" => settled.agents = actors()?,
        "target" => settled.targets = actors()?,
        "place" => {
            if !work.case.places.iter().any(|place| place.id == value) {
                return Err(format!("there is no place {value} in this case now"));
            }
            settled.place = Some(value.to_owned());
        }
        "time" => settled.when = Some(days(value).ok_or("its value is no day: write 2016-06-28")?),
        "happened" => {}
        _ => drop(schema::Bounds::parse(value).ok_or("its value is no number: write 16, 16.. or 3..5")?),
    }
    Ok(())
}

fn ruling(decision: &Decision, mention: MentionId, machine: &Machine<'_>) -> Ruling {
    let field = decision.field.clone();
    let of = decision.of.as_deref();
    let says = match (decision.act, field.as_deref()) {
        (Act::Settle | Act::Accept, Some(field)) => {
            machine.events.get(mention.as_str()).and_then(|event| field_of_event(event, field, of))
        }
        (Act::Correct, Some(field)) => {
            machine.tellings.get(mention.as_str()).and_then(|telling| field_of_mention(telling, field))
        }
        _ => None,
    };
    Ruling {
        decision: decision.id.clone(),
        by: decision.by.clone(),
        at: decision.at.clone(),
        act: decision.act,
        field,
        of: decision.of.clone(),
        value: decision.value.clone(),
        machine: says,
        why: decision.why.clone(),
        mention,
    }
}

/// What the machine said of each telling.
struct Machine<'m> {
    tellings: BTreeMap<&'m str, &'m EventMention>,
    events: BTreeMap<&'m str, &'m Event>,
}

impl<'m> Machine<'m> {
    fn of(work: &Work<'m>) -> Self {
        let case = work.machine;
        let told = |event: &'m Event| event.mentions.iter().map(move |id| (id.as_str(), event));
        Self {
            tellings: case.findings.iter().flat_map(|found| &found.events).map(|one| (one.id.as_str(), one)).collect(),
            events: case.events.iter().flat_map(told).collect(),
        }
    }
}
