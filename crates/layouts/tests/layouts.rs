//! Does every layout hold what its readers expect, and does nothing get lost on the way?

use layouts::{Codebook, Layout, Written, about, export, import, write_all};
use schema::DataFile;
use std::{fs, path::Path};
use store::{CaseFile, Walk, query::Filter};
use tempfile::TempDir;

/// Two accounts of one shelling, one of them with Arabic letters, formulas and markup where a page might have them.
const CASE: &str = include_str!("case.jsonl");

fn case() -> (TempDir, CaseFile) {
    changed(|_| {})
}

/// Gives the case as it is when its event was changed.
fn changed(change: impl FnOnce(&mut schema::Event)) -> (TempDir, CaseFile) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.db");
    let mut file = CaseFile::create_or_resume(&path).expect("a case");
    let mut case = import(&mut CASE.as_bytes(), &mut file, "f").expect("the case is whole");
    change(&mut case.events[0]);
    file.put_case(&case).expect("a case");
    drop(file);
    let file = CaseFile::open(path).expect("a case");
    (folder, file)
}

fn codebook() -> Codebook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let paths = [
        "ontology/event_kinds.toml",
        "ontology/sides.toml",
        "ontology/actor_kinds.toml",
        "ontology/regions.toml",
        "ontology/schemes.toml",
        "places/countries.toml",
    ];
    let file = |path: &str| DataFile { path: path.into(), bytes: fs::read(root.join(path)).expect("a data file") };
    Codebook::load(&paths.map(file)).expect("the project's own data")
}

fn written(layout: Layout) -> (String, String, Written) {
    written_of(&case().1, layout)
}

fn written_of(file: &CaseFile, layout: Layout) -> (String, String, Written) {
    let (mut out, mut claims) = (Vec::new(), Vec::new());
    let written = export(file, &Filter::default(), (layout, &codebook()), &mut out, &mut claims).expect("an export");
    (String::from_utf8(out).expect("UTF-8"), String::from_utf8(claims).expect("UTF-8"), written)
}

/// Reads a CSV as spreadsheets do.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    rows
}

fn cell<'a>(rows: &'a [Vec<String>], column: &str, row: usize) -> &'a str {
    let at = rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
    &rows[row][at]
}

#[test]
fn a_case_that_travels_comes_back_as_it_was() {
    let (_folder, file) = case();
    let lines = |case: &schema::Case| {
        let mut out = Vec::new();
        write_all(&Walk::Whole(case), &mut out).expect("an export");
        out
    };
    let case = file.case().expect("a case");
    let folder = tempfile::tempdir().expect("a folder");
    let mut copy = CaseFile::create_or_resume(folder.path().join("copy.db")).expect("a case");
    import(&mut lines(&case).as_slice(), &mut copy, "f").expect("it comes back");
    let again = copy.case().expect("a case");
    assert_eq!(again, case);
    assert_eq!(lines(&again), lines(&case));
    assert_eq!(case.events[0].claims.len(), 2);
    assert_eq!(file.accounts().expect("accounts").len(), 2, "a run can go on with it");
    assert_eq!(file.check().expect("a check"), [""; 0]);
}

#[test]
fn the_ledger_of_control_says_whose_word_it_is_and_what_was_known_when() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.db");
    let mut file = CaseFile::create_or_resume(&path).expect("a case");
    let mut case = import(&mut CASE.as_bytes(), &mut file, "f").expect("the case is whole");
    let told = case.findings.iter_mut().flat_map(|findings| &mut findings.events);
    told.for_each(|mention| mention.kind = "capture_territory".into());
    file.put_case(&case).expect("a case");
    drop(file);
    let file = CaseFile::open(path).expect("a case");
    let ledger = |filter: &Filter| {
        let mut out = Vec::new();
        let written = export(&file, filter, (Layout::Control, &codebook()), &mut out, &mut Vec::new());
        assert_eq!(written.expect("an export").claims, 0);
        table(&String::from_utf8(out).expect("UTF-8"))
    };
    let rows = ledger(&Filter::default());
    assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == 20), "{rows:?}");
    assert_eq!((cell(&rows, "place_name", 1), cell(&rows, "state", 1)), ("Port Mirna", "held"));
    assert_eq!((cell(&rows, "from", 1), cell(&rows, "until", 1)), ("2031-03-04", ""));
    let document =
        case.documents.iter().find(|document| document.id == cell(&rows, "document", 1)).expect("a document");
    let at = |column: &str| cell(&rows, column, 1).parse::<usize>().expect("a number");
    let words: String = document.text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(words, cell(&rows, "words", 1));
    let before = Filter::parse([("as_of", "2031-03-01")]).expect("a filter");
    assert_eq!(ledger(&before).len(), 1, "nobody had said so by then");
}

#[test]
fn a_broken_line_is_named_and_nothing_is_put() {
    let folder = tempfile::tempdir().expect("a folder");
    let lost = CASE.lines().filter(|line| !line.starts_with("{\"findings\"")).collect::<Vec<_>>().join("\n");
    for (broken, message) in [
        (CASE.replace("rashomon-lines/1", "rashomon-lines/9"), "line 1: this is no case in the layout"),
        (CASE.replace("\n{\"place\":", "\n{\"spot\":"), "there are no records of \"spot\""),
        (CASE.replacen("\"findings\":{", "\"findings\":{{", 1), "line 4"),
        (lost, "the case contradicts itself"),
    ] {
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).expect("a case");
        let refused = import(&mut broken.as_bytes(), &mut file, "f").expect_err(message).to_string();
        assert!(refused.contains(message), "{refused}");
        assert!(file.accounts().expect("accounts").is_empty());
    }
}

#[test]
fn acled_has_its_31_columns_and_the_claims_beside() {
    let (out, claims, written) = written(Layout::Acled);
    let rows = table(&out);
    assert_eq!((written.records, written.elsewhere, rows.len()), (1, 0, 2));
    assert!(rows.iter().all(|row| row.len() == 31));
    for (column, value) in [
        ("event_id_cnty", "E-7QK4-M2XD"),
        ("event_date", "2031-03-04"),
        ("time_precision", "1"),
        ("disorder_type", "Political violence"),
        ("event_type", "Explosions/Remote violence"),
        ("sub_event_type", "Shelling/artillery/missile attack"),
        ("actor1", "'=River Guard"),
        ("actor2", "Hill Front"),
        ("interaction", "33"),
        ("iso", "760"),
        ("region", "Middle East"),
        ("country", "Syria"),
        ("latitude", "12.5"),
        ("longitude", "-3.25"),
        ("geo_precision", "1"),
        ("source", "Wire Nine; Harbor Post"),
        ("fatalities", "3"),
    ] {
        assert_eq!(cell(&rows, column, 1), value, "{column}");
    }
    assert_eq!(cell(&rows, "notes", 1), "On 4 March 2031, River Guard shelled Hill Front in Port Mirna.");
    let claims = table(&claims);
    assert_eq!(claims.len(), written.claims + 1);
    let toll = claims.iter().position(|row| row.iter().any(|cell| cell == "at least 16")).expect("the toll");
    for (column, value) in [
        ("attribute", "killed"),
        ("of", "hill-front"),
        ("min", "16"),
        ("max", ""),
        ("agreement", "disputed"),
        ("according_to", "a hospital; Wire Nine"),
        ("published_by", "Wire Nine"),
        ("document", "D-111111111111"),
        ("words", "at least 16"),
    ] {
        assert_eq!(cell(&claims, column, toll), value, "{column}");
    }
    let (start, end): (usize, usize) = (
        cell(&claims, "start", toll).parse().expect("a number"),
        cell(&claims, "end", toll).parse().expect("a number"),
    );
    let (_folder, file) = case();
    let text: Vec<char> = file.case().expect("a case").documents[0].text.chars().collect();
    assert_eq!(text[start..end].iter().collect::<String>(), "at least 16", "positions count code points");
}

#[test]
fn ged_has_its_49_columns_and_sums_its_dead() {
    let (out, _, written) = written(Layout::Ged);
    let rows = table(&out);
    assert_eq!((written.records, rows[1].len()), (1, 49));
    for (column, value) in [
        ("type_of_violence", "2"),
        ("side_b", "Hill Front"),
        ("number_of_sources", "2"),
        ("where_prec", "1"),
        ("geom_wkt", "POINT (-3.25 12.5)"),
        ("priogrid_gid", "147954"),
        ("country_id", "652"),
        ("date_prec", "1"),
        ("deaths_b", "3"),
        ("best", "3"),
        ("high", "16"),
        ("low", "3"),
    ] {
        assert_eq!(cell(&rows, column, 1), value, "{column}");
    }
}

/// Somebody settles how many of a side, or of all, were killed.
fn settled(of: Option<&str>, value: &str) -> (TempDir, CaseFile) {
    let ruling = schema::Ruling {
        decision: "R-0123456789abcdef".into(),
        by: "ana".into(),
        at: "2031-03-07T10:00:00.000Z".into(),
        act: schema::Act::Settle,
        field: Some("killed".into()),
        of: of.map(str::to_owned),
        value: Some(value.into()),
        machine: Some("3 / 16..".into()),
        why: None,
        mention: "D-111111111111#44".into(),
    };
    changed(|event| event.decided = vec![ruling])
}

#[test]
fn a_number_that_a_person_settled_is_the_number_and_the_machines_stays_beside_it() {
    let (_folder, side) = settled(Some("hill-front"), "5..7");
    let (out, claims, counted) = written_of(&side, Layout::Acled);
    let rows = table(&out);
    assert_eq!(cell(&rows, "fatalities", 1), "5");
    let notes = "Decided: killed of Hill Front: 5 to 7 (the machine: 3 / at least 16), ana.";
    assert!(cell(&rows, "notes", 1).ends_with(notes), "{out}");
    let claims = table(&claims);
    assert_eq!(claims.len(), counted.claims + 1);
    let rows: Vec<usize> = (1..claims.len()).filter(|row| cell(&claims, "attribute", *row) == "killed").collect();
    let said: Vec<(&str, &str)> =
        rows.iter().map(|row| (cell(&claims, "label", *row), cell(&claims, "agreement", *row))).collect();
    assert!(said.contains(&("at least 16", "disputed")) && said.contains(&("5 to 7", "decided")), "{said:?}");
    let rows = table(&written_of(&side, Layout::Ged).0);
    let deaths = |rows: &[Vec<String>]| {
        ["deaths_b", "deaths_unknown", "best", "low", "high"].map(|column| cell(rows, column, 1).to_owned())
    };
    assert_eq!(deaths(&rows), ["5", "0", "5", "5", "7"]);
    assert_eq!(deaths(&table(&written_of(&settled(None, "9").1, Layout::Ged).0)), ["3", "6", "9", "9", "9"]);
    assert_eq!(deaths(&table(&written_of(&settled(None, "2").1, Layout::Ged).0)), ["0", "2", "2", "2", "2"]);
    let map: serde_json::Value = serde_json::from_str(&written_of(&side, Layout::Geojson).0).expect("GeoJSON");
    assert_eq!(
        (&map["features"][0]["properties"]["killed_low"], &map["features"][0]["properties"]["killed_high"]),
        (&5.into(), &7.into())
    );
    for layout in [Layout::Html, Layout::Markdown] {
        let page = written_of(&side, layout).0;
        assert!(page.contains("Decided by people") && page.contains("5 to 7"), "{page}");
    }
}

#[test]
fn plover_and_polecat_name_type_quad_and_sides() {
    let (out, ..) = written(Layout::Plover);
    let record: serde_json::Value = serde_json::from_str(out.trim_end()).expect("one record a line");
    assert_eq!((&record["event"], &record["quad_code"]), (&"ASSAULT".into(), &4.into()));
    assert_eq!(record["recipient"][0]["identifier_text"], "Hill Front");
    assert_eq!(record["size"]["dead"], 3);
    let (out, ..) = written(Layout::Polecat);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 40), "{rows:?}");
    assert_eq!((rows[1][2], rows[1][15]), ("ASSAULT", "Hill Front"));
}

#[test]
fn maps_get_points() {
    let (out, ..) = written(Layout::Geojson);
    let map: serde_json::Value = serde_json::from_str(&out).expect("GeoJSON");
    assert_eq!(map["features"][0]["geometry"]["coordinates"], serde_json::json!([-3.25, 12.5]));
    assert_eq!(map["features"][0]["properties"]["killed_high"], 16);
    let (out, ..) = written(Layout::Kml);
    assert!(out.contains("<coordinates>-3.25,12.5</coordinates>"), "{out}");
    assert!(!out.contains("<b>"), "{out}");
}

#[test]
fn pages_run_nothing_and_quote_everything() {
    let (out, ..) = written(Layout::Html);
    assert!(out.contains("default-src 'none'"));
    assert!(!out.contains("<script") && !out.contains("<b>") && out.contains("&lt;b&gt;"), "{out}");
    assert!(out.contains("<mark>at least 16</mark>, a hospital said"), "{out}");
    assert!(!out.contains("http://") && !out.contains("https://") && !out.contains("src="));
    let (out, ..) = written(Layout::Markdown);
    assert!(out.contains("**at least 16**, a hospital said") && out.contains("\\<b\\>"), "{out}");
}

#[test]
fn documents_are_cited_once() {
    let (out, ..) = written(Layout::Bibtex);
    assert_eq!(out.matches("@misc{").count(), 2);
    let (out, ..) = written(Layout::Csl);
    let list: serde_json::Value = serde_json::from_str(&out).expect("CSL JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert_eq!(list[0]["issued"]["date-parts"][0], serde_json::json!([2031, 3, 5]));
}

#[test]
fn a_case_of_many_steps_is_written_whole_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).expect("a case");
    let event = |n: usize| schema::Event {
        id: format!("E-{n:04}"),
        kind: "shelling".into(),
        summary: format!("Shelling {n}."),
        when: None,
        place: None,
        agents: Vec::new(),
        targets: Vec::new(),
        mentions: Vec::new(),
        claims: Vec::new(),
        part_of: None,
        decided: Vec::new(),
    };
    file.put_case(&schema::Case { events: (0..1900).map(event).collect(), ..Default::default() }).expect("a case");
    for (layout, ids) in [(Layout::Geojson, "\"id\":\"E-"), (Layout::Acled, "\nE-")] {
        let mut out = Vec::new();
        let written = export(&file, &Filter::default(), (layout, &codebook()), &mut out, &mut std::io::sink());
        assert_eq!(written.expect("an export").records, 1900);
        let text = String::from_utf8(out).expect("UTF-8");
        let mut found: Vec<&str> = text.match_indices(ids).map(|(at, _)| &text[at + ids.len()..][..4]).collect();
        assert!(found.is_sorted());
        found.dedup();
        assert_eq!(found.len(), 1900, "{layout:?}");
        if layout == Layout::Geojson {
            serde_json::from_str::<serde_json::Value>(&text).expect("GeoJSON");
        }
    }
}

#[test]
fn an_export_explains_itself_and_heeds_its_filter() {
    let (_folder, file) = case();
    let filter = Filter::parse([("type", "siege")]).expect("a filter");
    let mut out = Vec::new();
    let written =
        export(&file, &filter, (Layout::Acled, &codebook()), &mut out, &mut std::io::sink()).expect("an export");
    assert_eq!(written, Written::default());
    let about: serde_json::Value =
        serde_json::from_str(&about(&file, &filter, Layout::Acled, written).expect("a text")).expect("JSON");
    assert_eq!((&about["filter"], &about["layout"]), (&"type=siege".into(), &"acled".into()));
}
