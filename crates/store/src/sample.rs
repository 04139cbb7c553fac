//! A small made-up case that fills every table, for the tests of this crate.

use schema::{
    Act, Actor, ActorMention, ActorRelation, Agreement, Argument, Attribution, Basis, Bounds, Case, Claim, ClaimValue,
    Dated, Document, Event, EventMention, EventPlace, EventTime, Findings, Grain, Interval, Link, Place, PlaceMention,
    Precision, Published, Quantity, Realis, Relative, Ruling, Section, SectionKind, Source, Span, Speech,
    TimeExpression, TimeValue, ToponymUse,
};

/// Two accounts of one shelling, one of them with Arabic letters and ships before the words that count.
pub(crate) fn case() -> Case {
    let wire = "Port shelled\n\nمرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, \
        killing at least 16, a hospital said.\n";
    let post =
        "Harbor Post\n\nمدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.\n";
    let mut documents = [document("wire.txt", "1", wire), document("post.html", "2", post)];
    documents[0].published.when = Some(Interval::day("2031-03-05".parse().unwrap()));
    documents[0].published.basis = Basis::Stated;
    documents[0].source = Some(source("Wire Nine"));
    documents[0].title = Some("Port shelled".into());
    documents[1].source = Some(source("Harbor Post"));
    documents[1].copy_of = Some(documents[0].id.clone());
    let findings: Vec<_> = documents.iter().map(findings).collect();
    let event = event(&documents, &findings);
    let link = Link {
        one: event.mentions[0].clone(),
        other: event.mentions[1].clone(),
        joined: true,
        score: 0.875,
        reasons: ["same place", "same day"].into_iter().collect(),
    };
    Case {
        documents: documents.to_vec(),
        findings,
        actors: actors(),
        places: vec![mirna()],
        events: vec![event],
        links: vec![link],
    }
}

/// Gives the place of some words in a text.
pub(crate) fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    Span::new(start, start + words.len())
}

fn document(path: &str, digit: &str, text: &str) -> Document {
    let hash = digit.repeat(64);
    let second = text.find("\n\n").unwrap() + 2;
    let day = |day: &str| Interval::day(day.parse().unwrap());
    Document {
        id: format!("D-{}", &hash[..12]),
        path: path.into(),
        hash,
        title: None,
        source: None,
        author: Some("J. Doe".into()),
        published: Published {
            when: Some(Interval { from: day("2031-03-05").from, to: day("2031-03-06").to }),
            basis: Basis::Inferred,
            evidence: "the date line".into(),
            span: Some(Span::new(0, 4)),
            rejected: vec![Dated { text: "1 May".into(), day: day("2031-05-01"), reason: "another story".into() }],
        },
        language: Some("en".into()),
        agencies: vec!["Agency A".into()],
        text: text.into(),
        verbatim: path == "wire.txt",
        sections: vec![
            Section::new(SectionKind::Title, Span::new(0, second - 2)),
            Section {
                author: Some("someone".into()),
                at: Some("2031-03-05T10:00".into()),
                number: Some(7),
                reply_to: Some(0),
                ..Section::new(SectionKind::Comment, Span::new(second, text.trim_end().len()))
            },
        ],
        copy_of: None,
    }
}

fn source(name: &str) -> Source {
    Source { name: name.into(), domain: Some("example.org".into()), speaks_for: None, rule: "masthead".into() }
}

fn actors() -> Vec<Actor> {
    let actor = |id: &str, name: &str| Actor {
        id: id.into(),
        name: name.into(),
        kind: "armed_group".into(),
        country: None,
        aliases: vec![name.into(), format!("{name} men")],
    };
    vec![actor("hill-front", "Hill Front"), actor("river-guard", "River Guard")]
}

fn mirna() -> Place {
    Place {
        id: "mirna".into(),
        name: "Port Mirna".into(),
        lat: Some(12.5),
        lon: Some(-3.25),
        precision: Precision::Point,
        country: None,
        aliases: vec!["Port Mirna".into()],
    }
}

fn findings(document: &Document) -> Findings {
    let text = &document.text;
    let body = text.as_str();
    let rule = || String::from("en/test");
    let (guard, front, place) = (at(body, "River Guard"), at(body, "Hill Front"), at(body, "Port Mirna"));
    let wire = document.path == "wire.txt";
    let said = if wire { "yesterday" } else { "a day earlier" };
    let when = TimeValue::Relative(Relative::Units(-1, Grain::Day));
    let trigger = if wire { at(body, "shelled Hill") } else { at(body, "shelled") };
    let trigger = Span::new(trigger.start, trigger.start + "shelled".len());
    let argument =
        |role: &str, actor: Option<&str>, span| Argument { role: role.into(), actor: actor.map(Into::into), span };
    let mut arguments =
        vec![argument("agent", Some("river-guard"), guard), argument("target", Some("hill-front"), front)];
    let speech = wire.then(|| Speech {
        speaker: "a hospital".into(),
        actor: None,
        cue: "said".into(),
        span: at(body, "a hospital"),
    });
    if wire {
        arguments.push(argument("instrument", None, at(body, "mortars")));
    }
    let quantity = Quantity {
        attribute: "killed".into(),
        bounds: if wire { Bounds { min: Some(16), max: None } } else { Bounds::exactly(3) },
        of: Some("hill-front".into()),
        span: at(body, if wire { "at least 16" } else { "three" }),
        rule: rule(),
    };
    let mention = EventMention {
        id: format!("{}#{}", document.id, trigger.start),
        clause: Span::new(guard.start, text.trim_end().len()),
        trigger,
        kind: "shelling".into(),
        realis: Realis::Actual,
        attribution: speech.iter().cloned().collect(),
        arguments,
        place: Some(EventPlace { place: "mirna".into(), span: place, basis: Basis::Stated, rule: rule() }),
        time: Some(EventTime { value: when, span: Some(at(body, said)), basis: Basis::Stated, rule: rule() }),
        quantities: vec![quantity.clone()],
        rule: rule(),
    };
    Findings {
        document: document.id.clone(),
        actors: actors(),
        places: vec![mirna()],
        relations: vec![ActorRelation {
            kind: "fights".into(),
            one: "river-guard".into(),
            other: "hill-front".into(),
            span: guard,
            rule: rule(),
        }],
        actor_mentions: vec![ActorMention { span: guard, actor: "river-guard".into(), rule: rule() }],
        place_mentions: vec![PlaceMention {
            span: place,
            place: "mirna".into(),
            usage: ToponymUse::Location,
            candidates: vec!["mirna-2".into()],
            rule: rule(),
        }],
        times: vec![TimeExpression { span: at(body, said), value: when, rule: rule() }],
        quantities: vec![quantity],
        totals: Vec::new(),
        attributions: speech
            .map(|speech| {
                let words = speech.span;
                Attribution { speech, words, cue: words, content: vec![Span::new(0, 4)], rule: rule() }
            })
            .into_iter()
            .collect(),
        events: vec![mention],
    }
}

fn event(documents: &[Document; 2], findings: &[Findings]) -> Event {
    let mentions: Vec<_> = findings.iter().map(|findings| findings.events[0].id.clone()).collect();
    let told = |n: usize, by: &[&str]| ClaimValue {
        bounds: Some(findings[n].quantities[0].bounds),
        value: None,
        by: by.iter().map(|&name| name.into()).collect(),
        documents: vec![documents[n].id.clone()],
        mentions: vec![mentions[n].clone()],
        words: vec![(documents[n].id.clone(), findings[n].quantities[0].span)],
        party: false,
    };
    let place = ClaimValue {
        bounds: None,
        value: Some("mirna".into()),
        by: vec!["Harbor Post".into(), "Wire Nine".into()],
        documents: documents.iter().map(|document| document.id.clone()).collect(),
        mentions: mentions.clone(),
        words: findings.iter().map(|findings| (findings.document.clone(), findings.place_mentions[0].span)).collect(),
        party: true,
    };
    Event {
        id: "E-7QK4-M2XD".into(),
        kind: "shelling".into(),
        summary: "River Guard shelled Hill Front in Port Mirna.".into(),
        when: Some(Interval::day("2031-03-04".parse().unwrap())),
        place: Some("mirna".into()),
        part_of: None,
        agents: vec!["river-guard".into()],
        targets: vec!["hill-front".into()],
        mentions: mentions.clone(),
        claims: vec![
            Claim {
                attribute: "killed".into(),
                of: Some("hill-front".into()),
                values: vec![told(0, &["a hospital", "Wire Nine"]), told(1, &["Harbor Post"])],
                agreement: Agreement::Disputed,
            },
            Claim { attribute: "place".into(), of: None, values: vec![place], agreement: Agreement::Corroborated },
        ],
        decided: vec![Ruling {
            decision: "R-0123456789abcdef".into(),
            by: "ana".into(),
            at: "2031-03-07T10:00:00.000Z".into(),
            act: Act::Settle,
            field: Some("killed".into()),
            of: Some("hill-front".into()),
            value: Some("16..".into()),
            machine: Some("16.. / 3".into()),
            why: Some("the hospital counted".into()),
            mention: mentions[0].clone(),
        }],
    }
}
