//! Whole texts of our own against the committed gazetteer.

use super::{Gazetteer, find};
use language::{Analysis, Relation, Sentence, Tag, Token};
use schema::{DataFile, Document, Place, PlaceMention, Span, ToponymUse};
use std::path::Path;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = [
        ("data/places/countries.toml", "places/countries.toml"),
        ("data/places/areas.toml", "places/areas.toml"),
        ("data/places/extra.toml", "places/extra.toml"),
        ("data/en/places.toml", "en/places.toml"),
        ("models/gazetteer/places.bin.zst", "models/gazetteer/places.bin.zst"),
    ];
    let files = files.map(|(from, path)| DataFile {
        path: path.into(),
        bytes: std::fs::read(root.join(from)).expect("the data files are committed"),
    });
    Gazetteer::load(&files).expect("the data files are sound")
});

/// Parts a text at spaces and marks, and takes capitals for proper nouns: enough for names.
fn analyze(text: &str) -> Analysis<'_> {
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut first = 0;
    for (start, word) in text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)) {
        let bare = word.trim_end_matches(['.', ',', '"', ';', '?', '!']);
        let capital = bare.starts_with(char::is_uppercase);
        let tag = match bare.to_lowercase().as_str() {
            "in" | "of" | "near" | "at" | "from" | "by" => Tag::Adposition,
            "the" | "a" => Tag::Determiner,
            _ if capital => Tag::ProperNoun,
            _ => Tag::Noun,
        };
        let stopped = word.ends_with('.') && !bare.contains('.');
        let end = start + bare.len() + usize::from(bare.contains('.') && word[bare.len()..].starts_with('.'));
        for (span, tag) in [(Span::new(start, end), tag), (Span::new(end, start + word.len()), Tag::Punctuation)] {
            if span.start < span.end {
                let lemma = bare.into();
                tokens.push(Token { span, tag, fine: "NN", lemma, head: None, relation: Relation::Dep });
            }
        }
        if stopped {
            sentences.push(Sentence {
                span: Span::new(tokens[first].span.start, start + word.len()),
                tokens: first..tokens.len(),
            });
            first = tokens.len();
        }
    }
    if first < tokens.len() {
        sentences.push(Sentence { span: Span::new(tokens[first].span.start, text.len()), tokens: first..tokens.len() });
    }
    Analysis { text, sentences, tokens, names: Vec::new() }
}

fn read(text: &str) -> (Vec<PlaceMention>, Vec<Place>) {
    let document = Document::of_text("D-0", text);
    find(&document, &analyze(text), &GAZETTEER)
}

/// Shows mentions as "words > place name, country".
fn shown(text: &str) -> Vec<String> {
    let (mentions, places) = read(text);
    let place = |id: &str| places.iter().find(|place| place.id == id).expect("every mention has its place");
    let show = |mention: &PlaceMention| {
        let place = place(&mention.place);
        let usage = if mention.usage == ToponymUse::Metonym { "*" } else { "" };
        format!("{}{usage} > {}, {}", mention.span.of(text), place.name, place.country.as_deref().unwrap_or("?"))
    };
    mentions.iter().map(show).collect()
}

#[test]
fn spellings_meet_in_one_place() {
    for spelling in
        ["Al Bukamal", "al-Bu Kamal", "Boukamal", "AlbuKamal", "Albu Kamal", "Abu Kamal", "Al-Bukamal", "Bukamal"]
    {
        let text = format!("Rebels entered {spelling} in eastern Syria.");
        assert_eq!(read(&text).0[0].place, "geonames:174448", "{spelling}: {:?}", shown(&text));
    }
    for spelling in ["Deir Ezzor", "Deir ez-Zor", "Dayr az Zawr", "Deir-ez-Zor", "Dair Alzour"] {
        let text = format!("Syria: the army reached {spelling} on Monday.");
        assert_eq!(read(&text).0[1].place, "geonames:170794", "{spelling}: {:?}", shown(&text));
    }
}

#[test]
fn the_stated_country_decides() {
    assert_eq!(shown("He lives in Paris, Texas."), ["Paris > Paris, US", "Texas > Texas, US"]);
    assert_eq!(shown("They met in Paris."), ["Paris > Paris, FR"]);
    assert_eq!(shown("Shells fell on the Libyan city of Tripoli."), ["Libyan* > Libya, LY", "Tripoli > Tripoli, LY"]);
    assert_eq!(shown("Clashes hit Tripoli in northern Lebanon."), ["Tripoli > Tripoli, LB", "Lebanon > Lebanon, LB"]);
}

#[test]
fn persons_papers_and_words_are_no_places() {
    assert_eq!(shown("The striker Jordan Henderson scored twice."), Vec::<String>::new());
    assert_eq!(
        shown("The Washington Post asked Paris Hilton. Most people were Reading in March."),
        Vec::<String>::new()
    );
    assert_eq!(shown("The Damascus Road is closed."), Vec::<String>::new());
}

#[test]
fn governments_are_metonyms() {
    assert_eq!(shown("Ankara said it would answer."), ["Ankara* > Ankara, TR"]);
    assert_eq!(shown("A bomb went off in Ankara."), ["Ankara > Ankara, TR"]);
    assert_eq!(shown("Troops backed by the United States moved."), ["United States* > United States, US"]);
    assert_eq!(shown("US-backed forces left Syria."), ["US* > United States, US", "Syria > Syria, SY"]);
}

#[test]
fn areas_need_their_noun_where_a_town_bears_the_name() {
    assert_eq!(shown("Raids on Idlib province in Syria.")[0], "Idlib > Idlib Governorate, SY");
    assert_eq!(shown("Raids on Idlib in Syria.")[0], "Idlib > Idlib, SY");
    assert_eq!(shown("Fighters in Anbar, Iraq.")[0], "Anbar > Anbar, IQ");
}

#[test]
fn areas_of_all_countries_are_known() {
    assert_eq!(shown("Farmers in Thuringia, Germany.")[0], "Thuringia > Thuringia, DE");
    assert_eq!(shown("Kenya: raiders struck in Samburu district.")[0], "Kenya > Kenya, KE");
    assert_eq!(shown("The storm reached the coast of Mexico.")[0], "Mexico > Mexico, MX");
    assert_eq!(shown("Snow fell on Ohio, New York and Utah.")[1], "New York > New York State, US");
}

#[test]
fn only_what_encloses_a_place_states_where_it_lies() {
    assert_eq!(shown("The film shows Afghans in Calais.")[1], "Calais > Calais, FR");
    assert_eq!(shown("Jets hit Hit, a Syrian official said.").len(), 1);
    assert_eq!(shown("Aid of US$3m came."), Vec::<String>::new());
    assert_eq!(shown("As Zimbabwe votes, troops wait.")[0].split(' ').next(), Some("Zimbabwe*"));
}

#[test]
fn what_is_not_listed_lies_where_the_text_puts_it() {
    let near = |text: &str, name: &str| {
        let place = read(text).1.into_iter().find(|place| place.name == name).expect("is found");
        (place.lat.map(|lat| (lat * 10.0).round() / 10.0), place.precision)
    };
    let area = schema::Precision::Area;
    assert_eq!(
        near("Syria: jets hit the village of Umm Zarqoun in northern Aleppo province.", "Umm Zarqoun"),
        (Some(36.2), area)
    );
    assert_eq!(
        near("Syria: jets hit Umm Zarqoun village, 30km north of rebel-held Aleppo.", "Umm Zarqoun"),
        (Some(36.5), area)
    );
    assert_eq!(near("Jets hit the village of Umm Zarqoun. In Aleppo it was quiet.", "Umm Zarqoun").0, None);
}

#[test]
fn unknown_places_need_a_noun() {
    let (mentions, places) = read("Jets hit the village of Umm Zarqoun in Syria. Nothing moved on Qarquzan.");
    assert_eq!(mentions.len(), 2, "{places:?}");
    assert_eq!((places[0].id.as_str(), places[0].lat), ("name:umm zarqoun", None));
}

#[test]
fn hostile_text_is_read() {
    for text in ["", "—-'s'’’s .", "\u{301}\u{200f}Ａ’s", "AL-AL-AL-AL-AL- al- A", "İstanbul’s ﷺ الموصل 摩苏尔"]
    {
        let (mentions, _) = read(text);
        assert!(mentions.iter().all(|m| text.get(m.span.start..m.span.end).is_some()));
    }
}
